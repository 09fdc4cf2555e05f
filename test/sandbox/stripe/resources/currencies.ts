// https://docs.stripe.com/currencies: amounts are in the smallest unit, and some currencies have none or three digits of it.
import type { Parser } from '../http/params.ts';
import { text } from '../http/params.ts';
import { invalidRequest } from '../http/stripe-error.ts';

/** The currencies this sandbox takes, with a typical price in the smallest unit and the step amounts come in. */
export const CURRENCIES = {
  usd: { typical: 4_500, step: 1 },
  eur: { typical: 4_200, step: 1 },
  gbp: { typical: 3_600, step: 1 },
  sek: { typical: 48_000, step: 1 },
  jpy: { typical: 6_500, step: 1 }, // zero-decimal: 6500 is ¥6,500
  kwd: { typical: 14_000, step: 10 }, // three-decimal: 14000 is 14.000 KWD, and the last digit must be 0
} as const;
export type CurrencyCode = keyof typeof CURRENCIES;

function isCurrency(code: string): code is CurrencyCode {
  return Object.hasOwn(CURRENCIES, code);
}

/** A currency code, lower-cased as Stripe does. */
export const currency: Parser<CurrencyCode> = (raw, name) => {
  const code = text(raw, name).toLowerCase();
  if (isCurrency(code)) return code;
  throw invalidRequest(
    `Invalid currency: ${code}. Stripe currently supports these currencies: ${Object.keys(CURRENCIES).join(', ')}`,
    { param: name },
  );
};

/** Throws the 400 for an amount that the currency cannot have. */
export function checkAmount(amount: number, code: CurrencyCode): void {
  if (amount % CURRENCIES[code].step === 0) return;
  throw invalidRequest(
    `Invalid amount: three-decimal currencies need the last digit to be 0, got ${amount}`,
    {
      code: 'parameter_invalid_integer',
      param: 'amount',
    },
  );
}
