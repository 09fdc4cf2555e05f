// Every change of an account's objects goes through here, so that the event log always tells it.
import { resourceMissing } from '../http/stripe-error.ts';
import type { Book, Objects, ResourceName, SnapshotEvent } from './book.ts';
import { API_VERSION } from './book.ts';
import type { Tombstone } from './collection.ts';

/** The word each kind has in `object`, in messages, and (subscriptions apart) in event types. */
export const NOUN = {
  customers: 'customer',
  payment_intents: 'payment_intent',
  charges: 'charge',
  refunds: 'refund',
  disputes: 'dispute',
  invoices: 'invoice',
  products: 'product',
  prices: 'price',
  subscriptions: 'subscription',
  events: 'event',
  webhook_endpoints: 'webhook_endpoint',
} as const satisfies Record<ResourceName, string>;

/** The live object, or Stripe's `resource_missing` naming the parameter it came from. */
export function find<K extends ResourceName>(
  book: Book,
  resource: K,
  id: string,
  param?: string,
): Objects[K] {
  const entry = book.objects[resource].get(id);
  if (entry === undefined) throw resourceMissing(NOUN[resource], id, param);
  return entry.object;
}

export function insert<K extends ResourceName>(book: Book, resource: K, object: Objects[K]): Objects[K] {
  book.objects[resource].add(object);
  return object;
}

/** Puts changed fields over the object without telling the log; callers record what Stripe would. */
export function amend<K extends ResourceName>(
  book: Book,
  resource: K,
  id: string,
  changes: Partial<Objects[K]>,
): Objects[K] {
  const next = { ...find(book, resource, id), ...changes };
  book.objects[resource].replace(next);
  return next;
}

/** Changes an object and records `<type>.updated` with the attributes as they were. A change of nothing is no event. */
export function update<K extends ResourceName>(
  book: Book,
  resource: K,
  id: string,
  changes: Partial<Objects[K]>,
): Objects[K] {
  const before = find(book, resource, id);
  const after = amend(book, resource, id, changes);
  if (!isLogged(book)) return after;
  const previous = previousAttributes(before, after);
  if (Object.keys(previous).length > 0) {
    const type = resource === 'subscriptions' ? 'customer.subscription.updated' : `${NOUN[resource]}.updated`;
    record(book, type, after, previous);
  }
  return after;
}

/** Deletes an object; the deletion event carries its last state. */
export function remove(book: Book, resource: 'customers' | 'products' | 'invoices', id: string): Tombstone {
  const last = find(book, resource, id);
  const tombstone = book.objects[resource].remove(id);
  if (tombstone === undefined) throw resourceMissing(NOUN[resource], id);
  record(book, `${NOUN[resource]}.deleted`, last);
  return tombstone;
}

/** Appends an event to the log and sends it out. What the log no longer reaches is not kept. */
export function record(book: Book, type: string, object: object, previous?: Record<string, unknown>): void {
  if (!isLogged(book)) return;
  const event: SnapshotEvent = {
    id: `evt_1${book.random.token(23)}`,
    object: 'event',
    api_version: API_VERSION,
    created: book.seconds(),
    data: previous === undefined ? { object } : { object, previous_attributes: previous },
    livemode: false,
    pending_webhooks: book.subscribers(type),
    request: book.cause,
    type,
  };
  book.objects.events.add(event);
  if (event.pending_webhooks > 0) book.deliver(event);
}

/** Whether the log reaches back to the account's present, which it does not while a distant past is being seeded. */
function isLogged(book: Book): boolean {
  return book.seconds() >= book.eventsSince();
}

/** The old values of what changed; inside hashes only the changed keys, and null for keys that are new. */
function previousAttributes(before: object, after: object): Record<string, unknown> {
  const old = new Map<string, unknown>(Object.entries(before));
  const previous: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(after)) {
    const was = old.get(key);
    old.delete(key);
    if (was === value || JSON.stringify(was) === JSON.stringify(value)) continue;
    previous[key] = isHash(was) && isHash(value) ? previousAttributes(was, value) : (was ?? null);
  }
  for (const [key, was] of old) previous[key] = was;
  return previous;
}

function isHash(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
