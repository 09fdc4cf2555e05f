/** Key facts as they are kept: plain text of exact decimals, so that what was quoted never changes. */
import type { Fee } from '../funders/fee.ts';
import type { FunderQuote } from '../funders/funder-quote.ts';
import type { FunderRequest } from '../funders/funder-request.ts';
import { Decimal, minorDigits } from './arithmetic/decimal.ts';
import type { ComparedFigure } from './arithmetic/differences.ts';
import { keyFactsOf } from './arithmetic/key-facts.ts';

export interface StoredFacts {
  /** Null where nothing is lent. */
  readonly amountOfCredit: string | null;
  readonly deposit: string;
  readonly payment: string;
  readonly numberOfPayments: number;
  readonly fees: readonly Fee[];
  readonly balloon: string;
  readonly totalPayable: string;
  readonly totalCost: string;
  readonly totalCharge: string | null;
  /** Percent, two decimals. */
  readonly nominalRate: string | null;
  /** Percent, one decimal. */
  readonly apr: string | null;
  readonly differences: readonly StoredDifference[];
}

export interface StoredDifference {
  readonly figure: ComparedFigure;
  readonly stated: string;
  readonly computed: string;
}

/** Computes the facts of what a funder stated. Throws FunderAnswerInvalid. */
export function factsOf(request: FunderRequest, stated: FunderQuote, startsOn: string): StoredFacts {
  const facts = keyFactsOf(request, stated, startsOn);
  const digits = minorDigits(request.currency);
  const money = (amount: Decimal) => amount.toFixed(digits);
  return {
    amountOfCredit: facts.amountOfCredit && money(facts.amountOfCredit),
    deposit: request.deposit,
    payment: money(facts.plan.payment),
    numberOfPayments: stated.numberOfPayments,
    fees: facts.plan.fees.map((fee) => ({ ...fee, amount: money(new Decimal(fee.amount)) })),
    balloon: money(facts.plan.balloon),
    totalPayable: money(facts.totalPayable),
    totalCost: money(facts.totalCost),
    totalCharge: facts.totalCharge && money(facts.totalCharge),
    nominalRate: facts.nominalRate?.toFixed(2) ?? null,
    apr: facts.apr?.toFixed(1) ?? null,
    differences: facts.differences.map(({ figure, stated: theirs, computed }) => ({
      figure,
      stated: theirs.toFixed(),
      computed: computed.toFixed(),
    })),
  };
}
