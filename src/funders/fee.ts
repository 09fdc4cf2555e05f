/** A charge beside the payments: asked for by the broker, or stated by the funder. */
export interface Fee {
  readonly kind: FeeKind;
  /** A plain decimal string with two decimals. */
  readonly amount: string;
  readonly due: FeeDue;
}

export type FeeKind = 'ARRANGEMENT' | 'OPTION_TO_PURCHASE' | 'OTHER';

/** At the start beside the deposit, together with the first payment, or with the last amount of all (the balloon, if there is one). */
export type FeeDue = 'START' | 'FIRST_PAYMENT' | 'LAST_PAYMENT';
