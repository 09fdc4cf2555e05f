/**
 * The same figures by another road: whole numbers only, a billion billion billion billion to one, and no code of the
 * system. Rates are found by Newton's method and rounded rates proven by signs.
 */
const DIGITS = 36n;
export const ONE = 10n ** DIGITS;

export interface Terms {
  /** In the smallest unit of the currency. */
  readonly credit: bigint;
  readonly payments: number;
  readonly periods: number;
  readonly inAdvance: boolean;
  readonly balloon: bigint;
}

const times = (a: bigint, b: bigint) => (a * b) / ONE;

/** Half up, of a number that is scaled by `ONE`. */
export function rounded(scaled: bigint): bigint {
  return scaled >= 0n ? (scaled + ONE / 2n) / ONE : -((-scaled + ONE / 2n) / ONE);
}

/** `1/(1+rate)^k` for k from 0 on. */
function discounts(rate: bigint, upTo: number): bigint[] {
  const v = (ONE * ONE) / (ONE + rate);
  const all = [ONE];
  for (let k = 1; k <= upTo; k += 1) all.push(times(all[k - 1] ?? 0n, v));
  return all;
}

/** The worth of what is paid at the rate of one period, in smallest units times `ONE`, summed date by date. */
export function worth(terms: Terms, payment: bigint, rate: bigint): bigint {
  const v = discounts(rate, terms.periods);
  const first = terms.inAdvance ? 0 : 1;
  let sum = terms.balloon * (v[terms.periods] ?? 0n);
  for (let k = first; k < first + terms.payments; k += 1) sum += payment * (v[k] ?? 0n);
  return sum;
}

/** The payment at the rate of one period, to the smallest unit. */
export function paymentOf(terms: Terms, rate: bigint): bigint {
  const left = terms.credit * ONE - worth({ ...terms, payments: 0 }, 0n, rate);
  const ofOne = worth({ ...terms, balloon: 0n }, 1n, rate);
  return rounded((left * ONE) / ofOne);
}

/** The rate of one period, scaled, from a start that is near. */
export function rateOf(terms: Terms, payment: bigint, near: number): bigint {
  let rate = BigInt(Math.round(near * 1e15)) * 10n ** (DIGITS - 15n);
  const nudge = 10n ** 12n;
  for (let i = 0; i < 8; i += 1) {
    const excess = worth(terms, payment, rate) - terms.credit * ONE;
    const slope = worth(terms, payment, rate + nudge) - terms.credit * ONE - excess;
    if (slope === 0n) break;
    const step = (excess * nudge) / slope;
    rate -= step;
    if (step > -10n && step < 10n) break;
  }
  return rate;
}

export interface Split {
  readonly interest: bigint;
  readonly principal: bigint;
  readonly balance: bigint;
}

/** Interest period by period; the last date settles the account. */
export function splitOf(terms: Terms, payment: bigint, rate: bigint): Split[] {
  const first = terms.inAdvance ? 0 : 1;
  const amounts = new Map<number, bigint>();
  for (let k = first; k < first + terms.payments; k += 1) amounts.set(k, payment);
  if (terms.balloon > 0n) amounts.set(terms.periods, (amounts.get(terms.periods) ?? 0n) + terms.balloon);
  let balance = terms.credit;
  const last = Math.max(...amounts.keys());
  return [...amounts].map(([k, paid]) => {
    const interest = k === last ? paid - balance : k === 0 ? 0n : rounded(balance * rate);
    balance += interest - paid;
    return { interest, principal: paid - interest, balance };
  });
}

const roots = new Map<number, bigint>();

/** `(1+X)^(1/12)`, scaled, for X in tenths of a tenth of a percent: the whole twelfth root. */
function monthlyGrowth(hundredthsOfPercent: number): bigint {
  const known = roots.get(hundredthsOfPercent);
  if (known) return known;
  const radicand = (ONE + (BigInt(hundredthsOfPercent) * ONE) / 10_000n) * ONE ** 11n;
  let low = ONE / 10n;
  let high = ONE * 3n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** 12n > radicand) high = middle;
    else low = middle;
  }
  roots.set(hundredthsOfPercent, low);
  return low;
}

/** What is paid, by months after the start, in smallest units. */
export type Paid = ReadonlyMap<number, bigint>;

/** Whether an APR in percent, of one decimal, is the one that the flows have: proven at both ends of what rounds to it. */
export function isApr(credit: bigint, paid: Paid, percent: number): boolean {
  const at = Math.round(percent * 100);
  return excess(credit, paid, at - 5) <= 0n && excess(credit, paid, at + 5) > 0n;
}

function excess(credit: bigint, paid: Paid, hundredthsOfPercent: number): bigint {
  const v = (ONE * ONE) / monthlyGrowth(hundredthsOfPercent);
  let discount = ONE;
  let month = 0;
  let sum = credit * ONE;
  for (const [due, amount] of [...paid].sort(([a], [b]) => a - b)) {
    for (; month < due; month += 1) discount = times(discount, v);
    sum -= amount * discount;
  }
  return sum;
}
