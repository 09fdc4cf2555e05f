/** Every date of a plan with what is paid on it, and how that divides into interest and principal. */
import type { Fee } from '../../funders/fee.ts';
import { monthsLater } from './calendar.ts';
import { Decimal, toMoney } from './decimal.ts';

export interface Plan {
  readonly currency: string;
  /** The day of the agreement, when the credit is drawn down and the deposit paid. */
  readonly startsOn: string;
  readonly monthsPerPeriod: number;
  readonly termMonths: number;
  readonly payment: Decimal;
  readonly numberOfPayments: number;
  readonly inAdvance: boolean;
  readonly balloon: Decimal;
  readonly fees: readonly Fee[];
}

/** All amounts in major units; `interest`, `principal` and `balance` are null where nothing is lent. */
export interface ScheduleEntry {
  readonly number: number;
  readonly dueOn: string;
  readonly payment: Decimal;
  readonly balloon: Decimal;
  readonly fees: Decimal;
  readonly interest: Decimal | null;
  readonly principal: Decimal | null;
  /** What is still owed of the credit afterwards. */
  readonly balance: Decimal | null;
}

/** What is due on one date. */
export interface Due {
  /** After the start. */
  readonly month: number;
  readonly payment: Decimal;
  readonly balloon: Decimal;
  readonly fees: Decimal;
}

/** What is lent, and at which rate of one period. */
export interface Lending {
  readonly credit: Decimal;
  readonly rate: Decimal;
}

const NOTHING = new Decimal(0);

/**
 * Interest of each period is rounded half up to the smallest unit of the currency; the last date takes what rounding has
 * left, so that the principals add up to the credit exactly.
 */
export function scheduleOf(plan: Plan, lending: Lending | null): ScheduleEntry[] {
  const dues = duesOf(plan);
  let balance = lending?.credit ?? NOTHING;
  return dues.map(({ month, ...due }, i) => {
    const entry = { number: i + 1, dueOn: monthsLater(plan.startsOn, month), ...due };
    if (!lending) return { ...entry, interest: null, principal: null, balance: null };
    const paid = due.payment.plus(due.balloon);
    // Dates are a period apart; nothing has grown yet at the start.
    const grown = month === 0 ? NOTHING : toMoney(balance.times(lending.rate), plan.currency);
    const interest = i === dues.length - 1 ? paid.minus(balance) : grown;
    balance = balance.plus(interest).minus(paid);
    return { ...entry, interest, principal: paid.minus(interest), balance };
  });
}

/**
 * The dates in order. The balloon joins the last payment where both are due at the end of the term; a fee at the start
 * joins the first payment only when that is made at the start, and has a date of its own otherwise.
 */
export function duesOf(plan: Plan): Due[] {
  const { monthsPerPeriod, numberOfPayments, inAdvance, termMonths, payment, fees } = plan;
  const first = inAdvance ? 0 : monthsPerPeriod;
  const dues: Due[] = Array.from({ length: numberOfPayments }, (_, k) => ({
    month: first + k * monthsPerPeriod,
    payment,
    balloon: NOTHING,
    fees: NOTHING,
  }));
  const add = (due: Due) => {
    const same = dues.findIndex(({ month }) => month === due.month);
    const at = dues.findIndex(({ month }) => month > due.month);
    const there = dues[same];
    if (there) dues[same] = joined(there, due);
    else dues.splice(at < 0 ? dues.length : at, 0, due);
  };
  if (!plan.balloon.isZero())
    add({ month: termMonths, payment: NOTHING, balloon: plan.balloon, fees: NOTHING });
  const last = dues.at(-1)?.month ?? termMonths;
  const monthOf = { START: 0, FIRST_PAYMENT: first, LAST_PAYMENT: last };
  for (const { due, amount } of fees)
    add({ month: monthOf[due], payment: NOTHING, balloon: NOTHING, fees: new Decimal(amount) });
  return dues;
}

function joined(a: Due, b: Due): Due {
  return {
    month: a.month,
    payment: a.payment.plus(b.payment),
    balloon: a.balloon.plus(b.balloon),
    fees: a.fees.plus(b.fees),
  };
}
