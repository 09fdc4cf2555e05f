// The portal's forms: what they ask for, and what they make of what was entered.
import type { Application } from '../lender/terms.ts';
import type { Field } from './pages.ts';

export const products = {
  'Hire purchase': 'HIRE_PURCHASE',
  'Personal contract purchase': 'PERSONAL_CONTRACT_PURCHASE',
} as const;

export const signIn: readonly Field[] = [
  { name: 'user', label: 'User name' },
  { name: 'password', label: 'Password', type: 'password' },
];

const customer: readonly Field[] = [
  { name: 'reference', label: 'Your reference' },
  { name: 'product', label: 'Product', options: Object.keys(products) },
  { name: 'kind', label: 'Customer type', options: ['Individual', 'Business'] },
  { name: 'name', label: 'Customer name' },
  { name: 'email', label: 'E-mail' },
];
const asset: readonly Field[] = [
  { name: 'description', label: 'Description' },
  { name: 'condition', label: 'Condition', options: ['New', 'Used'] },
  { name: 'price_ex_vat', label: 'Price excluding VAT' },
  { name: 'vat', label: 'VAT' },
  { name: 'price', label: 'Price' },
  { name: 'currency', label: 'Currency', options: ['GBP', 'EUR'] },
];
export const feeKinds = {
  Arrangement: 'ARRANGEMENT',
  'Option to purchase': 'OPTION_TO_PURCHASE',
  Other: 'OTHER',
} as const;
export const feeDues = {
  'With the deposit': 'START',
  'With the first payment': 'FIRST_PAYMENT',
  'With the last payment': 'LAST_PAYMENT',
} as const;
const feeLines = [1, 2, 3];
const dealerFees = feeLines.flatMap((line): Field[] => [
  { name: `fee_${line}`, label: `Dealer fee ${line}`, options: ['None', ...Object.keys(feeKinds)] },
  { name: `fee_${line}_amount`, label: `Amount of dealer fee ${line}` },
  { name: `fee_${line}_paid`, label: `Dealer fee ${line} is paid`, options: Object.keys(feeDues) },
]);
const finance: readonly Field[] = [
  { name: 'deposit', label: 'Deposit' },
  { name: 'term', label: 'Term in months' },
  { name: 'final', label: 'Final payment' },
  { name: 'mileage', label: 'Annual mileage' },
  { name: 'payments', label: 'Payments', options: ['Monthly', 'Quarterly', 'Annually'] },
  { name: 'payable', label: 'Payable', options: ['In advance', 'In arrears'] },
  ...dealerFees,
];

/** The steps of a new quotation, in order. */
export const steps = [
  { path: '/quotes/new', heading: 'New quotation: customer', fields: customer, button: 'Continue' },
  { path: '/quotes/new/vehicle', heading: 'New quotation: vehicle', fields: asset, button: 'Continue' },
  {
    path: '/quotes/new/finance',
    heading: 'New quotation: finance',
    fields: finance,
    button: 'Get quotation',
  },
] as const;

export const application: readonly Field[] = [
  { name: 'reference', label: 'Your reference' },
  { name: 'kind', label: 'Applicant type', options: ['Individual', 'Business'] },
  { name: 'name', label: 'Applicant name' },
  { name: 'email', label: 'E-mail' },
  { name: 'phone', label: 'Telephone' },
  { name: 'line1', label: 'Address line 1' },
  { name: 'line2', label: 'Address line 2' },
  { name: 'city', label: 'Town or city' },
  { name: 'postcode', label: 'Postcode' },
  { name: 'country', label: 'Country code' },
  { name: 'born', label: 'Date of birth' },
  { name: 'company', label: 'Company number' },
];

/** Throws RangeError naming the field. */
export function applicationOf(entered: ReadonlyMap<string, string>): {
  key: string;
  application: Application;
} {
  const matching = (name: string, pattern: RegExp) => {
    const value = entered.get(name) ?? '';
    if (!pattern.test(value)) throw new RangeError(`Please check ${name}`);
    return value;
  };
  const amount = (name: string) => matching(name, /^\d{1,9}\.\d{2}$/);
  const product =
    products[matching('product', /^(Hire|Personal contract) purchase$/) as keyof typeof products];
  // `as`: one of the options of the list.
  const frequency = matching(
    'payments',
    /^(Monthly|Quarterly|Annually)$/,
  ).toUpperCase() as Application['frequency'];
  const feeOn = (line: number) => ({
    kind: feeKinds[matching(`fee_${line}`, oneOf(feeKinds)) as keyof typeof feeKinds],
    amount: amount(`fee_${line}_amount`),
    due: feeDues[matching(`fee_${line}_paid`, oneOf(feeDues)) as keyof typeof feeDues],
  });
  matching('email', /^\S+@\S+$/);
  matching('name', /./);
  matching('mileage', /^\d*$/);
  return {
    key: matching('reference', /^[A-Za-z0-9-]{16,64}$/),
    application: {
      product,
      frequency,
      currency: matching('currency', /^(GBP|EUR)$/),
      condition: matching('condition', /^(New|Used)$/) === 'New' ? 'NEW' : 'USED',
      priceExVat: amount('price_ex_vat'),
      price: amount('price'),
      deposit: amount('deposit'),
      balloon: amount('final'),
      termMonths: Number(matching('term', /^[1-9]\d{0,2}$/)),
      timing: matching('payable', /^In (advance|arrears)$/) === 'In advance' ? 'ADVANCE' : 'ARREARS',
      brokerFees: feeLines.filter((line) => entered.get(`fee_${line}`) !== 'None').map(feeOn),
    },
  };
}

function oneOf(words: object): RegExp {
  return new RegExp(`^(${Object.keys(words).join('|')})$`);
}
