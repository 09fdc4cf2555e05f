// Aurora's words for products.
import type { Product } from '../../../src/funders/funder.ts';

export const words: Readonly<Record<Product, string>> = {
  HIRE_PURCHASE: 'hire-purchase',
  FINANCE_LEASE: 'finance-lease',
  CONTRACT_HIRE: 'contract-hire',
  PERSONAL_CONTRACT_PURCHASE: 'pcp',
};
