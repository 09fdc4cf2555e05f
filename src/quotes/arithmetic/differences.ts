/** Where a funder's own figures are not those that its terms come to. */
import type { FunderQuote } from '../../funders/funder-quote.ts';
import { isPaidAt, type Annuity } from './annuity.ts';
import { Decimal, minorDigits } from './decimal.ts';
import type { Plan } from './schedule.ts';

export const comparedFigures = ['TOTAL_PAYABLE', 'TOTAL_CHARGE', 'NOMINAL_RATE', 'APR'] as const;
export type ComparedFigure = (typeof comparedFigures)[number];

export interface Difference {
  readonly figure: ComparedFigure;
  readonly stated: Decimal;
  readonly computed: Decimal;
}

export interface Compared {
  readonly stated: FunderQuote;
  readonly computed: {
    readonly totalPayable: Decimal;
    readonly totalCost: Decimal;
    readonly totalCharge: Decimal | null;
    readonly nominalRate: Decimal | null;
    readonly apr: Decimal | null;
  };
  readonly annuity: Annuity | null;
  readonly plan: Plan;
}

const MONTHS = 12;

export function differencesOf({ stated, computed, annuity, plan }: Compared): Difference[] {
  const figure = (text: string | null) => (text === null ? null : new Decimal(text));
  const { totalPayable, totalCost, totalCharge, nominalRate, apr } = computed;
  const found: Difference[] = [];
  const compare = (
    name: ComparedFigure,
    pair: { stated: Decimal | null; computed: Decimal | null },
    agree: (stated: Decimal, computed: Decimal) => boolean,
  ) => {
    if (!pair.stated || !pair.computed || agree(pair.stated, pair.computed)) return;
    found.push({ figure: name, stated: pair.stated, computed: pair.computed });
  };
  // The Union's law leaves the deposit out of the total, the FCA's glossary has it in: funders follow either.
  compare(
    'TOTAL_PAYABLE',
    { stated: figure(stated.totalPayable), computed: totalPayable },
    (a, b) => a.eq(b) || a.eq(totalCost),
  );
  compare('TOTAL_CHARGE', { stated: figure(stated.totalCharge), computed: totalCharge }, (a, b) => a.eq(b));
  compare(
    'NOMINAL_RATE',
    { stated: figure(stated.nominalRate), computed: nominalRate },
    (a) => annuity === null || givesPayment(a, annuity, plan),
  );
  compare('APR', { stated: figure(stated.apr), computed: apr }, (a, b) => a.toDecimalPlaces(1).eq(b));
  return found;
}

/** Whether the rate leads to the payment: rates are stated with few decimals, so it is the payment that tells. */
function givesPayment(nominalRate: Decimal, annuity: Annuity, plan: Plan): boolean {
  const rate = nominalRate.div(100).times(plan.monthsPerPeriod).div(MONTHS);
  const smallest = new Decimal(10).pow(-minorDigits(plan.currency));
  return isPaidAt(annuity, rate, smallest);
}
