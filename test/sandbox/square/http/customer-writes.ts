// What customers are written with. https://developer.squareup.com/docs/customers-api/use-the-api/bulk-operations
import type { CustomerFields } from '../objects/customers.ts';
import { exactText } from '../exact-text.ts';
import type { Customer, Seller } from '../seller.ts';
import { object, text, type Parser } from './params.ts';
import { badRequest, SquareApiError } from './square-error.ts';

/** Null unsets a field. */
const clearable =
  <T>(parse: Parser<T>): Parser<T | null> =>
  (raw, name) =>
    raw === null ? null : parse(raw, name);

const matching =
  (pattern: RegExp, code: string): Parser<string> =>
  (raw, name) => {
    const value = text(raw, name);
    if (pattern.test(value)) return value;
    throw badRequest(code, `Expected ${name} to be a valid value.`, name);
  };

const address = object({
  address_line_1: clearable(text),
  address_line_2: clearable(text),
  locality: clearable(text),
  administrative_district_level_1: clearable(text),
  postal_code: clearable(text),
  country: matching(/^[A-Z]{2}$/, 'INVALID_ENUM_VALUE'),
});
const fields = object({
  given_name: clearable(text),
  family_name: clearable(text),
  company_name: clearable(text),
  nickname: clearable(text),
  email_address: clearable(matching(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, 'INVALID_EMAIL_ADDRESS')),
  phone_number: clearable(matching(/^\+?(?:[\s().-]*\d){9,16}[\s().-]*$/, 'INVALID_PHONE_NUMBER')),
  address,
  reference_id: clearable(text),
  note: clearable(text),
});
const NAMED = ['given_name', 'family_name', 'company_name', 'email_address', 'phone_number'] as const;

/** "At least one of the following values must be provided in a request to create a customer." */
export function customerFields(raw: unknown, isNew: boolean): CustomerFields {
  const values = fields(raw, '');
  if (isNew && !NAMED.some((name) => values[name]))
    throw badRequest('BAD_REQUEST', 'At least one of the naming fields must be set.');
  // `as`: its members are those of a customer; whether a country is one is not looked at further.
  return values as CustomerFields;
}

export const bulk = object({
  customers: (raw: unknown, name: string) => {
    const entries = Object.entries(typeof raw === 'object' && raw !== null ? raw : {});
    if (entries.length >= 1 && entries.length <= 100) return entries;
    throw badRequest('ARRAY_LENGTH_TOO_LONG', 'A bulk request has 1 to 100 entries.', name);
  },
});

/** Does the work for each entry and answers for each by its key. */
export function inBulk(
  entries: readonly (readonly [string, unknown])[],
  work: (key: string, raw: unknown) => Customer,
): string {
  const responses = entries.map(([key, raw]) => `${JSON.stringify(key)}:${response(() => work(key, raw))}`);
  return `{"responses":{${responses.join()}}}`;
}

function response(work: () => Customer): string {
  try {
    return `{"customer":${exactText(work())}}`;
  } catch (error) {
    if (error instanceof SquareApiError) return JSON.stringify(error.body);
    throw error;
  }
}

const answers = new WeakMap<Seller, Map<string, { request: string; customer: Customer }>>();

/** A key answers what it answered first. https://developer.squareup.com/docs/build-basics/common-api-patterns/idempotency */
export function once(seller: Seller, key: string, raw: unknown, work: () => Customer): Customer {
  if (key.length > 45) throw badRequest('VALUE_TOO_LONG', 'An idempotency key has at most 45 characters.');
  const kept = answers.get(seller) ?? new Map<string, { request: string; customer: Customer }>();
  answers.set(seller, kept);
  const request = JSON.stringify(raw);
  const earlier = kept.get(key);
  if (!earlier) {
    const customer = work();
    kept.set(key, { request, customer });
    return customer;
  }
  if (earlier.request === request) return earlier.customer;
  throw badRequest('IDEMPOTENCY_KEY_REUSED', 'The idempotency key was used with another request.');
}
