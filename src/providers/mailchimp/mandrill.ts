/**
 * Mailchimp Transactional (Mandrill): the product of the same name that signs. Its events tell of single mails, none of
 * which is synced. https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/
 */
import { createHash, createHmac } from 'node:crypto';
import { SignatureRefused } from '../../platform/errors.ts';
import { sameSecret } from '../../platform/same-secret.ts';
import type { Delivery, IncomingEvent } from '../provider.ts';

export const MANDRILL_SIGNATURE = 'x-mandrill-signature';
const TYPE_PREFIX = 'mandrill.';

export function isMandrill(type: string): boolean {
  return type.startsWith(TYPE_PREFIX);
}

/**
 * Base64 of HMAC-SHA1 over the URL as registered, then every parameter's name and decoded value, sorted by name.
 * Throws SignatureRefused.
 */
export function verifyMandrill({ raw, headers, url }: Delivery, secrets: readonly string[]): IncomingEvent[] {
  const given = headers[MANDRILL_SIGNATURE];
  const form = new URLSearchParams(raw.toString('utf8'));
  const names = [...new Set(form.keys())].toSorted();
  const signed = url + names.map((name) => name + form.getAll(name).join('')).join('');
  const holds = (secret: string) =>
    typeof given === 'string' &&
    sameSecret(given, createHmac('sha1', secret).update(signed).digest('base64'));
  if (!secrets.some(holds)) throw new SignatureRefused('X-Mandrill-Signature does not hold');
  return eventsOf(form.get('mandrill_events'));
}

/** Undefined for a delivery of another product. Throws SignatureRefused. */
export function readMandrill({ raw }: Delivery): IncomingEvent[] | undefined {
  const form = new URLSearchParams(raw.toString('utf8'));
  return form.has('mandrill_events') ? eventsOf(form.get('mandrill_events')) : undefined;
}

/**
 * The events of one delivery. `_id` is the mail's, not the event's, so the id is derived from the whole event: the same
 * mail opened twice in one second from one place counts once.
 */
function eventsOf(text: string | null): IncomingEvent[] {
  const events = parsed(text);
  if (!Array.isArray(events)) throw new SignatureRefused('mandrill_events is not a list');
  return events.map((event: unknown) => {
    const body = Buffer.from(JSON.stringify(event));
    const { event: mail, type } = (event ?? {}) as { event?: unknown; type?: unknown };
    const name = [mail, type].find((each) => typeof each === 'string') ?? 'unknown';
    return {
      id: createHash('sha256').update(body).digest('hex'),
      type: `${TYPE_PREFIX}${String(name)}`,
      account: undefined,
      body,
    };
  });
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
