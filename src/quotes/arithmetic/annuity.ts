/**
 * Equal payments and the rate that is in them. The rate is that of one period between two payments; the nominal rate of a
 * year is this rate times the periods of a year, compounded with every payment, charges apart.
 */
import { Decimal } from './decimal.ts';

export interface Annuity {
  readonly credit: Decimal;
  readonly payment: Decimal;
  readonly numberOfPayments: number;
  /** Whether the first payment is made at the start; otherwise one period later. */
  readonly inAdvance: boolean;
  /** Paid once at the end, after `periods`. */
  readonly balloon: Decimal;
  readonly periods: number;
}

/** Bounds of the rate of one period. */
const LOWEST = -0.9;
const HIGHEST = 10;
const HALVINGS = 64;
/** Far below what a cent shows in. */
const CLOSE = new Decimal('1e-22');
const MOST_STEPS = 12;

/** Of the credit. Binary fractions are a thousand times better. */
const UNSURE = 1e-11;

const MONTHS = 12;
/** In percent. A guess is a million times better. */
const DOUBTFUL = 1e-6;
const HALF_STEP = 0.005;

/**
 * The nominal rate of a year in percent, to two decimals, half up; undefined where no rate in all reason explains the
 * payments. Binary fractions decide, unless they end so near to where rounding turns that only exact arithmetic can.
 */
export function nominalRateOf(plan: Annuity, monthsPerPeriod: number): Decimal | undefined {
  const guess = guessOf(plan);
  if (guess === undefined) return undefined;
  const perYear = (100 * MONTHS) / monthsPerPeriod;
  const rounded = new Decimal(guess * perYear).toDecimalPlaces(2);
  const doubtful = Math.abs(Math.abs(guess * perYear - rounded.toNumber()) - HALF_STEP) < DOUBTFUL;
  const proven = doubtful ? periodRate(plan)?.times(perYear).toDecimalPlaces(2) : rounded;
  // What is rounded to nothing has no sign.
  return proven?.isZero() ? new Decimal(0) : proven;
}

/** The payment that pays the credit back at the rate of one period, not rounded. */
export function paymentAt(plan: Omit<Annuity, 'payment'>, rate: Decimal): Decimal {
  const { credit, balloon, periods } = plan;
  const left = credit.minus(balloon.times(discount(rate, periods)));
  return left.div(factorOf(plan, rate));
}

/**
 * Whether the rate of one period leads to the payment, to within `tolerance`. Binary fractions decide, unless they end so
 * near to the tolerance that only exact arithmetic can.
 */
export function isPaidAt(plan: Annuity, rate: Decimal, tolerance: Decimal): boolean {
  const credit = plan.credit.toNumber();
  const { factor, discount: last } = worthOf(plan, rate.toNumber());
  const apart = Math.abs((credit - plan.balloon.toNumber() * last) / factor - plan.payment.toNumber());
  const beyond = apart - tolerance.toNumber();
  if (Math.abs(beyond) > credit * UNSURE) return beyond < 0;
  return paymentAt(plan, rate).minus(plan.payment).abs().lte(tolerance);
}

/**
 * The rate of one period at which the payments are worth the credit, to 22 decimals; undefined where there is none in all
 * reason. A guess in binary fractions is refined by the secant method.
 */
export function periodRate(plan: Annuity): Decimal | undefined {
  const { credit, payment, numberOfPayments, balloon } = plan;
  if (payment.times(numberOfPayments).plus(balloon).eq(credit)) return new Decimal(0);
  const guess = guessOf(plan);
  if (guess === undefined) return undefined;
  let before = new Decimal(guess);
  let rate = before.times('1.0000000001').plus('1e-14');
  let excessBefore = excessOf(plan, before);
  for (let i = 0; i < MOST_STEPS; i += 1) {
    const excess = excessOf(plan, rate);
    const step = excess.isZero() ? excess : excess.times(rate.minus(before)).div(excess.minus(excessBefore));
    if (step.abs().lt(CLOSE)) return rate.minus(step).toDecimalPlaces(22);
    [before, excessBefore, rate] = [rate, excess, rate.minus(step)];
  }
  return undefined;
}

/** The worth of all payments at the start less the credit. */
function excessOf(plan: Annuity, rate: Decimal): Decimal {
  const { credit, payment, balloon, periods } = plan;
  return payment
    .times(factorOf(plan, rate))
    .plus(balloon.times(discount(rate, periods)))
    .minus(credit);
}

/** The worth at the start of payments of 1. */
function factorOf({ numberOfPayments, inAdvance }: Omit<Annuity, 'payment'>, rate: Decimal): Decimal {
  if (rate.isZero()) return new Decimal(numberOfPayments);
  const inArrears = new Decimal(1).minus(discount(rate, numberOfPayments)).div(rate);
  return inAdvance ? inArrears.times(rate.plus(1)) : inArrears;
}

function discount(rate: Decimal, periods: number): Decimal {
  return rate.plus(1).pow(-periods);
}

function guessOf(plan: Annuity): number | undefined {
  const payment = plan.payment.toNumber();
  const credit = plan.credit.toNumber();
  const balloon = plan.balloon.toNumber();
  const excess = (rate: number) => {
    const { factor, discount: last } = worthOf(plan, rate);
    return payment * factor + balloon * last - credit;
  };
  let low = LOWEST;
  let high = HIGHEST;
  if (excess(low) < 0 || excess(high) > 0) return undefined;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return low;
}

/** At the start, in binary fractions: of payments of 1, and of 1 at the end. */
function worthOf(
  { numberOfPayments, periods, inAdvance }: Annuity,
  rate: number,
): { factor: number; discount: number } {
  const growth = Math.log1p(rate);
  const inArrears = rate === 0 ? numberOfPayments : -Math.expm1(-numberOfPayments * growth) / rate;
  return {
    factor: inAdvance ? inArrears * (1 + rate) : inArrears,
    discount: Math.exp(-periods * growth),
  };
}
