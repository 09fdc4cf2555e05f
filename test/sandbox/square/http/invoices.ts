import type { Endpoints } from './endpoints.ts';
import { listBody, pageOf } from './page.ts';
import { limit, object, required, text } from './params.ts';
import { single } from './single.ts';

const list = object({ location_id: text, cursor: text, limit: limit(200) });

export const invoiceEndpoints: Endpoints = {
  'GET /v2/invoices': ({ seller, params, now }) => {
    const { cursor, limit: most = 100, location_id } = list(params, '');
    const location = required(location_id, 'location_id');
    const page = pageOf(seller.shelves.invoice, {
      query: ['invoices', location],
      cursor,
      limit: most,
      sort: 'created',
      descending: true,
      matches: ({ object: invoice }) => invoice.location_id === location,
      mark: () => now,
      now,
    });
    return listBody('invoices', page);
  },
  'GET /v2/invoices/:id': single('invoice', 'invoice'),
};
