// How the sandboxes' lenders reckon: an annuity at a nominal rate, with decimal arithmetic, rounded half up to the cent.
import { Decimal } from 'decimal.js';
import type { Fee } from '../../../src/funders/fee.ts';
import type { Product } from '../../../src/funders/funder.ts';
import type { Frequency, Timing } from '../../../src/funders/funder-request.ts';

export interface Application {
  readonly product: Product;
  readonly currency: string;
  readonly condition: 'NEW' | 'USED';
  readonly priceExVat: string;
  readonly price: string;
  readonly deposit: string;
  readonly balloon: string;
  readonly termMonths: number;
  readonly frequency: Frequency;
  readonly timing: Timing;
  /** What the broker wants charged within the deal. */
  readonly brokerFees: readonly Fee[];
}

export interface Terms {
  readonly payment: string;
  readonly numberOfPayments: number;
  /** The lender's own. */
  readonly fees: readonly Fee[];
  readonly brokerFees: readonly Fee[];
  readonly balloon: string;
  readonly totalPayable: string;
  readonly totalCharge: string | null;
  readonly nominalRate: string;
  readonly apr: string | null;
}

export interface Tariff {
  /** Percent a year for new things over up to four years, by product; what is missing is not offered. */
  readonly rates: Partial<Readonly<Record<Product, string>>>;
  readonly fees: readonly Fee[];
}

export const MONTHS: Readonly<Record<Frequency, number>> = { MONTHLY: 1, QUARTERLY: 3, ANNUALLY: 12 };
const D = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

export function termsOf(tariff: Tariff, application: Application): Terms {
  const { product, deposit, termMonths, frequency, brokerFees } = application;
  const rate = rateOf(tariff, application);
  const periods = termMonths / MONTHS[frequency];
  const perPeriod = rate.div(100).times(MONTHS[frequency]).div(12);
  const credit = new D(isHire(product) ? application.priceExVat : application.price).minus(deposit);
  const payment = paymentOf({ credit, perPeriod, periods }, application);
  const fees = tariff.fees.filter(({ kind }) => kind !== 'OPTION_TO_PURCHASE' || !isHire(product));
  const charged = [...fees, ...brokerFees].reduce((sum, { amount }) => sum.plus(amount), new D(0));
  // What a hired thing is worth in the end is the lender's to worry about.
  const paidAtTheEnd = product === 'CONTRACT_HIRE' ? 0 : application.balloon;
  const total = payment.times(periods).plus(charged).plus(paidAtTheEnd);
  const terms = {
    payment: payment.toFixed(2),
    numberOfPayments: periods,
    fees,
    brokerFees,
    balloon: new D(application.balloon).toFixed(2),
    totalPayable: total.toFixed(2),
    totalCharge: product === 'CONTRACT_HIRE' ? null : total.minus(credit).toFixed(2),
    nominalRate: rate.toFixed(2),
  };
  return { ...terms, apr: isHire(product) ? null : aprOf(terms, application) };
}

export function isHire(product: Product): boolean {
  return product === 'FINANCE_LEASE' || product === 'CONTRACT_HIRE';
}

/** Used things and long terms cost more. */
function rateOf({ rates }: Tariff, { product, condition, termMonths }: Application): Decimal {
  const base = new D(rates[product] ?? '0');
  return base.plus(condition === 'USED' ? '1.5' : 0).plus(termMonths > 48 ? '0.5' : 0);
}

function paymentOf(
  { credit, perPeriod, periods }: { credit: Decimal; perPeriod: Decimal; periods: number },
  { balloon, timing }: Application,
): Decimal {
  const discount = perPeriod.plus(1).pow(-periods);
  const arrears = credit.minus(discount.times(balloon)).times(perPeriod).div(new D(1).minus(discount));
  return (timing === 'ADVANCE' ? arrears.div(perPeriod.plus(1)) : arrears).toDecimalPlaces(2);
}

/** By halving, over equal months: what a lender prints in its papers, to one decimal. */
function aprOf(
  { payment, numberOfPayments, fees, brokerFees, balloon }: Omit<Terms, 'apr'>,
  { price, deposit, termMonths, frequency, timing }: Application,
): string {
  const step = MONTHS[frequency] / 12;
  const first = timing === 'ADVANCE' ? 0 : 1;
  const end = Number(balloon) > 0 ? termMonths / 12 : (first + numberOfPayments - 1) * step;
  const flows: [years: number, amount: number][] = Array.from({ length: numberOfPayments }, (_, index) => [
    (index + first) * step,
    Number(payment),
  ]);
  flows.push([termMonths / 12, Number(balloon)]);
  for (const { amount, due } of [...fees, ...brokerFees])
    flows.push([{ START: 0, FIRST_PAYMENT: first * step, LAST_PAYMENT: end }[due], Number(amount)]);
  const credit = Number(price) - Number(deposit);
  let [low, high] = [0, 10];
  for (let round = 0; round < 100; round++) {
    const rate = (low + high) / 2;
    const worth = flows.reduce((sum, [years, amount]) => sum + amount / (1 + rate) ** years, 0);
    if (worth > credit) low = rate;
    else high = rate;
  }
  return new D(low).times(100).toFixed(1);
}
