/**
 * What an event says. Its `data.object` is the state at the event, rendered in the API version of that time:
 * believed when that is our version, fetched otherwise. https://docs.stripe.com/api/events
 */
import Stripe from 'stripe';
import type { Change } from '../provider.ts';
import { gone, seen } from './change.ts';
import { resources, type StripeObject, type StripeResourceName } from './resources.ts';

/** Which resource an event's object is of; charges and disputes are facts about their payment. */
const resourceOfObject: Readonly<Record<string, StripeResourceName>> = {
  customer: 'contact',
  product: 'product',
  price: 'price',
  subscription: 'subscription',
  invoice: 'invoice',
  payment_intent: 'payment',
};
const partsOfPayment: ReadonlySet<string> = new Set(['charge', 'dispute']);
/** `customer.subscription.deleted` is not here: a canceled subscription is still an object. */
const deletions: ReadonlySet<string> = new Set([
  'customer.deleted',
  'product.deleted',
  'price.deleted',
  'invoice.deleted',
]);

interface EventObject extends StripeObject {
  object: string;
  payment_intent?: string | { id: string } | null;
  latest_charge?: unknown;
}

/** Answers undefined for events that say nothing about a synced object. */
export function changeOf(event: Stripe.Event): Change | undefined {
  // One type for all that the SDK's union tells apart: which it is, `object` says below.
  const object = event.data.object as unknown as EventObject;
  const version = BigInt(event.created);
  if (partsOfPayment.has(object.object)) {
    const intent = object.payment_intent;
    const externalId = typeof intent === 'string' ? intent : intent?.id;
    return externalId ? { kind: 'hint', resource: 'payment', externalId, version } : undefined;
  }
  const resource = resourceOfObject[object.object];
  // An upcoming invoice is a preview without an id.
  if (!resource || !object.id || !resources[resource].eventTypes.includes(event.type)) return undefined;
  if (deletions.has(event.type)) return gone({ resource, externalId: object.id, version, from: 'event' });
  // A payment's outcome stands in its charge, which events never carry expanded.
  const complete = event.api_version === Stripe.API_VERSION && !object.latest_charge;
  if (!complete) return { kind: 'hint', resource, externalId: object.id, version };
  return seen({ resource, object, version, from: 'event', changedAt: event.created });
}
