// https://developer.squareup.com/reference/square/invoices-api
import type { Invoice, Seller } from '../seller.ts';
import { id, need } from '../seller.ts';
import { createOrder } from './orders.ts';

export interface InvoiceFields {
  location_id: string;
  customer_id?: string | null;
  /** Minor units. */
  amount?: number;
  title?: string;
}
const DAY_MS = 86_400_000;

/** A draft, to be paid at once thirty days on. */
export function createInvoice(seller: Seller, fields: InvoiceFields): Invoice {
  const { random, currency } = seller;
  const amount = fields.amount ?? random.between(2_000, 300_000);
  const { location_id } = fields;
  const customer = fields.customer_id ? { customer_id: fields.customer_id } : {};
  const order = createOrder(seller, { location_id, ...customer, lines: [{ amount, quantity: 1 }] });
  const at = seller.time();
  const invoice = seller.shelves.invoice.put({
    id: `inv:0-${random.token(22)}`,
    version: 0,
    location_id,
    order_id: order.id ?? null,
    primary_recipient: customer,
    payment_requests: [
      {
        uid: random.token(22),
        request_type: 'BALANCE',
        due_date: new Date(seller.ms() + 30 * DAY_MS).toISOString().slice(0, 10),
        tipping_enabled: false,
        computed_amount_money: { amount, currency },
        total_completed_amount_money: { amount: 0, currency },
        automatic_payment_source: 'NONE',
      },
    ],
    delivery_method: 'EMAIL',
    invoice_number: `INV-${random.between(100_000, 999_999)}`,
    title: fields.title ?? 'Group booking',
    status: 'DRAFT',
    timezone: 'America/Los_Angeles',
    created_at: at,
    updated_at: at,
  });
  tell(seller, 'invoice.created', invoice);
  return invoice;
}

export function updateInvoice(seller: Seller, invoiceId: string, fields: Pick<Invoice, 'title'>): Invoice {
  return change(seller, invoiceId, { type: 'invoice.updated', fields });
}

export function publishInvoice(seller: Seller, invoiceId: string): Invoice {
  const public_url = `https://squareup.com/pay-invoice/${id(seller.random, 12)}`;
  return change(seller, invoiceId, { type: 'invoice.published', fields: { status: 'UNPAID', public_url } });
}

/** Pays it all, or the amount (minor units). */
export function payInvoice(seller: Seller, invoiceId: string, amount?: number): Invoice {
  const { currency } = seller;
  const [request, ...rest] = need(seller.shelves.invoice, invoiceId).payment_requests ?? [];
  const asked = Number(request?.computed_amount_money?.amount);
  const paid = amount ?? asked;
  const status = paid < asked ? 'PARTIALLY_PAID' : 'PAID';
  const completed = { ...request, total_completed_amount_money: { amount: paid, currency } };
  const fields = { status, payment_requests: [completed, ...rest] } as const;
  return change(seller, invoiceId, {
    type: 'invoice.payment_made',
    fields: { ...fields, payment_requests: [...fields.payment_requests] },
  });
}

export function cancelInvoice(seller: Seller, invoiceId: string): Invoice {
  return change(seller, invoiceId, { type: 'invoice.canceled', fields: { status: 'CANCELED' } });
}

/** Only drafts can be deleted; others are canceled. */
export function deleteInvoice(seller: Seller, invoiceId: string): void {
  const invoice = need(seller.shelves.invoice, invoiceId);
  if (invoice.status !== 'DRAFT') throw new Error('only a draft can be deleted');
  seller.shelves.invoice.remove(invoiceId);
  seller.emit('invoice.deleted', { type: 'invoice', id: invoiceId, deleted: true }, invoice.location_id);
}

function change(seller: Seller, invoiceId: string, to: { type: string; fields: Partial<Invoice> }): Invoice {
  const before = need(seller.shelves.invoice, invoiceId);
  const invoice = seller.shelves.invoice.put({
    ...before,
    ...to.fields,
    version: (before.version ?? 0) + 1,
    updated_at: seller.time(),
  });
  tell(seller, to.type, invoice);
  return invoice;
}

function tell(seller: Seller, type: string, invoice: Invoice): void {
  seller.emit(type, { type: 'invoice', id: invoice.id ?? '', object: { invoice } }, invoice.location_id);
}
