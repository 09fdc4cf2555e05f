import type { Book, Objects } from '../ledger/book.ts';
import { find } from '../ledger/changes.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';

type Invoice = Objects['invoices'];
type Line = Invoice['lines']['data'][number];

export interface InvoiceFields {
  customer: string;
  currency?: string;
  collection_method?: 'charge_automatically' | 'send_invoice';
  days_until_due?: number;
  description?: string | null;
  metadata?: MetadataChange;
  /** The subscription this invoice bills. */
  subscription?: string;
  lines?: { price: string; quantity?: number }[];
}

/** A line that bills a price. */
export function invoiceLine(
  book: Book,
  invoice: string,
  of: { price: string; quantity?: number; subscription: string | undefined },
): Line {
  const price = find(book, 'prices', of.price, 'price');
  const quantity = of.quantity ?? 1;
  const amount = (price.unit_amount ?? 0) * quantity;
  const at = book.seconds();
  return {
    id: `il_1${book.random.token(23)}`,
    object: 'line_item',
    amount,
    currency: price.currency,
    description: `${quantity} × ${price.nickname ?? price.product}`,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    parent: null,
    period: { end: at, start: at },
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: 'price_details',
      unit_amount_decimal: price.unit_amount_decimal,
    },
    quantity,
    quantity_decimal: String(quantity),
    subscription: of.subscription ?? null,
    subtotal: amount,
    taxes: [],
  };
}

/** What a new draft leaves open. */
const UNSET = {
  account_country: 'US',
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_paid: 0,
  amount_shipping: 0,
  application: null,
  attempt_count: 0,
  attempted: false,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
  automatically_finalizes_at: null,
  custom_fields: null,
  customer_account: null,
  customer_tax_ids: [],
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  effective_at: null,
  ending_balance: null,
  footer: null,
  from_invoice: null,
  hosted_invoice_url: null,
  invoice_pdf: null,
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  next_payment_attempt: null,
  number: null,
  on_behalf_of: null,
  payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  starting_balance: 0,
  statement_descriptor: null,
  status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
  test_clock: null,
  total_discount_amounts: [],
  total_pretax_credit_amounts: [],
  total_taxes: [],
} satisfies Partial<Invoice>;

/** The state an invoice starts in. */
export function draftInvoice(book: Book, id: string, of: { fields: InvoiceFields; lines: Line[] }): Invoice {
  const { fields, lines } = of;
  const customer = find(book, 'customers', fields.customer, 'customer');
  const created = book.seconds();
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const days = fields.days_until_due;
  return {
    id,
    object: 'invoice',
    ...UNSET,
    account_name: book.name,
    amount_due: total,
    amount_remaining: total,
    auto_advance: fields.subscription !== undefined,
    billing_reason: fields.subscription === undefined ? 'manual' : 'subscription_create',
    collection_method: fields.collection_method ?? 'charge_automatically',
    created,
    currency: fields.currency ?? lines[0]?.currency ?? 'usd',
    customer: customer.id,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? null,
    description: fields.description ?? null,
    due_date: days === undefined ? null : created + days * 86_400,
    issuer: { type: 'self' },
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    metadata: mergeMetadata({}, fields.metadata),
    parent: parentOf(fields.subscription),
    period_end: created,
    period_start: created,
    status: 'draft',
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
    webhooks_delivered_at: created,
  };
}

function parentOf(subscription: string | undefined): Invoice['parent'] {
  if (subscription === undefined) return null;
  return {
    quote_details: null,
    subscription_details: { metadata: {}, subscription },
    type: 'subscription_details',
  };
}
