import type { Fee } from './fee.ts';

/**
 * What a funder stated, as it stated it: nothing here is computed by us. Every amount is a plain decimal string without a
 * sign trick, exponent or separator (see decimal.ts).
 */
export interface FunderQuote {
  readonly reference: string;
  /** After this instant the funder no longer stands by the terms. */
  readonly validUntil: Date;
  /** One regular payment. */
  readonly payment: string;
  readonly numberOfPayments: number;
  /** The funder's own, and behind them those that it was asked to charge. */
  readonly fees: readonly Fee[];
  /** `0.00` for none. */
  readonly balloon: string;
  /** Payments, fees and balloon (where it is to be paid), without the deposit: Directive 2008/48/EC article 3(h). */
  readonly totalPayable: string | null;
  /** What of it is more than the credit; null where there is no credit. */
  readonly totalCharge: string | null;
  /** Per year, in percent (`7.9`). */
  readonly nominalRate: string | null;
  /** In percent. */
  readonly apr: string | null;
}
