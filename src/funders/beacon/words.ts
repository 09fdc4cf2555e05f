/** Beacon's codes for our words. */
import type { Product } from '../funder.ts';
import type { FeeDue, FeeKind } from '../fee.ts';
import type { Frequency, Timing } from '../funder-request.ts';

export const productCode: Readonly<Partial<Record<Product, string>>> = {
  HIRE_PURCHASE: 'HP',
  FINANCE_LEASE: 'FL',
  CONTRACT_HIRE: 'CH',
};
export const frequencyCode: Readonly<Record<Frequency, string>> = {
  MONTHLY: 'M',
  QUARTERLY: 'Q',
  ANNUALLY: 'A',
};
export const timingCode: Readonly<Record<Timing, string>> = { ADVANCE: 'ADV', ARREARS: 'ARR' };
export const feeCode: Readonly<Record<FeeKind, string>> = {
  ARRANGEMENT: 'ARR',
  OPTION_TO_PURCHASE: 'OTP',
  OTHER: 'OTH',
};
export const dueCode: Readonly<Record<FeeDue, string>> = {
  START: 'S',
  FIRST_PAYMENT: 'F',
  LAST_PAYMENT: 'L',
};

/** Our word for a code; undefined for one that is not known. */
export function wordOf<Word extends string>(
  codes: Readonly<Partial<Record<Word, string>>>,
  code: string,
): Word | undefined {
  // `as`: the keys of the record are its words.
  return (Object.keys(codes) as Word[]).find((word) => codes[word] === code);
}
