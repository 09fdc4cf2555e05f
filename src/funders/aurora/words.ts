/** Aurora's words for ours. */
import type { Product } from '../funder.ts';
import type { Fee, FeeDue, FeeKind } from '../fee.ts';
import { statedAmount } from '../decimal.ts';
import type { WireFee } from './wire.ts';

export const wireProduct: Readonly<Record<Product, string>> = {
  HIRE_PURCHASE: 'hire-purchase',
  FINANCE_LEASE: 'finance-lease',
  CONTRACT_HIRE: 'contract-hire',
  PERSONAL_CONTRACT_PURCHASE: 'pcp',
};

export function productOf(word: string): string | undefined {
  return Object.entries(wireProduct).find(([, wire]) => wire === word)?.[0];
}

const feeKind: Readonly<Record<WireFee['type'], FeeKind>> = {
  arrangement: 'ARRANGEMENT',
  'option-to-purchase': 'OPTION_TO_PURCHASE',
  other: 'OTHER',
};

const feeDue: Readonly<Record<WireFee['due'], FeeDue>> = {
  start: 'START',
  'first-payment': 'FIRST_PAYMENT',
  'last-payment': 'LAST_PAYMENT',
};

/** A fee as Aurora is asked for it. */
export function wireFee({ kind, amount, due }: Fee): object {
  const word = (ours: string) => ours.toLowerCase().replaceAll('_', '-');
  return { type: word(kind), amount, due: word(due) };
}

/** Throws FunderAnswerInvalid. */
export function feeOf({ type, amount, due }: WireFee): Fee {
  return { kind: feeKind[type], amount: statedAmount(amount, 'fee'), due: feeDue[due] };
}
