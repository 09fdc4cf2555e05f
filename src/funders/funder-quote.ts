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
  readonly fees: readonly StatedFee[];
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

export type FeeKind = 'ARRANGEMENT' | 'OPTION_TO_PURCHASE' | 'OTHER';

export interface StatedFee {
  readonly kind: FeeKind;
  readonly amount: string;
  /** At the start beside the deposit, together with the first payment, or with the last amount of all (the balloon, if there is one). */
  readonly due: 'START' | 'FIRST_PAYMENT' | 'LAST_PAYMENT';
}
