import type { Money } from '../resources.ts';

/** Currencies without a minor unit, and with three digits: https://docs.stripe.com/currencies (2026-11). */
const ZERO_DECIMAL = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THREE_DECIMAL = new Set('BHD JOD KWD OMR TND'.split(' '));

/** Stripe's integer minor units as an exact decimal in major units. ISK and UGX are sent with two decimals. */
export function money(minor: number, currency: string): Money {
  const code = currency.toUpperCase();
  const digits = ZERO_DECIMAL.has(code) ? 0 : THREE_DECIMAL.has(code) ? 3 : 2;
  if (digits === 0) return { amount: String(minor), currency: code };
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return { amount: `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`, currency: code };
}
