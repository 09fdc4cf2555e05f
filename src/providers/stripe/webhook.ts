/** Stripe's signed deliveries. https://docs.stripe.com/webhooks#verify-manually */
import Stripe from 'stripe';
import { SignatureRefused } from '../../platform/errors.ts';
import type { IncomingEvent, WebhookSource } from '../provider.ts';
import { changeOf } from './events.ts';

/** How old a signature may be, in seconds; Stripe's own SDK and documentation say 300. */
const TOLERANCE_S = 300;

// Only its offline signature check is used: no key, nothing is sent.
const { webhooks } = new Stripe('sk_unused_offline');

export const webhook: WebhookSource = {
  verify({ raw, headers }, secrets, nowMs) {
    const header = headers['stripe-signature'];
    if (typeof header !== 'string') throw new SignatureRefused('Stripe-Signature header is missing');
    const event = firstThatHolds(secrets, (secret) =>
      webhooks.constructEvent(raw, header, secret, TOLERANCE_S, undefined, nowMs),
    );
    return [incoming(event, raw)];
  },
  read({ raw }) {
    const event = parsed(raw);
    if (!isEvent(event)) throw new SignatureRefused('The Stripe delivery is not an event');
    return [incoming(event, raw)];
  },
  changes({ body }) {
    const change = changeOf(JSON.parse(body.toString('utf8')) as Stripe.Event);
    return change ? [change] : [];
  },
};

/** Only events of connected accounts say whose they are. */
function incoming({ id, type, account }: Stripe.Event, body: Buffer): IncomingEvent {
  return { id, type, account, body };
}

function isEvent(value: unknown): value is Stripe.Event {
  const { id, type } = (value ?? {}) as { id?: unknown; type?: unknown };
  return typeof id === 'string' && typeof type === 'string';
}

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}

function firstThatHolds(secrets: readonly string[], check: (secret: string) => Stripe.Event): Stripe.Event {
  for (const secret of secrets) {
    try {
      const event = check(secret);
      if (isEvent(event)) return event;
    } catch {
      // The next secret may hold; which one failed and why is nobody's business.
    }
  }
  throw new SignatureRefused('Stripe-Signature does not hold');
}
