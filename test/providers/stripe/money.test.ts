import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { money } from '../../../src/providers/stripe/money.ts';

/** https://docs.stripe.com/currencies#zero-decimal and #three-decimal, written out by hand for this test. */
const digitsOf: Readonly<Record<string, number>> = {
  eur: 2,
  usd: 2,
  gbp: 2,
  chf: 2,
  isk: 2,
  ugx: 2,
  huf: 2,
  twd: 2,
  bif: 0,
  clp: 0,
  djf: 0,
  gnf: 0,
  jpy: 0,
  kmf: 0,
  krw: 0,
  mga: 0,
  pyg: 0,
  rwf: 0,
  vnd: 0,
  vuv: 0,
  xaf: 0,
  xof: 0,
  xpf: 0,
  bhd: 3,
  jod: 3,
  kwd: 3,
  omr: 3,
  tnd: 3,
};

describe('money', () => {
  it.each([
    [0, 'eur', '0.00'],
    [5, 'eur', '0.05'],
    [-5, 'eur', '-0.05'],
    [1_250, 'eur', '12.50'],
    [-123_456, 'usd', '-1234.56'],
    [500, 'jpy', '500'],
    [-500, 'jpy', '-500'],
    [0, 'jpy', '0'],
    [7, 'kwd', '0.007'],
    [12_345, 'bhd', '12.345'],
    [500, 'isk', '5.00'],
    [99_999_999, 'usd', '999999.99'],
  ])('%i of %s is %s', (minor, currency, amount) => {
    expect(money(minor, currency)).toEqual({ amount, currency: currency.toUpperCase() });
  });

  it('is exact for every amount in every currency', () => {
    const currencies = fc.constantFrom(...Object.keys(digitsOf));
    const amounts = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });
    fc.assert(
      fc.property(amounts, currencies, (minor, currency) => {
        const digits = digitsOf[currency] ?? 2;
        const { amount } = money(minor, currency);
        // Without its point the text is the integer again, and the point stands where the currency has it.
        expect(BigInt(amount.replace('.', ''))).toBe(BigInt(minor));
        expect(amount.split('.')[1]?.length ?? 0).toBe(digits);
        expect(amount).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
      }),
    );
  });
});
