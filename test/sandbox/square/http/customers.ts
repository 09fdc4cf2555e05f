import { createCustomer, updateCustomer } from '../objects/customers.ts';
import type { Customer } from '../seller.ts';
import type { Entry } from '../shelf.ts';
import { bulk, customerFields, inBulk, once } from './customer-writes.ts';
import type { Endpoints } from './endpoints.ts';
import { listBody, pageOf } from './page.ts';
import { flag, limit, object, oneOf, range, required, text, within } from './params.ts';
import { single } from './single.ts';
import { notFound } from './square-error.ts';

const search = object({
  cursor: text,
  limit: limit(100),
  count: flag,
  query: object({
    filter: object({ created_at: range, updated_at: range, email_address: object({ exact: text }) }),
    // The alphabetical order of DEFAULT is not kept here: both are by time.
    sort: object({ field: oneOf('DEFAULT', 'CREATED_AT'), order: oneOf('ASC', 'DESC') }),
  }),
});

export const customerEndpoints: Endpoints = {
  'POST /v2/customers/search': ({ seller, params, now }) => {
    const { cursor, limit: most = 100, count = false, query } = search(params, '');
    const { filter, sort } = query ?? {};
    const email = filter?.email_address?.exact?.toLowerCase();
    const matches = (entry: Entry<Customer>) =>
      within(entry.created, filter?.created_at) &&
      within(entry.updated, filter?.updated_at) &&
      (email === undefined || entry.object.email_address?.toLowerCase() === email);
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
  'POST /v2/customers/bulk-create': ({ seller, params }) => {
    const { customers } = bulk(params, '');
    return inBulk(required(customers, 'customers'), (key, raw) =>
      once(seller, key, raw, () => createCustomer(seller, customerFields(raw, true))),
    );
  },
  'POST /v2/customers/bulk-update': ({ seller, params }) => {
    const { customers } = bulk(params, '');
    return inBulk(required(customers, 'customers'), (id, raw) => {
      const fields = customerFields(raw, false);
      if (!seller.shelves.customer.get(id)) throw notFound(`Customer with ID \`${id}\` not found.`);
      return updateCustomer(seller, id, fields);
    });
  },
};
