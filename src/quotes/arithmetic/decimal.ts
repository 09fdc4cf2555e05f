/** Exact decimals for money and rates. No figure of a quote is ever a binary fraction. */
import { Decimal as Base } from 'decimal.js';

/**
 * 36 significant digits: amounts have at most 15, and what cancels out between them leaves far more than a rate needs.
 * Halves are rounded up (away from zero), as Council Regulation (EC) No 1103/97, article 5, rounds amounts of money, and
 * remark (d) in Annex I of Directive 2008/48/EC rates.
 */
export const Decimal = Base.clone({
  precision: 36,
  rounding: Base.ROUND_HALF_UP,
  toExpNeg: -60,
  toExpPos: 60,
});
export type Decimal = Base;

const digits = new Map<string, number>();

/** Decimals of the currency's smallest unit (ISO 4217): 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  digits.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

/** Rounded half up to the currency's smallest unit. */
export function toMoney(amount: Decimal, currency: string): Decimal {
  return amount.toDecimalPlaces(minorDigits(currency));
}
