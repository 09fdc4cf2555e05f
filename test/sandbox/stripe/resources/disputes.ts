import type { Endpoints } from '../http/operation.ts';
import { listing, retrieval, where } from '../http/operation.ts';
import { text } from '../http/params.ts';
import { invalidRequest } from '../http/stripe-error.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { amend, find, insert, record } from '../ledger/changes.ts';

type Dispute = Objects['disputes'];

const NO_EVIDENCE: Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

/** The payer's bank takes a payment back: a new dispute, and a charge marked `disputed`. */
export function disputePayment(book: Book, paymentIntentId: string): Dispute {
  const intent = find(book, 'payment_intents', paymentIntentId, 'payment_intent');
  const charge = find(book, 'charges', intent.latest_charge ?? '', 'charge');
  if (!charge.paid || charge.disputed || charge.refunded) {
    throw invalidRequest(`Charge ${charge.id} cannot be disputed.`);
  }
  const created = book.seconds();
  const dispute = insert(book, 'disputes', {
    id: `du_1${book.random.token(23)}`,
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: created + 9 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'manual',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: '10.4',
    payment_intent: intent.id,
    reason: 'fraudulent',
    status: 'needs_response',
  });
  amend(book, 'charges', charge.id, { disputed: true });
  record(book, 'charge.dispute.created', dispute);
  return dispute;
}

export const disputeEndpoints: Endpoints = {
  'GET /v1/disputes': listing('disputes', {
    filters: {
      charge: where(text, (dispute: Dispute, wanted) => dispute.charge === wanted),
      payment_intent: where(text, (dispute: Dispute, wanted) => dispute.payment_intent === wanted),
    },
  }),
  'GET /v1/disputes/:id': retrieval('disputes'),
};
