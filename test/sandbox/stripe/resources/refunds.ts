import type { Endpoints } from '../http/operation.ts';
import { listing, operation, retrieval, where } from '../http/operation.ts';
import { integer, metadata, oneOf, text } from '../http/params.ts';
import { invalidRequest, parameterMissing } from '../http/stripe-error.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { amend, find, insert, record } from '../ledger/changes.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';

type Refund = Objects['refunds'];
type Charge = Objects['charges'];

export interface RefundFields {
  /** In the currency's smallest unit; everything that is left by default. */
  amount?: number;
  metadata?: MetadataChange;
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer';
}

export function refundCharge(book: Book, chargeId: string, fields: RefundFields = {}): Refund {
  const charge = find(book, 'charges', chargeId, 'charge');
  const amount = refundable(charge, fields.amount);
  const refund = insert(book, 'refunds', {
    id: `re_3${book.random.token(23)}`,
    object: 'refund',
    amount,
    balance_transaction: `txn_3${book.random.token(23)}`,
    charge: charge.id,
    created: book.seconds(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: mergeMetadata({}, fields.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: fields.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  });
  const total = charge.amount_refunded + amount;
  const refunded = amend(book, 'charges', charge.id, {
    amount_refunded: total,
    refunded: total === charge.amount,
  });
  record(book, 'refund.created', refund);
  record(book, 'charge.refunded', refunded);
  return refund;
}

/** Refunds a payment through its latest charge. The PaymentIntent itself does not change, as with Stripe. */
export function refundPayment(book: Book, paymentIntentId: string, fields: RefundFields = {}): Refund {
  const intent = find(book, 'payment_intents', paymentIntentId, 'payment_intent');
  if (intent.latest_charge === null || intent.status !== 'succeeded') {
    throw invalidRequest('This PaymentIntent does not have a successful charge to refund.', {
      param: 'payment_intent',
    });
  }
  return refundCharge(book, intent.latest_charge, fields);
}

function refundable(charge: Charge, wanted: number | undefined): number {
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.disputed) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  if (charge.refunded || left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  if (wanted !== undefined && wanted > left) {
    throw invalidRequest(`Refund amount (${wanted}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    });
  }
  return wanted ?? left;
}

const creation = {
  amount: integer(1),
  charge: text,
  metadata,
  payment_intent: text,
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
};

export const refundEndpoints: Endpoints = {
  'GET /v1/refunds': listing('refunds', {
    filters: {
      charge: where(text, (refund: Refund, wanted) => refund.charge === wanted),
      payment_intent: where(text, (refund: Refund, wanted) => refund.payment_intent === wanted),
    },
  }),
  'POST /v1/refunds': operation({
    gives: 'refund',
    params: creation,
    run: ({ book }, { charge, payment_intent: intent, ...fields }) => {
      if (charge !== undefined) return refundCharge(book, charge, fields);
      if (intent !== undefined) return refundPayment(book, intent, fields);
      throw parameterMissing('charge');
    },
  }),
  'GET /v1/refunds/:id': retrieval('refunds'),
};
