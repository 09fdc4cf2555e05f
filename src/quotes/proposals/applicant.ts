/** Who applies, checked and sealed. What the quote was asked for stays: a proposal is for the same customer. */
import type { Applicant, ApplicantAddress, Customer } from '../../funders/funder-request.ts';
import { InvalidInput } from '../../platform/errors.ts';
import type { Place, Vault } from '../../platform/vault.ts';
import { checkedText } from '../terms.ts';

/** What is needed beyond the customer of the quote. */
export interface ApplicantDetails {
  readonly phone: string;
  readonly address: Omit<ApplicantAddress, 'line2'> & { readonly line2?: string | null | undefined };
  readonly dateOfBirth?: string | null | undefined;
  readonly companyNumber?: string | null | undefined;
}

const PHONE = /^\+?[\d ()-]{5,20}$/;
const COUNTRY = /^[A-Z]{2}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const COMPANY = /^[A-Za-z0-9 -]{2,20}$/;
const LONGEST = 100;

/** Throws InvalidInput. */
export function checkedApplicant(customer: Customer, details: ApplicantDetails, nowMs: number): Applicant {
  const { phone, address } = details;
  if (!PHONE.test(phone)) refuse('phone', 'A phone number has 5 to 20 digits, spaces, brackets and hyphens');
  if (!COUNTRY.test(address.country)) refuse('address.country', 'A country has two capitals (ISO 3166-1)');
  const text = (name: string, value: string) => checkedText(`applicant.${name}`, value, LONGEST);
  return {
    ...customer,
    phone,
    address: {
      line1: text('address.line1', address.line1),
      line2: address.line2 ? text('address.line2', address.line2) : null,
      city: text('address.city', address.city),
      postalCode: text('address.postalCode', address.postalCode),
      country: address.country,
    },
    ...identityOf(customer, details, nowMs),
  };
}

function identityOf(
  { kind }: Customer,
  { dateOfBirth, companyNumber }: ApplicantDetails,
  nowMs: number,
): Pick<Applicant, 'dateOfBirth' | 'companyNumber'> {
  if (kind === 'BUSINESS') {
    if (!companyNumber || !COMPANY.test(companyNumber))
      refuse('companyNumber', 'A company is identified by its number at the register');
    if (dateOfBirth) refuse('dateOfBirth', 'A company has no date of birth');
    return { companyNumber, dateOfBirth: null };
  }
  if (!dateOfBirth || !isDay(dateOfBirth) || Date.parse(dateOfBirth) >= nowMs)
    refuse('dateOfBirth', 'A person is identified by their date of birth, as YYYY-MM-DD');
  if (companyNumber) refuse('companyNumber', 'A person has no number at the register');
  return { dateOfBirth, companyNumber: null };
}

function isDay(text: string): boolean {
  const at = new Date(text);
  return DATE.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function refuse(field: string, message: string): never {
  throw new InvalidInput(message, { field: `input.applicant.${field}` });
}

interface Row {
  readonly tenantId: string;
  readonly id: string;
}

export function sealApplicant(vault: Vault, of: Row, applicant: Applicant): Buffer {
  return vault.seal(JSON.stringify(applicant), placeOf(of));
}

/** Throws SealBroken. */
export function openApplicant(vault: Vault, of: Row, sealed: Buffer): Applicant {
  // `as`: what `sealApplicant` was given.
  return JSON.parse(vault.open(sealed, placeOf(of))) as Applicant;
}

function placeOf({ tenantId, id }: Row): Place {
  return { tenantId, table: 'proposal', rowId: id, column: 'applicant' };
}
