// Payments and refunds are listed alike, except that payments are of one location.
import type { Payment, Refund } from '../seller.ts';
import type { Entry, Shelf } from '../shelf.ts';
import type { Call, Endpoints } from './endpoints.ts';
import { mainLocation } from './merchants.ts';
import { listBody, pageOf } from './page.ts';
import { integer, object, oneOf, text, time, within } from './params.ts';
import { single } from './single.ts';
import { notFound } from './square-error.ts';

const MOST = 100;
const YEAR_MS = 365 * 86_400_000;

const list = object({
  begin_time: time,
  end_time: time,
  updated_at_begin_time: time,
  updated_at_end_time: time,
  sort_field: oneOf('CREATED_AT', 'UPDATED_AT'),
  sort_order: oneOf('ASC', 'DESC'),
  cursor: text,
  location_id: text,
  limit: integer,
});

function listing<T extends Payment | Refund>(
  { seller, params, now }: Call,
  from: { name: string; shelf: Shelf<T>; defaultLocation: string | undefined },
): string {
  const { cursor, limit = MOST, ...query } = list(params, '');
  const location = query.location_id ?? from.defaultLocation;
  if (location !== undefined && !seller.shelves.location.get(location))
    throw notFound(`Location \`${location}\` was not found.`);
  // "Default: The current time minus one year."
  const created = { start_at: query.begin_time ?? now - YEAR_MS, end_at: query.end_time ?? Infinity };
  const updated = {
    start_at: query.updated_at_begin_time ?? -Infinity,
    end_at: query.updated_at_end_time ?? Infinity,
  };
  const page = pageOf(from.shelf, {
    query: [from.name, query],
    cursor,
    // "If the provided value is greater than 100, it is ignored and the default value is used instead."
    limit: limit > 0 && limit <= MOST ? limit : MOST,
    sort: query.sort_field === 'UPDATED_AT' ? 'updated' : 'created',
    descending: query.sort_order !== 'ASC',
    matches: (entry: Entry<T>) =>
      (location === undefined || entry.object.location_id === location) &&
      within(entry.created, created) &&
      within(entry.updated, updated),
    mark: () => now,
    now,
  });
  return listBody(from.name, page);
}

export const paymentEndpoints: Endpoints = {
  'GET /v2/payments': (call) => {
    const { shelves } = call.seller;
    const defaultLocation = mainLocation(call.seller).id ?? '';
    return listing(call, { name: 'payments', shelf: shelves.payment, defaultLocation });
  },
  'GET /v2/payments/:id': single('payment', 'payment'),
  'GET /v2/refunds': (call) =>
    listing(call, { name: 'refunds', shelf: call.seller.shelves.refund, defaultLocation: undefined }),
  'GET /v2/refunds/:id': single('refund', 'refund'),
};
