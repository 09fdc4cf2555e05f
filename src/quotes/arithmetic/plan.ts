/** The terms a funder stated, as numbers, once they make sense for what was asked. */
import { FunderAnswerInvalid } from '../../funders/errors.ts';
import type { FunderQuote } from '../../funders/funder-quote.ts';
import type { Frequency, FunderRequest } from '../../funders/funder-request.ts';
import type { Annuity } from './annuity.ts';
import { Decimal, minorDigits } from './decimal.ts';
import type { Plan } from './schedule.ts';

export const MONTHS_PER_PERIOD: Readonly<Record<Frequency, number>> = {
  MONTHLY: 1,
  QUARTERLY: 3,
  ANNUALLY: 12,
};

/** Throws FunderAnswerInvalid for terms that cannot be meant. */
export function planOf(request: FunderRequest, stated: FunderQuote, startsOn: string): Plan {
  const { currency, termMonths, frequency, timing, product } = request;
  const amount = (name: string, text: string) => amountOf(currency, name, text);
  const balloon = amount('balloon', stated.balloon);
  const plan: Plan = {
    currency,
    startsOn,
    monthsPerPeriod: MONTHS_PER_PERIOD[frequency],
    termMonths,
    payment: amount('payment', stated.payment),
    numberOfPayments: stated.numberOfPayments,
    inAdvance: timing === 'ADVANCE',
    // What a hired thing is worth at the end is the funder's affair.
    balloon: product === 'CONTRACT_HIRE' ? new Decimal(0) : balloon,
    fees: stated.fees,
  };
  stated.fees.forEach((fee) => amount('fee', fee.amount));
  if (plan.payment.isZero()) throw new FunderAnswerInvalid('The payment is nothing');
  const spare = periodsOf(plan) - stated.numberOfPayments;
  // The balloon may stand in the place of the last payment.
  if (spare !== 0 && !(spare === 1 && plan.balloon.gt(0) && !plan.inAdvance)) {
    throw new FunderAnswerInvalid(
      `${stated.numberOfPayments} payments do not fill a term of ${termMonths} months`,
    );
  }
  return plan;
}

/**
 * What is lent and how it is paid back; null where nothing is lent. Throws FunderAnswerInvalid where less is paid back than
 * rounding explains, or what is due at the start eats the credit up.
 */
export function annuityOf(request: FunderRequest, plan: Plan): Annuity | null {
  if (request.product === 'CONTRACT_HIRE') return null;
  const { price, priceExVat } = request.asset;
  const financed = new Decimal(request.product === 'FINANCE_LEASE' ? priceExVat : price);
  const credit = financed.minus(request.deposit);
  const paidBack = plan.payment.times(plan.numberOfPayments).plus(plan.balloon);
  const rounding = new Decimal(10).pow(-minorDigits(plan.currency)).times(plan.numberOfPayments);
  if (paidBack.plus(rounding).lt(credit)) {
    throw new FunderAnswerInvalid(`Payments of ${paidBack.toString()} in all do not pay the credit back`);
  }
  const atStart = plan.fees
    .filter(({ due }) => due === 'START' || (due === 'FIRST_PAYMENT' && plan.inAdvance))
    .reduce((sum, { amount }) => sum.plus(amount), plan.inAdvance ? plan.payment : new Decimal(0));
  if (atStart.gte(credit)) throw new FunderAnswerInvalid('What is due at the start exceeds the credit');
  return { ...plan, credit, periods: periodsOf(plan) };
}

/** How many periods the term has. */
function periodsOf({ termMonths, monthsPerPeriod }: Plan): number {
  return termMonths / monthsPerPeriod;
}

function amountOf(currency: string, name: string, text: string): Decimal {
  const amount = new Decimal(text);
  if (amount.lt(0)) throw new FunderAnswerInvalid(`The ${name} is below zero`);
  if (amount.decimalPlaces() > minorDigits(currency)) {
    throw new FunderAnswerInvalid(`The ${name} has more decimals than ${currency}`);
  }
  return amount;
}
