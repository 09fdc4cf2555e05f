import type { serialization } from 'square';
import type { Money } from '../resources.ts';
import { integerOf } from './exact-json.ts';

/** Digits of the minor unit where it is not two (ISO 4217, amendment 176); a bitcoin has 100 million satoshi. */
const DIGITS: Readonly<Record<string, number>> = {
  ...each('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 0),
  ...each('BHD IQD JOD KWD LYD OMR TND', 3),
  ...each('CLF UYW', 4),
  BTC: 8,
};

/** ISO 4217's code for "no currency", for objects that name no amount at all. */
export const NOTHING: Money = { amount: '0', currency: 'XXX' };

/**
 * An amount "in the smallest denomination of the currency" as an exact decimal in major units; null where there is none.
 * https://developer.squareup.com/docs/build-basics/common-data-types/working-with-monetary-amounts
 */
export function money(from: serialization.Money.Raw | null | undefined): Money | null {
  const amount = integerOf(from?.amount);
  return amount === undefined || !from?.currency ? null : exactMoney(amount, from.currency);
}

export function exactMoney(minor: bigint, currency: string): Money {
  const digits = DIGITS[currency] ?? 2;
  if (digits === 0) return { amount: String(minor), currency };
  const text = String(minor < 0n ? -minor : minor).padStart(digits + 1, '0');
  return {
    amount: `${minor < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`,
    currency,
  };
}

function each(codes: string, digits: number): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, digits]));
}
