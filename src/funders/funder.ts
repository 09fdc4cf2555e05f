/**
 * The funder contract. A funder is a constant that says how to reach one lender: which credential it takes, which products
 * it offers, how a quote is asked for and a proposal submitted. Deadlines, retries, breakers, storage and arithmetic are
 * ours, once for all funders.
 */
import type { Page } from 'playwright-core';
import type { Applicant, FunderRequest } from './funder-request.ts';
import type { FunderQuote } from './funder-quote.ts';

/** How we talk to a funder. */
export type Channel = 'REST' | 'SOAP' | 'BROWSER';

export const products = [
  'HIRE_PURCHASE',
  'FINANCE_LEASE',
  'CONTRACT_HIRE',
  'PERSONAL_CONTRACT_PURCHASE',
] as const;
export type Product = (typeof products)[number];

export interface Funder {
  /** Short word, also the folder's name (`aurora`). */
  readonly id: string;
  readonly name: string;
  readonly channel: Channel;
  readonly products: readonly Product[];
  /** What a tenant enters to deal with this funder. */
  readonly credentialFields: readonly FunderCredentialField[];
  /** Makes a connection for one credential. Cheap: nothing is sent until it is used. */
  open(credential: FunderCredential, world: FunderWorld): FunderConnection;
  /** Where the funder hands out its own quotation as a PDF: then its connections have `paper`. */
  readonly handsOutPaper?: true;
  /** Only where the funder tells changes of a proposal by itself. */
  readonly callback?: StatusCallback;
}

/** One field of the form in which a tenant enters a credential. */
export interface FunderCredentialField {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly secret: boolean;
  readonly required: boolean;
  /** The whole value must match. */
  readonly pattern: RegExp;
}

export type FunderCredential = Readonly<Record<string, string>>;

/** What the operator (never a tenant) sets for a funder. */
export interface FunderSettings {
  /** Where the funder is, without a slash at the end. */
  readonly url: string;
}

/** What a funder folder may use of the world around it. */
export interface FunderWorld {
  readonly settings: FunderSettings;
  /** The outbound door: HTTP with the egress wall in front. Rejects with EgressDenied, ProviderUnavailable, ProviderAnswerInvalid. */
  send(request: FunderHttpRequest): Promise<FunderHttpAnswer>;
  /** Runs one visit in a browser of its own. Rejects with FunderUnavailable where this process has none. */
  readonly browse: Browse;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface FunderHttpRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Largest body of an answer. Default 1 MiB. */
  readonly maxBytes?: number;
}

export interface FunderHttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** The page type is the browser library's own, known to the folders that visit portals. */
export type Browse = <Result>(visit: Visit, run: (page: Page) => Promise<Result>) => Promise<Result>;

export interface Visit {
  /** The only origin the browser reaches; everything else is cut off. */
  readonly origin: string;
  /** What must not be seen on a picture of a failure: names, addresses. */
  readonly personal: readonly string[];
  readonly signal: AbortSignal;
}

/** What every call to a funder carries. */
export interface FunderCall {
  /** Ours, the same when the call is repeated: the funder must do it once. 16 to 64 characters of [A-Za-z0-9-]. */
  readonly key: string;
  readonly signal: AbortSignal;
}

export interface FunderConnection {
  /**
   * Asks for terms. Repeating it with the same key has no second effect. Throws FunderDeclined, FunderNotOffered,
   * FunderUnavailable, FunderTimedOut, FunderAnswerInvalid, FunderLayoutChanged and CredentialRefused; what cannot be read
   * without doubt is never a quote.
   */
  quote(request: FunderRequest, call: FunderCall): Promise<FunderQuote>;
  /**
   * Submits a proposal for a quote, once per key. FunderDeclined, FunderNotOffered and CredentialRefused say that it was not
   * taken; after any other failure it may have been, and must be looked for.
   */
  propose(proposal: FunderProposal, call: FunderCall): Promise<ProposalState>;
  /** How the proposal stands now. Throws like `quote`, and FunderDoesNotKnow for a reference the funder never gave. */
  status(reference: string, signal: AbortSignal): Promise<ProposalState>;
  /** The proposal that was submitted with the key; undefined when the funder is certain that there is none. Settles an UncertainOutcome. */
  find(key: string, signal: AbortSignal): Promise<ProposalState | undefined>;
  /** The funder's own quotation as a PDF, where it hands one out. Throws like `quote`. */
  readonly paper?: (quoteReference: string, signal: AbortSignal) => Promise<Buffer>;
}

export interface FunderProposal {
  /** The funder's reference of the quote (`FunderQuote.reference`). */
  readonly quoteReference: string;
  /** What was asked when the quote was given. */
  readonly request: FunderRequest;
  readonly applicant: Applicant;
  /** Where the funder may tell changes to, if it does such things. */
  readonly callbackUrl: string | null;
}

export const proposalStatuses = [
  'SUBMITTED',
  'UNDER_REVIEW',
  'APPROVED',
  'DECLINED',
  'MORE_INFORMATION',
  'EXPIRED',
] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];

export interface ProposalState {
  /** The funder's reference of the proposal. */
  readonly reference: string;
  readonly status: ProposalStatus;
  /** The funder's own words, for people; null when it said none. */
  readonly message: string | null;
  /** When it came to be so, by the funder's clock: of two states the later one counts. */
  readonly changedAt: Date;
}

/** How a funder's own messages about proposals are trusted and read. */
export interface StatusCallback {
  /**
   * Checks the raw bytes with the tenant's credential and answers what they say. `nowMs` is the receiver's clock.
   * Throws SignatureRefused for anything that does not hold.
   */
  verify(delivery: CallbackDelivery, credential: FunderCredential, nowMs: number): CallbackMessage;
}

export interface CallbackDelivery {
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface CallbackMessage {
  /** The funder's id of the message: a second one with the same id is the same message. */
  readonly id: string;
  readonly state: ProposalState;
}

/** Declares a funder; here so that each folder's constant is checked against the contract. */
export function defineFunder(funder: Funder): Funder {
  return funder;
}
