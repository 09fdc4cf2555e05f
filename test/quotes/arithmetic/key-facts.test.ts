import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fee } from '../../../src/funders/fee.ts';
import type { FunderQuote } from '../../../src/funders/funder-quote.ts';
import type { FunderRequest } from '../../../src/funders/funder-request.ts';
import { paymentAt } from '../../../src/quotes/arithmetic/annuity.ts';
import { Decimal } from '../../../src/quotes/arithmetic/decimal.ts';
import { fullSchedule, keyFactsOf } from '../../../src/quotes/arithmetic/key-facts.ts';
import { isApr, ONE, paymentOf, rateOf, splitOf, worth, type Terms } from './independent.ts';

const TERMS = 10_000;
const MONTHS = { MONTHLY: 1, QUARTERLY: 3, ANNUALLY: 12 } as const;

const major = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;

interface Drawn {
  readonly product: FunderRequest['product'];
  readonly price: bigint;
  readonly deposit: bigint;
  readonly years: number;
  readonly frequency: FunderRequest['frequency'];
  readonly timing: FunderRequest['timing'];
  /** In percent of the price. */
  readonly balloonShare: number;
  /** Per year, in hundredths of a percent. */
  readonly nominal: number;
  readonly fees: readonly Fee[];
  readonly startsOn: string;
}

const fee = fc.record({
  kind: fc.constantFrom('ARRANGEMENT' as const, 'OPTION_TO_PURCHASE' as const, 'OTHER' as const),
  amount: fc.integer({ min: 1, max: 30_000 }).map((cents) => major(BigInt(cents))),
  due: fc.constantFrom('START' as const, 'FIRST_PAYMENT' as const, 'LAST_PAYMENT' as const),
});
const anyTerms: fc.Arbitrary<Drawn> = fc.record({
  product: fc.constantFrom('HIRE_PURCHASE' as const, 'PERSONAL_CONTRACT_PURCHASE' as const),
  price: fc.bigInt({ min: 500_000n, max: 50_000_000n }),
  deposit: fc.bigInt({ min: 0n, max: 50_000n }),
  years: fc.integer({ min: 1, max: 7 }),
  frequency: fc.constantFrom(
    'MONTHLY' as const,
    'MONTHLY' as const,
    'QUARTERLY' as const,
    'ANNUALLY' as const,
  ),
  timing: fc.constantFrom('ADVANCE' as const, 'ARREARS' as const),
  balloonShare: fc.constantFrom(0, 0, 10, 25, 40),
  nominal: fc.integer({ min: 0, max: 3_500 }),
  fees: fc.array(fee, { maxLength: 3 }),
  startsOn: fc
    .date({ min: new Date('2023-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
});
/** Paid once, at the start, nothing is lent. */
const drawn = anyTerms.filter(({ frequency, years }) => frequency !== 'ANNUALLY' || years > 2);

function askedWith(of: Drawn): FunderRequest {
  return {
    product: of.product,
    customer: { kind: 'BUSINESS', name: 'Any', email: 'any@example.test' },
    asset: {
      description: 'A van',
      condition: 'NEW',
      priceExVat: major(of.price),
      vat: '0.00',
      price: major(of.price),
    },
    currency: 'EUR',
    deposit: major(of.deposit),
    termMonths: of.years * 12,
    balloon: '0.00',
    annualMileage: null,
    frequency: of.frequency,
    timing: of.timing,
    // Those of the funder's answer count: what was asked for is among them.
    fees: of.fees,
  };
}

function termsOf(of: Drawn): Terms & { perYear: number } {
  const perYear = 12 / MONTHS[of.frequency];
  return {
    credit: of.price - of.deposit,
    payments: of.years * perYear,
    periods: of.years * perYear,
    inAdvance: of.timing === 'ADVANCE',
    balloon: (of.price * BigInt(of.balloonShare)) / 100n,
    perYear,
  };
}

const periodRateOf = (hundredths: number, perYear: number) =>
  (BigInt(hundredths) * ONE) / 10_000n / BigInt(perYear);

function statedWith(of: Drawn, terms: Terms, payment: bigint): FunderQuote {
  return {
    reference: 'R-1',
    validUntil: new Date('2040-01-01'),
    payment: major(payment),
    numberOfPayments: terms.payments,
    fees: of.fees,
    balloon: major(terms.balloon),
    totalPayable: null,
    totalCharge: null,
    nominalRate: (of.nominal / 100).toFixed(2),
    apr: null,
  };
}

/** What is paid in which month, by the dates the terms mean. */
function paidBy(of: Drawn, terms: Terms, payment: bigint): Map<number, bigint> {
  const paid = new Map<number, bigint>();
  const add = (month: number, cents: bigint) => paid.set(month, (paid.get(month) ?? 0n) + cents);
  const step = MONTHS[of.frequency];
  const first = terms.inAdvance ? 0 : step;
  for (let k = 0; k < terms.payments; k += 1) add(first + k * step, payment);
  if (terms.balloon > 0n) add(of.years * 12, terms.balloon);
  const last = Math.max(...paid.keys());
  for (const { amount, due } of of.fees)
    add({ START: 0, FIRST_PAYMENT: first, LAST_PAYMENT: last }[due], BigInt(Number(amount.replace('.', ''))));
  return paid;
}

/** The figures that matter, as text, by their names. */
type Figures = Readonly<Record<string, string>>;

function ofTheSystem(of: Drawn, terms: Terms, payment: bigint): Figures {
  const asked = askedWith(of);
  const stated = statedWith(of, terms, payment);
  const facts = keyFactsOf(asked, stated, of.startsOn);
  const exact = paymentAt(
    {
      credit: new Decimal(major(terms.credit)),
      numberOfPayments: terms.payments,
      inAdvance: terms.inAdvance,
      balloon: new Decimal(major(terms.balloon)),
      periods: terms.periods,
    },
    new Decimal(of.nominal).div(1_200_00 / MONTHS[of.frequency]),
  );
  // A fee at the start, where no payment is due, has an entry of its own.
  const entries = fullSchedule(asked, stated, of.startsOn).filter(
    ({ payment: due, balloon }) => !due.isZero() || !balloon.isZero(),
  );
  return {
    payment: exact.toFixed(2),
    total: facts.totalPayable.toFixed(2),
    cost: facts.totalCost.toFixed(2),
    charge: facts.totalCharge?.toFixed(2) ?? '',
    schedule: entries
      .map(({ interest, principal, balance }) =>
        [interest, principal, balance].map((amount) => amount?.times(100).toFixed()).join(),
      )
      .join(' '),
    apr: facts.apr?.toFixed(1) ?? '',
    nominal: facts.nominalRate?.toFixed(2) ?? '',
    differences: JSON.stringify(facts.differences),
  };
}

/** The rates are not computed here but proven: each rounded figure is theirs if the root lies within what rounds to it. */
function independently(of: Drawn, terms: Terms & { perYear: number }, claimed: Figures): Figures {
  const payment = paymentOf(terms, periodRateOf(of.nominal, terms.perYear));
  const paid = paidBy(of, terms, payment);
  const total = [...paid.values()].reduce((sum, cents) => sum + cents, 0n);
  const near = of.nominal / 10_000 / terms.perYear;
  const perPeriod = (percent: string, offset: bigint) =>
    ((BigInt(percent.replace('.', '')) * 10n + offset) * ONE) / 100_000n / BigInt(terms.perYear);
  const nominal = claimed['nominal'] ?? '';
  const isNominal =
    worth(terms, payment, perPeriod(nominal, -5n)) >= terms.credit * ONE &&
    worth(terms, payment, perPeriod(nominal, 5n)) <= terms.credit * ONE;
  return {
    payment: major(payment),
    total: major(total),
    cost: major(total + of.deposit),
    charge: signed(total - terms.credit),
    schedule: splitOf(terms, payment, rateOf(terms, payment, near))
      .map(({ interest, principal, balance }) => [interest, principal, balance].join())
      .join(' '),
    apr: isApr(terms.credit, paid, Number(claimed['apr'])) ? (claimed['apr'] ?? '') : 'another',
    nominal: isNominal ? nominal : 'another',
    differences: '[]',
  };
}

const signed = (cents: bigint) => (cents < 0n ? `-${major(-cents)}` : major(cents));

describe('the figures of a quote', () => {
  it(`are those of an independent calculation, to the cent and a tenth of a percent, for ${TERMS} random terms`, () => {
    fc.assert(
      fc.property(drawn, (of) => {
        const terms = termsOf(of);
        const payment = paymentOf(terms, periodRateOf(of.nominal, terms.perYear));
        const claimed = ofTheSystem(of, terms, payment);
        expect(claimed).toEqual(independently(of, terms, claimed));
      }),
      { numRuns: TERMS },
    );
  }, 180_000);
});
