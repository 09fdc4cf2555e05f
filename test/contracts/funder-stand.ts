// What the contract suite of funders needs of each funder's sandbox.
import type { Agent } from 'node:http';
import type { Browse, CallbackDelivery, FunderSettings, ProposalStatus } from '../../src/funders/funder.ts';
import type { FunderRequest } from '../../src/funders/funder-request.ts';
import type { Book } from '../sandbox/lender/book.ts';
import type { Application } from '../sandbox/lender/terms.ts';
import type { Fault } from '../sandbox/lender/server.ts';

export interface FunderStand {
  readonly settings: FunderSettings;
  readonly host: string;
  readonly good: Readonly<Record<string, string>>;
  readonly bad: Readonly<Record<string, string>>;
  readonly book: Book;
  /** Through an agent that judges addresses. */
  browse(agent: Agent): Browse;
  /** The figures stand in the answer in this form: what a rewriting fault looks for. */
  written(amount: string): string;
  /** What the next answers with terms (or to a proposal) go through. */
  fault(step: 'terms' | 'propose', fault: Fault, times?: number): void;
  /** Turns an answer with terms into one of a layout or schema that nobody knows. */
  unknownLayout(answer: string): string;
  readonly unknownLayoutCode: string;
  /** Turns an answer into what no reader can make anything of. */
  readonly garbage: string;
  heal(): void;
  /** Requests for terms so far. */
  asked(): number;
  proposed(): number;
  received(): readonly string[];
  decide(id: string, status: ProposalStatus): unknown;
  /** A message of the funder's about a proposal, signed at that time; where the funder sends such. */
  readonly message?: (nowMs: number) => CallbackDelivery;
  /** How far into a visit an answer is waited for, before it is left. */
  readonly hangsAfterMs: number;
  close(): Promise<void>;
}

export const aRequest: FunderRequest = {
  product: 'HIRE_PURCHASE',
  customer: { kind: 'BUSINESS', name: 'Wren & Marlow Haulage', email: 'office@wren-marlow.example' },
  asset: {
    description: 'DAF XF 480 tractor unit',
    condition: 'NEW',
    priceExVat: '40000.00',
    vat: '8000.00',
    price: '48000.00',
  },
  currency: 'GBP',
  deposit: '8000.00',
  termMonths: 36,
  balloon: '5000.00',
  annualMileage: 60_000,
  frequency: 'MONTHLY',
  timing: 'ARREARS',
};

export const anApplicant = {
  kind: 'BUSINESS',
  name: 'Wren & Marlow Haulage',
  email: 'office@wren-marlow.example',
  phone: '+44 20 7946 0123',
  address: { line1: '4 Canal Street', line2: null, city: 'Leeds', postalCode: 'LS1 4DY', country: 'GB' },
  dateOfBirth: null,
  companyNumber: '08217453',
} as const;

/** Of a funder that needs no browser. */
export const noBrowser = (): Browse => () => Promise.reject(new Error('this funder needs no browser'));

/** The same question as the lender's book knows it: to enter what the funder was asked before. */
export function applicationOf({ asset, fees = [], ...request }: FunderRequest): Application {
  const { condition, priceExVat, price } = asset;
  return { ...request, condition, priceExVat, price, brokerFees: fees };
}
