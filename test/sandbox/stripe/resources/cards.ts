// Stripe's test cards and decline codes: https://docs.stripe.com/testing and https://docs.stripe.com/declines/codes

export const DECLINES = {
  generic_decline: { code: 'card_declined', message: 'Your card was declined.' },
  insufficient_funds: { code: 'card_declined', message: 'Your card has insufficient funds.' },
  lost_card: { code: 'card_declined', message: 'Your card was declined.' },
  stolen_card: { code: 'card_declined', message: 'Your card was declined.' },
  expired_card: { code: 'expired_card', message: 'Your card has expired.' },
  incorrect_cvc: { code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  processing_error: {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
} as const;
export type Decline = keyof typeof DECLINES;
export const DECLINE_CODES: readonly Decline[] = [
  'generic_decline',
  'insufficient_funds',
  'lost_card',
  'stolen_card',
  'expired_card',
  'incorrect_cvc',
  'processing_error',
];

/** Test payment methods and what becomes of a payment confirmed with them. */
export const TEST_PAYMENT_METHODS = {
  pm_card_visa: 'succeeded',
  pm_card_mastercard: 'succeeded',
  pm_card_chargeDeclined: 'generic_decline',
  pm_card_chargeDeclinedInsufficientFunds: 'insufficient_funds',
  pm_card_chargeDeclinedLostCard: 'lost_card',
  pm_card_chargeDeclinedStolenCard: 'stolen_card',
  pm_card_chargeDeclinedExpiredCard: 'expired_card',
  pm_card_chargeDeclinedIncorrectCvc: 'incorrect_cvc',
  pm_card_chargeDeclinedProcessingError: 'processing_error',
} as const satisfies Record<string, 'succeeded' | Decline>;

export const BRANDS = [
  { brand: 'visa', last4: '4242', funding: 'credit' },
  { brand: 'visa', last4: '5556', funding: 'debit' },
  { brand: 'mastercard', last4: '4444', funding: 'credit' },
  { brand: 'amex', last4: '8431', funding: 'credit' },
  { brand: 'jcb', last4: '0505', funding: 'credit' },
] as const;
