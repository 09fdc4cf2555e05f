/** Terms that no funder can mean, and those that only look so. */
import { describe, expect, it } from '@jest/globals';
import { FunderAnswerInvalid } from '../../../src/funders/errors.ts';
import type { FunderQuote } from '../../../src/funders/funder-quote.ts';
import type { FunderRequest } from '../../../src/funders/funder-request.ts';
import { fullSchedule, keyFactsOf } from '../../../src/quotes/arithmetic/key-facts.ts';

/** 21,600.00 are lent for three years. */
const request: FunderRequest = {
  product: 'HIRE_PURCHASE',
  customer: { kind: 'BUSINESS', name: 'Any', email: 'any@example.test' },
  asset: {
    description: 'A van',
    condition: 'NEW',
    priceExVat: '20000.00',
    vat: '4000.00',
    price: '24000.00',
  },
  currency: 'GBP',
  deposit: '2400.00',
  termMonths: 36,
  balloon: '0.00',
  annualMileage: null,
  frequency: 'MONTHLY',
  timing: 'ARREARS',
};
const offer: FunderQuote = {
  reference: 'R-1',
  validUntil: new Date('2040-01-01'),
  payment: '700.00',
  numberOfPayments: 36,
  fees: [],
  balloon: '0.00',
  totalPayable: null,
  totalCharge: null,
  nominalRate: null,
  apr: null,
};
const STARTS = '2026-01-31';

interface Case {
  readonly of?: Partial<FunderRequest>;
  readonly stated?: Partial<FunderQuote>;
}

const facts = ({ of, stated }: Case) => keyFactsOf({ ...request, ...of }, { ...offer, ...stated }, STARTS);
const schedule = ({ of, stated }: Case) =>
  fullSchedule({ ...request, ...of }, { ...offer, ...stated }, STARTS);

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof FunderAnswerInvalid) return error.message;
    throw error;
  }
  return 'none';
}

const aFee = (amount: string, due: 'START' | 'FIRST_PAYMENT' | 'LAST_PAYMENT' = 'START') => ({
  fees: [{ kind: 'OTHER' as const, amount, due }],
});
const UNFILLED = 'payments do not fill a term of 36 months';

describe('an offer is refused, for its figures and for its schedule, when', () => {
  it.each<[string, string, Case]>([
    ['nothing is paid', 'The payment is nothing', { stated: { payment: '0.00' } }],
    ['the payment is below zero', 'The payment is below zero', { stated: { payment: '-700.00' } }],
    ['the balloon is below zero', 'The balloon is below zero', { stated: { balloon: '-0.01' } }],
    ['a fee is below zero', 'The fee is below zero', { stated: aFee('-1.00') }],
    [
      'there is a part of a penny',
      'The payment has more decimals than GBP',
      { stated: { payment: '700.001' } },
    ],
    [
      'the currency has none',
      'The payment has more decimals than JPY',
      { of: { currency: 'JPY' }, stated: { payment: '700.10' } },
    ],
    ['a payment is missing', `35 ${UNFILLED}`, { stated: { numberOfPayments: 35 } }],
    ['there is one too many', `37 ${UNFILLED}`, { stated: { numberOfPayments: 37, balloon: '100.00' } }],
    [
      'two are missing beside a balloon',
      `34 ${UNFILLED}`,
      { stated: { numberOfPayments: 34, balloon: '900.00' } },
    ],
    [
      'the balloon cannot be the last payment, for that is due before the end',
      `35 ${UNFILLED}`,
      { of: { timing: 'ADVANCE' }, stated: { numberOfPayments: 35, balloon: '900.00' } },
    ],
    [
      'there is no balloon to pay, for the thing is hired',
      `35 ${UNFILLED}`,
      { of: { product: 'CONTRACT_HIRE' }, stated: { numberOfPayments: 35, balloon: '900.00' } },
    ],
    [
      'less is paid back than was lent',
      'Payments of 21598.92 in all do not pay the credit back',
      { stated: { payment: '599.97' } },
    ],
    [
      'fees take the credit at once',
      'What is due at the start exceeds the credit',
      { stated: aFee('21600.00') },
    ],
    [
      'the first payment and a fee with it take the credit at once',
      'What is due at the start exceeds the credit',
      { of: { timing: 'ADVANCE' }, stated: aFee('20900.00', 'FIRST_PAYMENT') },
    ],
    [
      'the payments are out of all proportion',
      'No rate explains the payments',
      { stated: { payment: '999999.00' } },
    ],
  ])('%s', (_why, message, of) => {
    const told = [messageOf(() => facts(of)), messageOf(() => schedule(of))];
    expect(told).toEqual([expect.stringContaining(message), expect.stringContaining(message)]);
  });

  it('fees leave next to nothing of the credit: no APR explains that, though a nominal rate does', () => {
    const of = { stated: aFee('21599.99') };
    expect(messageOf(() => facts(of))).toBe('No rate explains the payments');
    expect(schedule(of)).toHaveLength(37);
  });
});

describe('an offer is taken when', () => {
  it.each<[string, Case, object]>([
    [
      'rounding alone explains what is missing of the credit',
      { stated: { payment: '599.99' } },
      { totalPayable: '21599.64', totalCharge: '-0.36', apr: '0.0' },
    ],
    [
      'the balloon stands in the place of the last payment',
      { stated: { numberOfPayments: 35, balloon: '700.00' } },
      { totalPayable: '25200.00', totalCharge: '3600.00', apr: facts({}).apr?.toFixed(1) },
    ],
    [
      'it is a lease, whose credit is without VAT and which has no APR',
      { of: { product: 'FINANCE_LEASE' } },
      { amountOfCredit: '17600.00', totalCharge: '7600.00', apr: undefined },
    ],
    [
      'it is hire: nothing is lent, and what is left in the end is the funder’s',
      { of: { product: 'CONTRACT_HIRE' }, stated: { balloon: '5000.00' } },
      { amountOfCredit: undefined, totalPayable: '25200.00', totalCharge: undefined, nominalRate: undefined },
    ],
  ])('%s', (_why, of, expected) => {
    const { amountOfCredit, totalPayable, totalCharge, nominalRate, apr } = facts(of);
    expect({
      amountOfCredit: amountOfCredit?.toFixed(2),
      totalPayable: totalPayable.toFixed(2),
      totalCharge: totalCharge?.toFixed(2),
      nominalRate: nominalRate?.toFixed(2),
      apr: apr?.toFixed(1),
    }).toMatchObject(expected);
  });

  it('shows the balloon as the last date of the schedule, or beside the last payment', () => {
    const ends = [{ numberOfPayments: 35, balloon: '700.00' }, { balloon: '700.00' }].map((stated) => {
      const last = schedule({ stated }).at(-1);
      return [last?.dueOn, last?.payment.toFixed(2), last?.balloon.toFixed(2), last?.balance?.toFixed(2)];
    });
    expect(ends).toEqual([
      ['2029-01-31', '0.00', '700.00', '0.00'],
      ['2029-01-31', '700.00', '700.00', '0.00'],
    ]);
  });
});
