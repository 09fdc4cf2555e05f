/**
 * Figures as funders write them, read strictly: digits, a point and digits behind it. No exponent, hexadecimal, separator,
 * space, superfluous zero or sign: where there is doubt there is no quote.
 */
import { FunderAnswerInvalid } from './errors.ts';

/** Exactly two decimals: an amount that was cut off has fewer. */
const AMOUNT = /^(0|[1-9][0-9]{0,11})\.[0-9]{2}$/;
const RATE = /^(0|[1-9][0-9]{0,2})(\.[0-9]{1,6})?$/;
const COUNT = /^(0|[1-9][0-9]{0,3})$/;

/** An amount, as it was written. Throws FunderAnswerInvalid naming `what`. */
export function statedAmount(text: unknown, what: string): string {
  return matching(text, AMOUNT, what);
}

/** A rate in percent, as it was written. Throws FunderAnswerInvalid naming `what`. */
export function statedRate(text: unknown, what: string): string {
  return matching(text, RATE, what);
}

/** A whole number below 10,000. Throws FunderAnswerInvalid naming `what`. */
export function statedCount(text: unknown, what: string): number {
  return Number(matching(text, COUNT, what));
}

/** Of an amount with two decimals. */
export function centsOf(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

function matching(text: unknown, pattern: RegExp, what: string): string {
  if (typeof text !== 'string' || !pattern.test(text))
    throw new FunderAnswerInvalid(`${what} is not a plain number`);
  return text;
}
