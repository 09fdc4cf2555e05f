// The event log: https://docs.stripe.com/api/events. It goes back 30 days.
import type { Endpoint, Endpoints } from '../http/operation.ts';
import { listing, retrieval, where } from '../http/operation.ts';
import { flag, listOf, text } from '../http/params.ts';
import { invalidRequest } from '../http/stripe-error.ts';
import type { Book, SnapshotEvent } from '../ledger/book.ts';

/** `customer.*` means every type that begins with `customer.`, and `*` every type. */
export function matchesType(type: string, pattern: string): boolean {
  return pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}

const stillLogged = (book: Book, event: SnapshotEvent): boolean => event.created >= book.eventsSince();

const list = listing('events', {
  visible: (book) => (event) => stillLogged(book, event),
  filters: {
    type: where(text, (event: SnapshotEvent, wanted) => matchesType(event.type, wanted)),
    types: where(listOf(text, { atMost: 20 }), (event: SnapshotEvent, wanted) =>
      wanted.some((pattern) => matchesType(event.type, pattern)),
    ),
    // False also finds the events whose delivery is still under way.
    delivery_success: where(
      flag,
      (event: SnapshotEvent, wanted) => (event.pending_webhooks === 0) === wanted,
    ),
  },
});

const listEvents: Endpoint = (call, raw) => {
  if ('type' in raw && 'types' in raw) {
    throw invalidRequest('You may only specify one of these parameters: type, types.', { param: 'types' });
  }
  return list(call, raw);
};

export const eventEndpoints: Endpoints = {
  'GET /v1/events': listEvents,
  'GET /v1/events/:id': retrieval('events', stillLogged),
};
