// Beacon's codes, both ways.
import type { Fee } from '../../../src/funders/fee.ts';
import type { QuoteEntry } from '../lender/book.ts';
import type { Application } from '../lender/terms.ts';
import { BEACON, Fault, fields, type Content, type Element, type Part } from './envelope.ts';

const products = { HP: 'HIRE_PURCHASE', FL: 'FINANCE_LEASE', CH: 'CONTRACT_HIRE' } as const;
const conditions = { N: 'NEW', U: 'USED' } as const;
const frequencies = { M: 'MONTHLY', Q: 'QUARTERLY', A: 'ANNUALLY' } as const;
const timings = { ADV: 'ADVANCE', ARR: 'ARREARS' } as const;
const fees = { ARR: 'ARRANGEMENT', OTP: 'OPTION_TO_PURCHASE', OTH: 'OTHER' } as const;
const dues = { S: 'START', F: 'FIRST_PAYMENT', L: 'LAST_PAYMENT' } as const;

const quoteFields = [
  'ClientReference',
  'Product',
  'CustomerType',
  'CustomerName',
  'CustomerEmail',
  'AssetDescription',
  'AssetCondition',
  'PriceExVat',
  'Vat',
  'Price',
  'Currency',
  'Deposit',
  'Balloon',
  'TermMonths',
  'AnnualMileage?',
  'Frequency',
  'Timing',
];
export const proposalFields = [
  'ClientReference',
  'QuoteReference',
  'ApplicantType',
  'Name',
  'Email',
  'Phone',
  'AddressLine1',
  'AddressLine2?',
  'City',
  'PostalCode',
  'Country',
  'DateOfBirth?',
  'CompanyNumber?',
];

const INTRODUCER_FEE = `{${BEACON}}IntroducerFee`;
const MOST_INTRODUCER_FEES = 10;

/** Codes and figures of a message's texts. Throws Fault. */
function reader(sent: ReadonlyMap<string, string>) {
  const code = <Words extends Record<string, string>>(words: Words, name: string): Words[keyof Words] => {
    const word = words[sent.get(name) ?? ''];
    if (word === undefined) throw new Fault('b:Malformed', `${name} has an unknown code`);
    // `as`: it came out of the table.
    return word as Words[keyof Words];
  };
  const matching = (name: string, pattern: RegExp): string => {
    const text = sent.get(name) ?? '';
    if (!pattern.test(text)) throw new Fault('b:Malformed', `${name} is malformed`);
    return text;
  };
  const amount = (name: string) => matching(name, /^\d{1,9}\.\d{2}$/);
  return { code, matching, amount };
}

/** Throws Fault for what the service's description does not allow. */
export function applicationFrom(message: Element): { key: string; application: Application } {
  const last = message.children.findLastIndex(({ name }) => name !== INTRODUCER_FEE) + 1;
  const [asked, brokerFees] = [message.children.slice(0, last), message.children.slice(last)];
  if (brokerFees.length > MOST_INTRODUCER_FEES) throw new Fault('b:Malformed', 'There are too many fees');
  const { code, matching, amount } = reader(fields({ ...message, children: asked }, quoteFields));
  return {
    key: matching('ClientReference', /^[A-Za-z0-9-]{16,64}$/),
    application: {
      product: code(products, 'Product'),
      currency: matching('Currency', /^[A-Z]{3}$/),
      condition: code(conditions, 'AssetCondition'),
      priceExVat: amount('PriceExVat'),
      price: amount('Price'),
      deposit: amount('Deposit'),
      balloon: amount('Balloon'),
      termMonths: Number(matching('TermMonths', /^[1-9]\d{0,2}$/)),
      frequency: code(frequencies, 'Frequency'),
      timing: code(timings, 'Timing'),
      brokerFees: brokerFees.map(feeFrom),
    },
  };
}

function feeFrom(element: Element): Fee {
  const { code, amount } = reader(fields(element, ['Kind', 'Amount', 'Due']));
  return { kind: code(fees, 'Kind'), amount: amount('Amount'), due: code(dues, 'Due') };
}

function feePart(name: string, { kind, amount, due }: Fee): Part {
  return [
    name,
    [
      ['Kind', codeOf(fees, kind)],
      ['Amount', amount],
      ['Due', codeOf(dues, due)],
    ],
  ];
}

export function quoteContent({ id, key, application, terms, validUntil }: QuoteEntry): Content {
  const { product, currency, termMonths, deposit, price, frequency, timing } = application;
  const optional = (name: string, value: string | null): Content => (value === null ? [] : [[name, value]]);
  return [
    ['ClientReference', key],
    ['Product', codeOf(products, product)],
    ['Currency', currency],
    ['TermMonths', String(termMonths)],
    ['Deposit', deposit],
    ['Price', price],
    ['Frequency', codeOf(frequencies, frequency)],
    ['Timing', codeOf(timings, timing)],
    ['QuoteReference', id],
    ['ValidUntil', validUntil.toISOString()],
    ['Payment', terms.payment],
    ['NumberOfPayments', String(terms.numberOfPayments)],
    ['Balloon', terms.balloon],
    ['TotalPayable', terms.totalPayable],
    ...optional('TotalCharge', terms.totalCharge),
    ['NominalRate', terms.nominalRate],
    ...optional('Apr', terms.apr),
    ...terms.fees.map((fee) => feePart('Fee', fee)),
    ...terms.brokerFees.map((fee) => feePart('IntroducerFee', fee)),
  ];
}

function codeOf(words: Readonly<Record<string, string>>, word: string): string {
  return Object.keys(words).find((code) => words[code] === word) ?? '';
}
