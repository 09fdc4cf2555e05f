/** A quote's schedule as it is shown. It follows from the stored terms alone, so it is not stored itself. */
import type { FunderRequest } from '../funders/funder-request.ts';
import { monthsLater } from './arithmetic/calendar.ts';
import { minorDigits, type Decimal } from './arithmetic/decimal.ts';
import { fullSchedule } from './arithmetic/key-facts.ts';
import { MONTHS_PER_PERIOD } from './arithmetic/plan.ts';
import type { QuoteView } from './reads.ts';

export interface ShownMoney {
  readonly amount: string;
  readonly currency: string;
}

export interface ShownEntry {
  readonly number: number;
  readonly dueOn: string;
  readonly payment: ShownMoney;
  readonly balloon: ShownMoney;
  readonly fees: ShownMoney;
  readonly interest: ShownMoney | null;
  readonly principal: ShownMoney | null;
  readonly balance: ShownMoney | null;
}

export function scheduleOf({ stated, startsOn, currency }: QuoteView, terms: FunderRequest): ShownEntry[] {
  const digits = minorDigits(currency);
  const money = (amount: Decimal) => ({ amount: amount.toFixed(digits), currency });
  const orNull = (amount: Decimal | null) => amount && money(amount);
  return fullSchedule(terms, stated, startsOn).map((entry) => ({
    number: entry.number,
    dueOn: entry.dueOn,
    payment: money(entry.payment),
    balloon: money(entry.balloon),
    fees: money(entry.fees),
    interest: orNull(entry.interest),
    principal: orNull(entry.principal),
    balance: orNull(entry.balance),
  }));
}

/** The days of the regular payments. */
export function paymentDatesOf(
  { startsOn, facts }: QuoteView,
  { frequency, timing }: FunderRequest,
): string[] {
  const step = MONTHS_PER_PERIOD[frequency];
  const first = timing === 'ADVANCE' ? 0 : step;
  return Array.from({ length: facts.numberOfPayments }, (_, k) => monthsLater(startsOn, first + k * step));
}
