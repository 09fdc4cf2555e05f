import type { Endpoints } from './endpoints.ts';
import { listBody, pageOf } from './page.ts';
import { flag, limit, object, oneOf, range, text, within } from './params.ts';
import { single } from './single.ts';

const search = object({
  cursor: text,
  limit: limit(100),
  count: flag,
  query: object({
    filter: object({ created_at: range, updated_at: range }),
    // The alphabetical order of DEFAULT is not kept here: both are by time.
    sort: object({ field: oneOf('DEFAULT', 'CREATED_AT'), order: oneOf('ASC', 'DESC') }),
  }),
});

export const customerEndpoints: Endpoints = {
  'POST /v2/customers/search': ({ seller, params, now }) => {
    const { cursor, limit: most = 100, count = false, query } = search(params, '');
    const { filter, sort } = query ?? {};
    const matches = (entry: { created: number; updated: number }) =>
      within(entry.created, filter?.created_at) && within(entry.updated, filter?.updated_at);
    const shelf = seller.shelves.customer;
    const page = pageOf(shelf, {
      query: ['customers', query],
      cursor,
      limit: most,
      sort: 'created',
      descending: sort?.order === 'DESC',
      matches,
      // Counted once: all pages of a list tell the same number.
      mark: () => shelf.sorted('created').filter(matches).length,
      now,
    });
    return listBody('customers', page, { ...(count && { count: page.mark }) });
  },
  'GET /v2/customers/:id': single('customer', 'customer'),
};
