import type { Endpoints } from '../http/operation.ts';
import { listing, operation, retrieval, where } from '../http/operation.ts';
import { clearable, metadata, text } from '../http/params.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { find, update } from '../ledger/changes.ts';
import type { Decline } from './cards.ts';
import { BRANDS, DECLINES } from './cards.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';

type Charge = Objects['charges'];
type Customer = Objects['customers'];

/** What no charge of this sandbox has. */
const UNSET = {
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  calculated_statement_descriptor: 'NORTHWIND BOX OFFICE',
  disputed: false,
  failure_balance_transaction: null,
  fraud_details: {},
  livemode: false,
  on_behalf_of: null,
  receipt_number: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Charge>;

/** One attempt to collect a payment: successful, or declined with the given code. */
export function newCharge(
  book: Book,
  intent: Objects['payment_intents'],
  decline: Decline | undefined,
): Charge {
  const paid = decline === undefined;
  const id = `ch_3${book.random.token(23)}`;
  const payer = intent.customer === null ? undefined : book.objects.customers.get(intent.customer)?.object;
  return {
    id,
    object: 'charge',
    ...UNSET,
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    balance_transaction: paid ? `txn_3${book.random.token(23)}` : null,
    billing_details: billingDetails(payer),
    captured: paid,
    created: book.seconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    failure_code: decline === undefined ? null : DECLINES[decline].code,
    failure_message: decline === undefined ? null : DECLINES[decline].message,
    metadata: intent.metadata,
    outcome: outcomeOf(book, decline),
    paid,
    payment_intent: intent.id,
    payment_method: `pm_1${book.random.token(23)}`,
    payment_method_details: cardDetails(book, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_url: paid ? `https://pay.example.com/receipts/${book.id}/${id}` : null,
    status: paid ? 'succeeded' : 'failed',
  };
}

function billingDetails(payer: Customer | undefined): Charge['billing_details'] {
  return {
    address: payer?.address ?? null,
    email: payer?.email ?? null,
    name: payer?.name ?? null,
    phone: payer?.phone ?? null,
    tax_id: null,
  };
}

function outcomeOf(book: Book, decline: Decline | undefined): Charge['outcome'] {
  const declined = decline !== undefined;
  return {
    advice_code: declined ? 'try_again_later' : null,
    network_advice_code: null,
    network_decline_code: declined ? '05' : null,
    network_status: declined ? 'declined_by_network' : 'approved_by_network',
    reason: decline ?? null,
    risk_level: 'normal',
    risk_score: book.random.between(0, 64),
    seller_message: declined
      ? 'The bank did not return any further details with this decline.'
      : 'Payment complete.',
    type: declined ? 'issuer_declined' : 'authorized',
  };
}

function cardDetails(book: Book, amount: number): Charge['payment_method_details'] {
  const card = book.random.pick(BRANDS);
  return {
    card: {
      amount_authorized: amount,
      authorization_code: String(book.random.between(100_000, 999_999)),
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: 'pass', cvc_check: 'pass' },
      country: 'US',
      electronic_commerce_indicator: null,
      exp_month: book.random.between(1, 12),
      exp_year: book.random.between(2027, 2031),
      fingerprint: book.random.token(16),
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_transaction_id: String(book.random.between(1e14, 9e14)),
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
    type: 'card',
  };
}

export interface ChargeChanges {
  description?: string | null;
  metadata?: MetadataChange;
}

export function updateCharge(book: Book, id: string, changes: ChargeChanges): Charge {
  const before = find(book, 'charges', id);
  const { metadata: labels, ...plain } = changes;
  return update(book, 'charges', id, { ...plain, metadata: mergeMetadata(before.metadata, labels) });
}

export const chargeEndpoints: Endpoints = {
  'GET /v1/charges': listing('charges', {
    filters: {
      customer: where(text, (charge: Charge, wanted) => charge.customer === wanted),
      payment_intent: where(text, (charge: Charge, wanted) => charge.payment_intent === wanted),
      transfer_group: where(text, (charge: Charge, wanted) => charge.transfer_group === wanted),
    },
  }),
  'GET /v1/charges/:id': retrieval('charges'),
  'POST /v1/charges/:id': operation({
    gives: 'charge',
    params: { description: clearable(text), metadata },
    run: ({ book, id }, params) => updateCharge(book, id, params),
  }),
};
