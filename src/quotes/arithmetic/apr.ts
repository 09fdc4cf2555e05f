/**
 * The annual percentage rate of charge: the X that makes what is lent worth as much as what is paid,
 * Σ C·(1+X)^-t = Σ D·(1+X)^-s. Directive 2008/48/EC Annex I (from 20 November 2026 Directive (EU) 2023/2225 Annex III),
 * in the United Kingdom CONC App 1.2 of the FCA: the same equation.
 */
import { Decimal } from './decimal.ts';

export interface Flow {
  /**
   * After the first drawdown. Whole months count as twelfths of a year, however long they are (remark (c) of the Annex:
   * "12 equal months"); where days must be counted, they are 12 times their part of a year of 365 or 366.
   */
  readonly months: number;
  /** Lent is above zero, paid below. */
  readonly amount: Decimal;
}

const MONTHS = 12;
const STEP = new Decimal('0.1');
const HALF_STEP = new Decimal('0.05');
/** Bounds of ln(1+X): no rate of a serious offer lies outside. */
const LOWEST = -4;
const HIGHEST = 12;
const CLOSE = 1e-13;
const MOST_STEPS = 100;
/** What is smaller is nothing that the last digits of a root have left. In units of the currency. */
const TINY = new Decimal('1e-20');
/** In percent. A guess is a million times better. */
const DOUBTFUL = 1e-6;

/**
 * In percent, to one decimal, half up: remark (d) of the Annex. Newton's method in binary fractions decides, unless it ends
 * so near to where rounding turns that only exact arithmetic can.
 * Undefined where there is no such rate: more is paid than lent at the start, or the rate is out of all reason.
 */
export function aprOf(flows: readonly Flow[]): Decimal | undefined {
  const ordered = flows.toSorted((a, b) => a.months - b.months);
  const guess = guessOf(ordered);
  if (guess === undefined) return undefined;
  const rate = new Decimal(guess).toDecimalPlaces(1);
  const doubtful = Math.abs(Math.abs(guess - rate.toNumber()) - HALF_STEP.toNumber()) < DOUBTFUL;
  const proven = doubtful ? provenBySigns(ordered, rate) : rate;
  // What is rounded to nothing has no sign.
  return proven.isZero() ? new Decimal(0) : proven;
}

/** The rate at whose ends, half a step away, the excess has the signs that it must have. */
function provenBySigns(ordered: readonly Flow[], near: Decimal): Decimal {
  let rate = near;
  while (excessAt(ordered, rate.minus(HALF_STEP)).gt(TINY)) rate = rate.minus(STEP);
  while (excessAt(ordered, rate.plus(HALF_STEP)).lte(TINY)) rate = rate.plus(STEP);
  return rate;
}

/** What is lent less what is paid, in values of the first day. It grows with the rate where paying follows lending. */
function excessAt(ordered: readonly Flow[], percent: Decimal): Decimal {
  // The twelfth root by roots that are quick: 12 = 2 · 2 · 3.
  const perMonth = new Decimal(1).div(percent.div(100).plus(1).sqrt().sqrt().cbrt());
  return ordered.reduce(
    (sum, { months, amount }) => sum.plus(amount.times(perMonth.pow(months))),
    new Decimal(0),
  );
}

/**
 * The rate in percent by Newton's method. In ln(1+X) the excess grows and bends downwards, so that from below the root,
 * where the first step leads at the latest, every step comes closer.
 */
function guessOf(ordered: readonly Flow[]): number | undefined {
  // Most payments are the same.
  const numbers = new Map<Decimal, number>();
  const plain = ordered.map(({ months, amount }) => {
    const number = numbers.get(amount) ?? amount.toNumber();
    numbers.set(amount, number);
    return { years: months / MONTHS, amount: number };
  });
  let log = 0;
  for (let i = 0; i < MOST_STEPS; i += 1) {
    let excess = 0;
    let slope = 0;
    for (const { years, amount } of plain) {
      const worth = amount * Math.exp(-log * years);
      excess += worth;
      slope -= years * worth;
    }
    const step = excess / slope;
    log -= step;
    if (!(log > LOWEST && log < HIGHEST)) return undefined;
    if (Math.abs(step) < CLOSE) return Math.expm1(log) * 100;
  }
  return undefined;
}
