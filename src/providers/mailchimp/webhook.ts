/**
 * Deliveries of Mailchimp Marketing are signed by nothing: the secret is the last part of the URL, and what the body says
 * is only ever a reason to look. https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/
 */
import { createHash } from 'node:crypto';
import { SignatureRefused } from '../../platform/errors.ts';
import { sameSecret } from '../../platform/same-secret.ts';
import type { Hint, IncomingEvent, WebhookSource } from '../provider.ts';
import { contactId } from './change.ts';
import { isMandrill, MANDRILL_SIGNATURE, readMandrill, verifyMandrill } from './mandrill.ts';

/**
 * How far Mailchimp's clock may be ahead of ours. A look at the object bounds what an event may claim (`notAfter`); what is
 * further off than clocks differ is not even stored. Refused ones are sent again for 75 minutes, so a slow clock loses nothing.
 */
const AHEAD_MS = 10_000;
/** Ids become parts of URLs, and anybody who knows the URL can write them. */
const ID = /^[A-Za-z0-9]{1,64}$/;

export const webhook: WebhookSource = {
  handshake: true,
  verify(delivery, secrets, nowMs) {
    if (delivery.headers[MANDRILL_SIGNATURE] !== undefined) return verifyMandrill(delivery, secrets);
    const { raw, pathSecret } = delivery;
    if (pathSecret === undefined || !secrets.some((secret) => sameSecret(secret, pathSecret))) {
      throw new SignatureRefused('The secret in the path is not ours');
    }
    return [marketingEvent(raw, nowMs)];
  },
  read: (delivery, nowMs) => readMandrill(delivery) ?? [marketingEvent(delivery.raw, nowMs)],
  changes({ type, body }) {
    return isMandrill(type) ? [] : hintsOf(new URLSearchParams(body.toString('utf8')));
  },
};

/**
 * There is no event id: it is derived from all that the delivery says, in whatever order. The window of a false merge:
 * two events of the same second, type, list and address with the same content count once. Nothing is lost by it that the
 * look after the first, or the next pull, does not show.
 */
function marketingEvent(raw: Buffer, nowMs: number): IncomingEvent {
  const form = new URLSearchParams(raw.toString('utf8'));
  if ((firedAt(form) ?? 0) > nowMs + AHEAD_MS) throw new SignatureRefused('fired_at is in the future');
  const content = [...form].map((pair) => JSON.stringify(pair)).toSorted();
  return {
    id: createHash('sha256').update(content.join('\n')).digest('hex'),
    type: form.get('type') ?? 'unknown',
    account: undefined,
    body: raw,
  };
}

/** What to look at. Deletions too: only a look that finds nothing proves them. */
function hintsOf(form: URLSearchParams): Hint[] {
  const fired = firedAt(form);
  if (fired === undefined) return [];
  const version = BigInt(fired);
  const listId = idIn(form, 'data[list_id]');
  const members = (...addresses: string[]): Hint[] =>
    addresses.flatMap((name) => {
      const address = form.get(`data[${name}]`);
      if (!listId || !address) return [];
      return [
        { kind: 'hint', resource: 'contact', externalId: contactId(listId, memberHash(address)), version },
      ];
    });
  switch (form.get('type')) {
    case 'subscribe':
    case 'unsubscribe':
    case 'profile':
    case 'cleaned':
      return members('email');
    case 'upemail':
      return members('old_email', 'new_email');
    case 'campaign': {
      const externalId = idIn(form, 'data[id]');
      return externalId ? [{ kind: 'hint', resource: 'campaign', externalId, version }] : [];
    }
    default:
      return [];
  }
}

function idIn(form: URLSearchParams, name: string): string | undefined {
  const id = form.get(name) ?? '';
  return ID.test(id) ? id : undefined;
}

/** https://mailchimp.com/developer/marketing/docs/methods-parameters/#path-parameters */
function memberHash(address: string): string {
  return createHash('md5').update(address.toLowerCase()).digest('hex');
}

/** Milliseconds since the epoch; `YYYY-MM-DD HH:MM:SS` in UTC. */
function firedAt(form: URLSearchParams): number | undefined {
  const [, date, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(form.get('fired_at') ?? '') ?? [];
  const ms = Date.parse(`${date}T${time}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
