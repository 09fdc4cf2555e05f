/** The portal's words for ours, as its lists show them. */
import type { FeeDue, FeeKind } from '../fee.ts';
import type { Product, ProposalStatus } from '../funder.ts';
import type { Frequency, Timing } from '../funder-request.ts';

export const productWord: Readonly<Partial<Record<Product, string>>> = {
  HIRE_PURCHASE: 'Hire purchase',
  PERSONAL_CONTRACT_PURCHASE: 'Personal contract purchase',
};
export const frequencyWord: Readonly<Record<Frequency, string>> = {
  MONTHLY: 'Monthly',
  QUARTERLY: 'Quarterly',
  ANNUALLY: 'Annually',
};
export const timingWord: Readonly<Record<Timing, string>> = {
  ADVANCE: 'In advance',
  ARREARS: 'In arrears',
};
export const statusWord: Readonly<Record<ProposalStatus, string>> = {
  SUBMITTED: 'Submitted',
  UNDER_REVIEW: 'Under review',
  APPROVED: 'Approved',
  DECLINED: 'Declined',
  MORE_INFORMATION: 'More information',
  EXPIRED: 'Expired',
};
export const feeWord: Readonly<Record<FeeKind, string>> = {
  ARRANGEMENT: 'Arrangement',
  OPTION_TO_PURCHASE: 'Option to purchase',
  OTHER: 'Other',
};
export const dueWord: Readonly<Record<FeeDue, string>> = {
  START: 'With the deposit',
  FIRST_PAYMENT: 'With the first payment',
  LAST_PAYMENT: 'With the last payment',
};
/** What stands in a list where nothing is chosen. */
export const NO_FEE = 'None';
export const kindWord = { INDIVIDUAL: 'Individual', BUSINESS: 'Business' } as const;
export const conditionWord = { NEW: 'New', USED: 'Used' } as const;

/** Our word for one of the portal's; undefined for one that is not known. */
export function our<Word extends string>(
  words: Readonly<Partial<Record<Word, string>>>,
  theirs: string | undefined,
): Word | undefined {
  // `as`: the keys of the record are its words.
  return (Object.keys(words) as Word[]).find((word) => words[word] === theirs);
}
