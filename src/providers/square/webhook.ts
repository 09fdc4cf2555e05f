/** Square's signed deliveries. https://developer.squareup.com/docs/webhooks/step3validate */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureRefused } from '../../platform/errors.ts';
import type { Delivery, IncomingEvent, WebhookSource } from '../provider.ts';
import { changesOf, noticesOf } from './events.ts';
import { parseExact } from './exact-json.ts';

export const webhook: WebhookSource = {
  // There is no signed time: Square repeats a delivery for a day, and its `event_id` is what makes it count once.
  verify(delivery, secrets) {
    const header = delivery.headers['x-square-hmacsha256-signature'];
    if (typeof header !== 'string') throw new SignatureRefused('The Square signature is missing');
    const signature = Buffer.from(header, 'base64');
    if (!secrets.some((secret) => holds(delivery, signature, secret)))
      throw new SignatureRefused('The Square signature does not hold');
    return [eventOf(delivery.raw)];
  },
  read: ({ raw }) => [eventOf(raw)],
  changes: ({ body }) => changesOf(parseExact(body.toString('utf8'))),
  notices: ({ type }) => noticesOf(type),
};

/** The URL exactly as it was registered, then the body. */
function holds({ url, raw }: Delivery, signature: Buffer, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(url).update(raw).digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}

function eventOf(raw: Buffer): IncomingEvent {
  try {
    // Each member is looked at before it is used.
    const event = JSON.parse(raw.toString('utf8')) as Partial<Record<string, unknown>>;
    const { event_id: id, type, merchant_id: merchant } = event;
    if (typeof id === 'string' && typeof type === 'string')
      return { id, type, account: typeof merchant === 'string' ? merchant : undefined, body: raw };
  } catch {
    // Signed, but not an event.
  }
  throw new SignatureRefused('The Square delivery is not an event');
}
