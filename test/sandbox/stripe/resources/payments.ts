// Payments: a PaymentIntent, and one Charge for each attempt to collect it.
import { StripeApiError, invalidRequest } from '../http/stripe-error.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { amend, find, insert, record } from '../ledger/changes.ts';
import type { Decline } from './cards.ts';
import { DECLINES } from './cards.ts';
import { newCharge } from './charges.ts';
import type { CurrencyCode } from './currencies.ts';
import { checkAmount } from './currencies.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';

type PaymentIntent = Objects['payment_intents'];

export interface PaymentFields {
  /** In the currency's smallest unit. */
  amount: number;
  currency: CurrencyCode;
  customer?: string;
  description?: string;
  metadata?: MetadataChange;
  receipt_email?: string;
}

/** What a new payment starts with. */
const UNSET = {
  allowed_payment_method_types: null,
  amount_capturable: 0,
  amount_details: { tip: {} },
  amount_received: 0,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: { allow_redirects: 'always', enabled: true },
  canceled_at: null,
  cancellation_reason: null,
  capture_method: 'automatic_async',
  confirmation_method: 'automatic',
  customer: null,
  customer_account: null,
  description: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_method_options: {
    card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
  },
  payment_method_types: ['card', 'link'],
  payment_record: null,
  processing: null,
  receipt_email: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<PaymentIntent>;

export function createPaymentIntent(book: Book, fields: PaymentFields): PaymentIntent {
  checkAmount(fields.amount, fields.currency);
  if (fields.customer !== undefined) find(book, 'customers', fields.customer, 'customer');
  const id = `pi_3${book.random.token(23)}`;
  const { metadata: labels, ...plain } = fields;
  const intent = insert(book, 'payment_intents', {
    id,
    object: 'payment_intent',
    ...UNSET,
    client_secret: `${id}_secret_${book.random.token(25)}`,
    created: book.seconds(),
    metadata: mergeMetadata({}, labels),
    status: 'requires_payment_method',
    ...plain,
  });
  record(book, 'payment_intent.created', intent);
  return intent;
}

/** Collects an open payment with a card that works. */
export function succeedPayment(book: Book, id: string): PaymentIntent {
  const intent = openPayment(book, id, 'confirm');
  const charge = insert(book, 'charges', newCharge(book, intent, undefined));
  const paid = amend(book, 'payment_intents', id, {
    status: 'succeeded',
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: charge.payment_method,
  });
  record(book, 'charge.succeeded', charge);
  record(book, 'payment_intent.succeeded', paid);
  return paid;
}

/** An attempt that the card's bank declines; the payment stays open for another one. */
export function failPayment(book: Book, id: string, decline: Decline = 'generic_decline'): PaymentIntent {
  const intent = openPayment(book, id, 'confirm');
  const charge = insert(book, 'charges', newCharge(book, intent, decline));
  const { code, message } = DECLINES[decline];
  const failed = amend(book, 'payment_intents', id, {
    status: 'requires_payment_method',
    latest_charge: charge.id,
    payment_method: null,
    last_payment_error: {
      charge: charge.id,
      code,
      decline_code: decline,
      doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
      message,
      type: 'card_error',
    },
  });
  record(book, 'charge.failed', charge);
  record(book, 'payment_intent.payment_failed', failed);
  return failed;
}

type CancelReason = 'abandoned' | 'duplicate' | 'fraudulent' | 'requested_by_customer';

export function cancelPayment(book: Book, id: string, reason?: CancelReason): PaymentIntent {
  openPayment(book, id, 'cancel');
  const canceled = amend(book, 'payment_intents', id, {
    status: 'canceled',
    canceled_at: book.seconds(),
    cancellation_reason: reason ?? null,
  });
  record(book, 'payment_intent.canceled', canceled);
  return canceled;
}

export interface PaymentChange extends Partial<PaymentFields> {
  outcome?: 'succeeded' | 'requires_payment_method' | Decline;
}

/** A payment from start to its outcome, by default 20.00 USD that succeed. */
export function createPayment(book: Book, change: PaymentChange = {}): PaymentIntent {
  const { outcome = 'succeeded', ...fields } = change;
  const intent = createPaymentIntent(book, { amount: 2_000, currency: 'usd', ...fields });
  if (outcome === 'requires_payment_method') return intent;
  return outcome === 'succeeded' ? succeedPayment(book, intent.id) : failPayment(book, intent.id, outcome);
}

/** The 402 that tells an API caller of a declined card. */
export function cardDeclined(intent: PaymentIntent): StripeApiError {
  const error = intent.last_payment_error;
  return new StripeApiError(402, {
    type: 'card_error',
    message: error?.message ?? 'Your card was declined.',
    code: error?.code ?? 'card_declined',
    ...(error?.decline_code !== undefined && { decline_code: error.decline_code }),
    ...(error?.charge !== undefined && { charge: error.charge }),
    payment_intent: intent,
  });
}

function openPayment(book: Book, id: string, verb: 'confirm' | 'cancel'): PaymentIntent {
  const intent = find(book, 'payment_intents', id);
  if (intent.status !== 'succeeded' && intent.status !== 'canceled') return intent;
  throw invalidRequest(`You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`, {
    code: 'payment_intent_unexpected_state',
  });
}
