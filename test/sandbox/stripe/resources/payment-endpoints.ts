import type { Endpoints } from '../http/operation.ts';
import { listing, operation, retrieval, where } from '../http/operation.ts';
import type { Parser } from '../http/params.ts';
import { email, flag, integer, metadata, oneOf, text } from '../http/params.ts';
import { invalidRequest, resourceMissing } from '../http/stripe-error.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { find } from '../ledger/changes.ts';
import { TEST_PAYMENT_METHODS } from './cards.ts';
import { currency } from './currencies.ts';
import { cancelPayment, cardDeclined, createPaymentIntent, failPayment, succeedPayment } from './payments.ts';

type PaymentIntent = Objects['payment_intents'];
type TestPaymentMethod = keyof typeof TEST_PAYMENT_METHODS;

function isTestPaymentMethod(id: string): id is TestPaymentMethod {
  return Object.hasOwn(TEST_PAYMENT_METHODS, id);
}
const paymentMethod: Parser<TestPaymentMethod> = (raw, name) => {
  const id = text(raw, name);
  if (isTestPaymentMethod(id)) return id;
  throw resourceMissing('PaymentMethod', id, name);
};

function confirm(book: Book, id: string, method: TestPaymentMethod | undefined): PaymentIntent {
  find(book, 'payment_intents', id);
  if (method === undefined) {
    throw invalidRequest(
      'You cannot confirm this PaymentIntent because it is missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.',
      { code: 'payment_intent_unexpected_state' },
    );
  }
  const outcome = TEST_PAYMENT_METHODS[method];
  if (outcome === 'succeeded') return succeedPayment(book, id);
  throw cardDeclined(failPayment(book, id, outcome));
}

const creation = {
  amount: integer(1, 99_999_999),
  confirm: flag,
  currency,
  customer: text,
  description: text,
  metadata,
  payment_method: paymentMethod,
  receipt_email: email,
};
const cancellation = {
  cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'),
};

export const paymentIntentEndpoints: Endpoints = {
  'GET /v1/payment_intents': listing('payment_intents', {
    filters: { customer: where(text, (intent: PaymentIntent, wanted) => intent.customer === wanted) },
  }),
  'POST /v1/payment_intents': operation({
    gives: 'payment_intent',
    params: creation,
    required: ['amount', 'currency'],
    run: ({ book }, params) => {
      const { confirm: atOnce, payment_method: method, ...fields } = params;
      const intent = createPaymentIntent(book, fields);
      return atOnce === true ? confirm(book, intent.id, method) : intent;
    },
  }),
  'GET /v1/payment_intents/:id': retrieval('payment_intents'),
  'POST /v1/payment_intents/:id/confirm': operation({
    gives: 'payment_intent',
    params: { payment_method: paymentMethod },
    run: ({ book, id }, params) => confirm(book, id, params.payment_method),
  }),
  'POST /v1/payment_intents/:id/cancel': operation({
    gives: 'payment_intent',
    params: cancellation,
    run: ({ book, id }, params) => cancelPayment(book, id, params.cancellation_reason),
  }),
};
