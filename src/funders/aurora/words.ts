/** Aurora's words for ours. */
import type { Product } from '../funder.ts';
import type { FeeKind, StatedFee } from '../funder-quote.ts';

export const wireProduct: Readonly<Record<Product, string>> = {
  HIRE_PURCHASE: 'hire-purchase',
  FINANCE_LEASE: 'finance-lease',
  CONTRACT_HIRE: 'contract-hire',
  PERSONAL_CONTRACT_PURCHASE: 'pcp',
};

export function productOf(word: string): string | undefined {
  return Object.entries(wireProduct).find(([, wire]) => wire === word)?.[0];
}

export const feeKind: Readonly<Record<'arrangement' | 'option-to-purchase' | 'other', FeeKind>> = {
  arrangement: 'ARRANGEMENT',
  'option-to-purchase': 'OPTION_TO_PURCHASE',
  other: 'OTHER',
};

export const feeDue: Readonly<Record<'start' | 'first-payment' | 'last-payment', StatedFee['due']>> = {
  start: 'START',
  'first-payment': 'FIRST_PAYMENT',
  'last-payment': 'LAST_PAYMENT',
};
