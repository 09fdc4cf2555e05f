/** Intuit's signed deliveries. https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks/validate-webhooks */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureRefused } from '../../platform/errors.ts';
import type { WebhookSource } from '../provider.ts';
import { changesOf, eventsOf } from './events.ts';

/** Base64 of the 32 bytes of an HMAC-SHA256. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;

export const webhook: WebhookSource = {
  // The signature holds no time, so there is no age to judge; a delivery that comes again has the same event ids.
  verify({ raw, headers }, secrets) {
    const header = headers['intuit-signature'];
    if (typeof header !== 'string' || !SIGNATURE.test(header)) {
      throw new SignatureRefused('intuit-signature header is missing or malformed');
    }
    const given = Buffer.from(header, 'base64');
    // Every secret is tried, so that the time taken does not tell which one holds.
    const holds = secrets.map((secret) => timingSafeEqual(given, signatureOf(raw, secret)));
    if (!holds.includes(true)) throw new SignatureRefused('intuit-signature does not hold');
    return eventsOf(parse(raw));
  },
  read: ({ raw }) => eventsOf(parse(raw)),
  changes({ body }) {
    return changesOf(parse(body));
  },
};

function signatureOf(raw: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update(raw).digest();
}

/** What was signed but is no JSON holds no events: refusing it would only make the same bytes come again. */
function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}
