import { describe, expect, it } from '@jest/globals';
import { aprOf, type Flow } from '../../../src/quotes/arithmetic/apr.ts';
import { monthsLater } from '../../../src/quotes/arithmetic/calendar.ts';
import { Decimal } from '../../../src/quotes/arithmetic/decimal.ts';

const lent = (amount: string): Flow => ({ months: 0, amount: new Decimal(amount) });
const paid = (amount: string, months: number): Flow => ({ months, amount: new Decimal(amount).negated() });
/** Days on a calendar basis: their part of a year of 365 days. */
const days = (count: number) => (count / 365) * 12;

/**
 * The examples that the Union's law itself works out, of the equation that Directive 2008/48/EC has taken over: Directive
 * 98/7/EC, Annex II (Annex III of Directive 87/102/EEC), OJ L 101, 1.4.1998, p. 17. The rates are those printed there.
 */
describe("the law's own examples", () => {
  it.each<[string, Flow[], string]>([
    // Part A: intervals in days, a year has 365.
    ['A first: 1,000 repaid by 1,200 after 546 days', [lent('1000'), paid('1200', days(546))], '13.0'],
    ['A second: the creditor keeps 50 of it', [lent('950'), paid('1200', days(546))], '16.9'],
    ['A third: by 600 after each of two years', [lent('1000'), paid('600', 12), paid('600', 24)], '13.1'],
    [
      'A fourth: by 272 after 90 days, 272 after 181, 544 after 365',
      [lent('1000'), paid('272', days(90)), paid('272', days(181)), paid('544', days(365))],
      '13.2',
    ],
    // Part B: in equal months.
    ['B first: 1,000 repaid by 1,200 after a year and a half', [lent('1000'), paid('1200', 18)], '12.9'],
    ['B second: the creditor keeps 50 of it', [lent('950'), paid('1200', 18)], '16.9'],
    ['B third: by 600 after each of two years', [lent('1000'), paid('600', 12), paid('600', 24)], '13.1'],
    [
      'B fourth: by 272 after three months and six, 544 after twelve',
      [lent('1000'), paid('272', 3), paid('272', 6), paid('544', 12)],
      '13.2',
    ],
  ])('%s', (_example, flows, apr) => {
    expect(aprOf(flows)?.toFixed(1)).toBe(apr);
  });
});

describe('a rate exactly between two decimals', () => {
  it.each([
    ['1100.50', '10.1'],
    ['1100.49', '10.0'],
    ['1099.50', '10.0'],
    ['1000.50', '0.1'],
    ['1000.00', '0.0'],
  ])('goes up: 1,000 repaid by %s after a year has %s %%', (amount, apr) => {
    expect(aprOf([lent('1000'), paid(amount, 12)])?.toFixed(1)).toBe(apr);
  });
});

describe('flows without a rate in all reason', () => {
  it.each<[string, Flow[]]>([
    ['more is paid than lent at the start', [lent('1000'), paid('1200', 0), paid('100', 12)]],
    ['nothing is ever paid', [lent('1000')]],
    ['the rate is beyond anything', [lent('1000'), paid('1000000000', 1)]],
  ])('%s', (_why, flows) => {
    expect(aprOf(flows)).toBeUndefined();
  });
});

describe('the day of the month', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-11-22', 36, '2029-11-22'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('of %s %i months later is %s', (day, months, later) => {
    expect(monthsLater(day, months)).toBe(later);
  });
});
