import type { Call, Endpoints } from '../http/operation.ts';
import { listing, operation, retrieval, where } from '../http/operation.ts';
import { clearable, flag, integer, metadata, oneOf, range, text } from '../http/params.ts';
import type { Objects } from '../ledger/book.ts';
import { currency } from './currencies.ts';
import {
  createInvoice,
  deleteInvoice,
  finalizeInvoice,
  payInvoice,
  updateInvoice,
  voidInvoice,
} from './invoices.ts';

type Invoice = Objects['invoices'];
const COLLECTION = oneOf('charge_automatically', 'send_invoice');

const creation = {
  collection_method: COLLECTION,
  currency,
  customer: text,
  days_until_due: integer(0),
  description: clearable(text),
  metadata,
};

export const invoiceEndpoints: Endpoints = {
  'GET /v1/invoices': listing('invoices', {
    filters: {
      collection_method: where(
        COLLECTION,
        (invoice: Invoice, wanted) => invoice.collection_method === wanted,
      ),
      customer: where(text, (invoice: Invoice, wanted) => invoice.customer === wanted),
      due_date: where(
        range,
        ({ due_date: due }: Invoice, { gt = -1, gte = 0, lt = Infinity, lte = Infinity }) => {
          return due !== null && due > gt && due >= gte && due < lt && due <= lte;
        },
      ),
      status: where(
        oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
        (invoice: Invoice, wanted) => invoice.status === wanted,
      ),
      subscription: where(
        text,
        (invoice: Invoice, wanted) => invoice.parent?.subscription_details?.subscription === wanted,
      ),
    },
  }),
  'POST /v1/invoices': operation({
    gives: 'invoice',
    params: creation,
    required: ['customer'],
    run: ({ book }, params) => createInvoice(book, params),
  }),
  'GET /v1/invoices/:id': retrieval('invoices'),
  'POST /v1/invoices/:id': operation({
    gives: 'invoice',
    params: { description: clearable(text), metadata },
    run: ({ book, id }, params) => updateInvoice(book, id, params),
  }),
  'DELETE /v1/invoices/:id': operation({
    gives: 'invoice',
    params: {},
    run: ({ book, id }: Call) => deleteInvoice(book, id),
  }),
  'POST /v1/invoices/:id/finalize': operation({
    gives: 'invoice',
    params: { auto_advance: flag },
    run: ({ book, id }) => finalizeInvoice(book, id),
  }),
  'POST /v1/invoices/:id/pay': operation({
    gives: 'invoice',
    params: { paid_out_of_band: flag },
    run: ({ book, id }) => payInvoice(book, id),
  }),
  'POST /v1/invoices/:id/void': operation({
    gives: 'invoice',
    params: {},
    run: ({ book, id }) => voidInvoice(book, id),
  }),
};
