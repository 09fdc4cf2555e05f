/** What a funder is asked: value types, checked before they come here. Every amount is a string with two decimals (`12500.00`). */
import type { Fee } from './fee.ts';
import type { Product } from './funder.ts';

export type Frequency = 'MONTHLY' | 'QUARTERLY' | 'ANNUALLY';

/** Whether a period is paid for at its beginning or at its end. */
export type Timing = 'ADVANCE' | 'ARREARS';

export interface FunderRequest {
  readonly product: Product;
  readonly customer: Customer;
  readonly asset: Asset;
  /** ISO 4217. */
  readonly currency: string;
  /** Paid by the customer at the start; `0.00` for none. */
  readonly deposit: string;
  readonly termMonths: number;
  /** Left to pay at the end (the residual of a lease, the guaranteed future value of a PCP); `0.00` for none. */
  readonly balloon: string;
  /** Miles; null where use is not agreed on. */
  readonly annualMileage: number | null;
  readonly frequency: Frequency;
  readonly timing: Timing;
  /** What the broker charges the customer within the deal, beside the funder's own fees; left out where that is nothing. */
  readonly fees?: readonly Fee[];
}

export interface Customer {
  readonly kind: 'INDIVIDUAL' | 'BUSINESS';
  readonly name: string;
  readonly email: string;
}

export interface Asset {
  readonly description: string;
  readonly condition: 'NEW' | 'USED';
  readonly priceExVat: string;
  readonly vat: string;
  /** Both together. */
  readonly price: string;
}

/** Who applies: what a funder needs beyond the request to decide. */
export interface Applicant {
  readonly kind: 'INDIVIDUAL' | 'BUSINESS';
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly address: ApplicantAddress;
  /** ISO date, of an individual. */
  readonly dateOfBirth: string | null;
  /** At the companies' register, of a business. */
  readonly companyNumber: string | null;
}

export interface ApplicantAddress {
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}
