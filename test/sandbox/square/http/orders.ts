import type { Endpoints } from './endpoints.ts';
import { listBody, pageOf } from './page.ts';
import { flag, limit, listOf, object, oneOf, range, required, text, within } from './params.ts';
import { single } from './single.ts';
import { badRequest } from './square-error.ts';

const search = object({
  location_ids: listOf(text, 10),
  cursor: text,
  limit: limit(1_000),
  return_entries: flag,
  query: object({
    filter: object({
      date_time_filter: object({ created_at: range, updated_at: range }),
      state_filter: object({ states: listOf(oneOf('OPEN', 'COMPLETED', 'CANCELED', 'DRAFT')) }),
    }),
    sort: object({
      sort_field: oneOf('CREATED_AT', 'UPDATED_AT', 'CLOSED_AT'),
      sort_order: oneOf('ASC', 'DESC'),
    }),
  }),
});

export const orderEndpoints: Endpoints = {
  'POST /v2/orders/search': ({ seller, params, now }) => {
    const { cursor, limit: most = 500, ...query } = search(params, '');
    const locations = new Set(required(query.location_ids, 'location_ids'));
    if (locations.size === 0)
      throw badRequest('MISSING_REQUIRED_PARAMETER', 'At least one location is required.', 'location_ids');
    if (query.return_entries) throw badRequest('BAD_REQUEST', 'The sandbox has whole orders only.');
    const { filter, sort } = query.query ?? {};
    const times = filter?.date_time_filter ?? {};
    const field = sortField(Object.keys(times), sort?.sort_field ?? 'CREATED_AT');
    const bounds = field === 'created' ? times.created_at : times.updated_at;
    const page = pageOf(seller.shelves.order, {
      query: ['orders', query],
      cursor,
      limit: most,
      sort: field,
      descending: sort?.sort_order !== 'ASC',
      matches: ({ object: order, [field]: at }, mark) =>
        locations.has(order.location_id) &&
        // The end defaults to the time of the first request.
        within(at, { end_at: mark, ...bounds }) &&
        (filter?.state_filter?.states?.some((state) => state === order.state) ?? true),
      mark: () => now,
      now,
    });
    return listBody('orders', page);
  },
  'GET /v2/orders/:id': single('order', 'order'),
};

/** One time may be filtered by, and the sort must be by the same. */
function sortField(filtered: readonly string[], by: string): 'created' | 'updated' {
  if (filtered.length > 1)
    throw badRequest('CONFLICTING_PARAMETERS', 'Only one of the date time filters can be used.');
  if (filtered[0] !== undefined && filtered[0].toUpperCase() !== by) {
    const detail = `\`sort_field\` must be the field of the date time filter, ${filtered[0]}.`;
    throw badRequest('BAD_REQUEST', detail, 'query.sort.sort_field');
  }
  if (by === 'CLOSED_AT') throw badRequest('BAD_REQUEST', 'The sandbox does not sort by closing.');
  return by === 'UPDATED_AT' ? 'updated' : 'created';
}
