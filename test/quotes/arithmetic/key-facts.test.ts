import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fee } from '../../../src/funders/fee.ts';
import type { FunderQuote } from '../../../src/funders/funder-quote.ts';
import { products } from '../../../src/funders/funder.ts';
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
  readonly currency: string;
  readonly priceExVat: bigint;
  readonly vat: bigint;
  readonly deposit: bigint;
  readonly periods: number;
  /** Whether the balloon, if there is one, stands in the place of the last payment. */
  readonly balloonIsLast: boolean;
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
/** Paid once, at the start, nothing is lent. */
const LEAST_PERIODS = { MONTHLY: 6, QUARTERLY: 4, ANNUALLY: 3 } as const;
const MOST_MONTHS = 120;
const rhythm = fc
  .constantFrom('MONTHLY' as const, 'MONTHLY' as const, 'QUARTERLY' as const, 'ANNUALLY' as const)
  .chain((frequency) =>
    fc.record({
      frequency: fc.constant(frequency),
      periods: fc.integer({ min: LEAST_PERIODS[frequency], max: MOST_MONTHS / MONTHS[frequency] }),
    }),
  );
const price = fc
  .tuple(fc.bigInt({ min: 500_000n, max: 50_000_000n }), fc.constantFrom(0n, 7n, 20n, 25n))
  .map(([priceExVat, percent]) => ({ priceExVat, vat: (priceExVat * percent) / 100n }));
const anythingElse = fc.record({
  product: fc.constantFrom(...products),
  currency: fc.constantFrom('EUR', 'GBP', 'USD', 'CHF', 'PLN'),
  deposit: fc.bigInt({ min: 0n, max: 50_000n }),
  balloonIsLast: fc.boolean(),
  timing: fc.constantFrom('ADVANCE' as const, 'ARREARS' as const),
  balloonShare: fc.constantFrom(0, 0, 10, 25, 40),
  nominal: fc.integer({ min: 0, max: 3_500 }),
  fees: fc.array(fee, { maxLength: 3 }),
  startsOn: fc
    .date({ min: new Date('2023-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
});
const drawn: fc.Arbitrary<Drawn> = fc
  .tuple(anythingElse, rhythm, price)
  .map(([rest, ofTime, ofPrice]) => ({ ...rest, ...ofTime, ...ofPrice }));

const isHired = ({ product }: Drawn) => product === 'CONTRACT_HIRE';
/** Leases and hire are no credit. */
const hasApr = ({ product }: Drawn) =>
  product === 'HIRE_PURCHASE' || product === 'PERSONAL_CONTRACT_PURCHASE';

function askedWith(of: Drawn): FunderRequest {
  return {
    product: of.product,
    customer: { kind: 'BUSINESS', name: 'Any', email: 'any@example.test' },
    asset: {
      description: 'A van',
      condition: 'NEW',
      priceExVat: major(of.priceExVat),
      vat: major(of.vat),
      price: major(of.priceExVat + of.vat),
    },
    currency: of.currency,
    deposit: major(of.deposit),
    termMonths: of.periods * MONTHS[of.frequency],
    balloon: '0.00',
    annualMileage: null,
    frequency: of.frequency,
    timing: of.timing,
    // Those of the funder's answer count: what was asked for is among them.
    fees: of.fees,
  };
}

function termsOf(of: Drawn): Terms & { perYear: number } {
  const { periods } = of;
  const inAdvance = of.timing === 'ADVANCE';
  const isLast = of.balloonIsLast && of.balloonShare > 0 && !inAdvance && !isHired(of);
  return {
    // The value added tax of a lease is not lent but comes with every rental.
    credit: of.priceExVat + (of.product === 'FINANCE_LEASE' ? 0n : of.vat) - of.deposit,
    payments: isLast ? periods - 1 : periods,
    periods,
    inAdvance,
    balloon: (of.priceExVat * BigInt(of.balloonShare)) / 100n,
    perYear: 12 / MONTHS[of.frequency],
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
  // What a hired thing is worth in the end is not the customer's to pay.
  if (terms.balloon > 0n && !isHired(of)) add(terms.periods * step, terms.balloon);
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
  return {
    payment: major(payment),
    total: major(total),
    cost: major(total + of.deposit),
    charge: isHired(of) ? '' : signed(total - terms.credit),
    schedule: isHired(of)
      ? Array.from({ length: terms.payments }, () => ',,').join(' ')
      : splitOf(terms, payment, rateOf(terms, payment, near))
          .map(({ interest, principal, balance }) => [interest, principal, balance].join())
          .join(' '),
    apr: hasApr(of) ? aprProven(terms, paid, claimed['apr'] ?? '') : '',
    nominal: isHired(of) ? '' : nominalProven({ terms, payment, claimed: claimed['nominal'] ?? '' }),
    differences: '[]',
  };
}

function aprProven(terms: Terms, paid: ReadonlyMap<number, bigint>, claimed: string): string {
  return claimed !== '' && isApr(terms.credit, paid, Number(claimed)) ? claimed : 'another';
}

/** At both ends of what rounds to it. */
function nominalProven(of: { terms: Terms & { perYear: number }; payment: bigint; claimed: string }): string {
  const { terms, payment, claimed } = of;
  const worthAt = (thousandths: bigint) =>
    worth(terms, payment, (thousandths * ONE) / 100_000n / BigInt(terms.perYear));
  const claimedThousandths = BigInt(claimed.replace('.', '')) * 10n;
  const credit = terms.credit * ONE;
  const isProven = worthAt(claimedThousandths - 5n) >= credit && worthAt(claimedThousandths + 5n) <= credit;
  return claimed !== '' && isProven ? claimed : 'another';
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
