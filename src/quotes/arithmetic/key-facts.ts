/** What a quote comes to: everything a broker compares, computed from the terms the funder stated. */
import { FunderAnswerInvalid } from '../../funders/errors.ts';
import type { FunderQuote } from '../../funders/funder-quote.ts';
import type { FunderRequest } from '../../funders/funder-request.ts';
import { nominalRateOf, periodRate } from './annuity.ts';
import { aprOf } from './apr.ts';
import { Decimal } from './decimal.ts';
import { differencesOf, type Difference } from './differences.ts';
import { annuityOf, planOf } from './plan.ts';
import { duesOf, scheduleOf, type Plan, type ScheduleEntry } from './schedule.ts';

export interface KeyFacts {
  /** The terms as numbers. */
  readonly plan: Plan;
  /** What is lent: the price (of a lease, without VAT) less the deposit; null for contract hire, which lends nothing. */
  readonly amountOfCredit: Decimal | null;
  /** All that is paid after the deposit: payments, balloon and fees. Directive 2008/48/EC article 3(h). */
  readonly totalPayable: Decimal;
  /** With the deposit: what the FCA's glossary calls the total amount payable. Quotes are compared by it. */
  readonly totalCost: Decimal;
  /** `totalPayable` less the credit. */
  readonly totalCharge: Decimal | null;
  /** Per year in percent, to two decimals, compounded with every payment, fees apart. */
  readonly nominalRate: Decimal | null;
  /** In percent, to one decimal; null for hire and leases, which are no credit. */
  readonly apr: Decimal | null;
  /** Where the funder's own figures are others. */
  readonly differences: readonly Difference[];
}

/**
 * Computes all figures of a quote for an agreement made on `startsOn` (`YYYY-MM-DD`). Throws FunderAnswerInvalid where the
 * stated terms cannot be those of an offer.
 */
export function keyFactsOf(request: FunderRequest, stated: FunderQuote, startsOn: string): KeyFacts {
  const plan = planOf(request, stated, startsOn);
  const annuity = annuityOf(request, plan);
  const fees = plan.fees.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
  const totalPayable = plan.payment.times(plan.numberOfPayments).plus(plan.balloon).plus(fees);
  const amountOfCredit = annuity?.credit ?? null;
  const computed = {
    totalPayable,
    totalCost: totalPayable.plus(request.deposit),
    totalCharge: amountOfCredit && totalPayable.minus(amountOfCredit),
    nominalRate: annuity && explained(nominalRateOf(annuity, plan.monthsPerPeriod)),
    apr: amountOfCredit && isCredit(request) ? explained(aprOfPlan(amountOfCredit, plan)) : null,
  };
  return {
    plan,
    amountOfCredit,
    ...computed,
    differences: differencesOf({ stated, computed, annuity, plan }),
  };
}

/** Every date with what is paid on it; interest and principal are null where nothing is lent. Throws like `keyFactsOf`. */
export function fullSchedule(request: FunderRequest, stated: FunderQuote, startsOn: string): ScheduleEntry[] {
  const plan = planOf(request, stated, startsOn);
  const annuity = annuityOf(request, plan);
  return scheduleOf(plan, annuity && { credit: annuity.credit, rate: explained(periodRate(annuity)) });
}

/** Whether the customer comes to own the asset by paying: what consumer credit law calls credit. */
function isCredit({ product }: FunderRequest): boolean {
  return product === 'HIRE_PURCHASE' || product === 'PERSONAL_CONTRACT_PURCHASE';
}

function aprOfPlan(credit: Decimal, plan: Plan): Decimal | undefined {
  const regular = plan.payment.negated();
  const paid = duesOf(plan).map(({ month, payment, balloon, fees }) => ({
    months: month,
    amount:
      payment === plan.payment && balloon.isZero() && fees.isZero()
        ? regular
        : payment.plus(balloon).plus(fees).negated(),
  }));
  return aprOf([{ months: 0, amount: credit }, ...paid]);
}

function explained(rate: Decimal | undefined): Decimal {
  if (!rate) throw new FunderAnswerInvalid('No rate explains the payments');
  return rate;
}
