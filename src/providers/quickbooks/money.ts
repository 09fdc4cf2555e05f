/** QuickBooks' amounts: JSON numbers in major units. https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice */
import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { Money } from '../resources.ts';

/** Digits after the point by currency, looked up once each. */
const minorDigits = new Map<string, number>();

/**
 * A JSON number as an exact decimal: up to 15 significant digits survive the double they were read into. Padded to the
 * currency's minor digits, never rounded. Throws ProviderAnswerInvalid for what is no amount.
 */
export function money(value: unknown, currency: string): Money {
  if (typeof value !== 'number' || !Number.isFinite(value) || !/^[A-Z]{3}$/.test(currency)) {
    throw new ProviderAnswerInvalid('QuickBooks sent an amount that cannot be read');
  }
  const [whole = '0', fraction = ''] = plain(value).split('.');
  const digits = fraction.replace(/0+$/, '').padEnd(digitsOf(currency), '0');
  return { amount: digits ? `${whole}.${digits}` : whole, currency };
}

/** The exact difference of two amounts of one currency. */
export function minus(a: Money, b: Money): Money {
  const scale = Math.max(fractionOf(a), fractionOf(b));
  const difference = scaled(a, scale) - scaled(b, scale);
  if (scale === 0) return { amount: String(difference), currency: a.currency };
  const magnitude = difference < 0n ? -difference : difference;
  const text = String(magnitude).padStart(scale + 1, '0');
  const sign = difference < 0n ? '-' : '';
  return { amount: `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`, currency: a.currency };
}

/** Without an exponent, which JavaScript writes for very small and very large numbers. */
function plain(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Math.abs(value) < 1 ? value.toFixed(20) : BigInt(value).toString();
}

function digitsOf(currency: string): number {
  const known = minorDigits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().minimumFractionDigits ?? 2;
  minorDigits.set(currency, digits);
  return digits;
}

function fractionOf({ amount }: Money): number {
  return amount.split('.')[1]?.length ?? 0;
}

function scaled({ amount }: Money, scale: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}
