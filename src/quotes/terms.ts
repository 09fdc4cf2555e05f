/** What a caller wants quotes for, checked. Every message names the value that can be corrected. */
import type { Fee } from '../funders/fee.ts';
import type { FunderRequest } from '../funders/funder-request.ts';
import type { Product } from '../funders/funder.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Decimal, minorDigits } from './arithmetic/decimal.ts';
import { MONTHS_PER_PERIOD } from './arithmetic/plan.ts';

/** What may be left out of the terms, in the words of the API. */
export interface QuoteTerms {
  readonly product: Product;
  readonly customer: FunderRequest['customer'];
  readonly asset: Omit<FunderRequest['asset'], 'price' | 'vat'> & {
    readonly vat?: string | null | undefined;
  };
  readonly currency: string;
  readonly deposit?: string | null | undefined;
  readonly termMonths: number;
  readonly balloon?: string | null | undefined;
  readonly annualMileage?: number | null | undefined;
  readonly frequency?: FunderRequest['frequency'] | null | undefined;
  readonly timing?: FunderRequest['timing'] | null | undefined;
  readonly fees?: readonly Fee[] | null | undefined;
}

const LONGEST_TERM = 120;
const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 500;
const HIGHEST_PRICE = new Decimal(1_000_000_000);
const HIGHEST_MILEAGE = 200_000;
const MOST_FEES = 10;
/** Of every amount that goes to a funder or comes from one. */
const FUNDERS_DIGITS = 2;
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Throws InvalidInput. */
export function checkedTerms(input: QuoteTerms): FunderRequest {
  const { product, asset, currency, termMonths } = input;
  if (!currencies.has(currency)) refuse('currency', `${currency} is no currency in use`);
  if (minorDigits(currency) !== FUNDERS_DIGITS)
    refuse('currency', `Funders deal in currencies of ${FUNDERS_DIGITS} decimals, which ${currency} is not`);
  const frequency = input.frequency ?? 'MONTHLY';
  const priceExVat = amount(currency, 'asset.priceExVat', asset.priceExVat);
  const vat = amount(currency, 'asset.vat', asset.vat ?? '0');
  const price = priceExVat.plus(vat);
  if (priceExVat.isZero() || price.gt(HIGHEST_PRICE))
    refuse('asset.priceExVat', `A price is above 0 and with VAT at most ${HIGHEST_PRICE.toFixed()}`);
  checkTerm(termMonths, MONTHS_PER_PERIOD[frequency]);
  const financed = product === 'FINANCE_LEASE' ? priceExVat : price;
  const deposit = amount(currency, 'deposit', input.deposit ?? '0');
  if (deposit.gte(financed)) refuse('deposit', 'The deposit must leave something to finance');
  const balloon = amount(currency, 'balloon', input.balloon ?? '0');
  if (balloon.gte(financed.minus(deposit)))
    refuse('balloon', 'The balloon must be less than what is financed');
  const fees = checkedFees(input, financed.minus(deposit));
  const text = (value: Decimal) => value.toFixed(minorDigits(currency));
  return {
    product,
    customer: checkedCustomer(input),
    asset: {
      description: checkedText('asset.description', asset.description, LONGEST_DESCRIPTION),
      condition: asset.condition,
      priceExVat: text(priceExVat),
      vat: text(vat),
      price: text(price),
    },
    currency,
    deposit: text(deposit),
    termMonths,
    balloon: text(balloon),
    annualMileage: checkedMileage(input),
    frequency,
    timing: input.timing ?? 'ARREARS',
    ...(fees.length > 0 && { fees }),
  };
}

/** What the broker charges, which together is less than what is lent. */
function checkedFees({ product, currency, fees }: QuoteTerms, lent: Decimal): Fee[] {
  if (!fees) return [];
  if (fees.length > MOST_FEES) refuse('fees', `There are at most ${MOST_FEES} fees`);
  const isHire = product === 'FINANCE_LEASE' || product === 'CONTRACT_HIRE';
  let sum = new Decimal(0);
  return fees.map(({ kind, amount: text, due }, index) => {
    const field = `fees.${index}`;
    if (isHire && kind === 'OPTION_TO_PURCHASE')
      refuse(`${field}.kind`, 'What is leased or hired cannot be bought in the end');
    const value = amount(currency, `${field}.amount`, text);
    if (value.isZero()) refuse(`${field}.amount`, 'A fee is above zero');
    sum = sum.plus(value);
    if (sum.gte(lent)) refuse(`${field}.amount`, 'The fees must be less than what is financed');
    return { kind, amount: value.toFixed(minorDigits(currency)), due };
  });
}

function checkTerm(months: number, perPeriod: number): void {
  if (!Number.isInteger(months) || months < 1 || months > LONGEST_TERM)
    refuse('termMonths', `A term has 1 to ${LONGEST_TERM} months`);
  if (months % perPeriod !== 0)
    refuse('termMonths', `A term must be whole periods of ${perPeriod} months between two payments`);
}

function checkedCustomer({ product, customer }: QuoteTerms): FunderRequest['customer'] {
  if (product === 'PERSONAL_CONTRACT_PURCHASE' && customer.kind !== 'INDIVIDUAL')
    refuse('customer.kind', 'A personal contract purchase is for individuals');
  const { kind, email } = customer;
  return { kind, name: checkedText('customer.name', customer.name, LONGEST_NAME), email };
}

function checkedMileage({ product, annualMileage }: QuoteTerms): number | null {
  const isNeeded = product === 'CONTRACT_HIRE' || product === 'PERSONAL_CONTRACT_PURCHASE';
  if (annualMileage === null || annualMileage === undefined) {
    if (isNeeded) refuse('annualMileage', 'This product depends on the miles in a year');
    return null;
  }
  if (!Number.isInteger(annualMileage) || annualMileage < 1 || annualMileage > HIGHEST_MILEAGE)
    refuse('annualMileage', `Miles in a year are 1 to ${HIGHEST_MILEAGE}`);
  return annualMileage;
}

export function checkedText(field: string, text: string, longest: number): string {
  const trimmed = text.trim();
  if (trimmed.length < 1 || trimmed.length > longest || /\p{Cc}/u.test(trimmed))
    refuse(field, `Must have 1 to ${longest} characters, and none that control`);
  return trimmed;
}

function amount(currency: string, field: string, text: string): Decimal {
  const value = new Decimal(text);
  if (value.lt(0)) refuse(field, 'An amount is not below zero');
  if (value.decimalPlaces() > minorDigits(currency))
    refuse(field, `${currency} has ${minorDigits(currency)} decimals`);
  return value;
}

function refuse(field: string, message: string): never {
  throw new InvalidInput(message, { field: `input.${field}` });
}
