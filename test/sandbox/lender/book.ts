// What a lender remembers: quotes and proposals, each once per key, and what becomes of a proposal.
import { randomUUID } from 'node:crypto';
import type { ProposalStatus } from '../../../src/funders/funder.ts';
import { MONTHS, termsOf, type Application, type Tariff, type Terms } from './terms.ts';

export interface QuoteEntry {
  readonly id: string;
  readonly key: string;
  readonly application: Application;
  readonly terms: Terms;
  readonly validUntil: Date;
}

export interface ProposalEntry {
  readonly id: string;
  readonly key: string;
  readonly quoteId: string;
  readonly callbackUrl: string | null;
  status: ProposalStatus;
  message: string | null;
  changedAt: Date;
}

/** The lender says no: to everybody (`not-offered`), or to this customer. */
export class Refusal extends Error {
  readonly kind: 'not-offered' | 'declined';
  constructor(kind: 'not-offered' | 'declined', message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface Book {
  readonly quotes: readonly QuoteEntry[];
  readonly proposals: readonly ProposalEntry[];
  /** The next application is declined for the reason. */
  declineNext(reason: string): void;
  /** The same key gives the same quote. Throws Refusal. */
  quote(application: Application, key: string): QuoteEntry;
  /** The same key gives the same proposal. Throws Refusal. */
  propose(of: { quoteId: string; key: string; callbackUrl: string | null }): ProposalEntry;
  decide(id: string, status: ProposalStatus, message?: string): ProposalEntry;
}

export interface BookOptions {
  readonly tariff: Tariff;
  readonly prefix: string;
  readonly now?: () => number;
  readonly validMs?: number;
}

const DAYS_14_MS = 14 * 86_400_000;
const LEAST_CREDIT = 1_000;
const MOST_CREDIT = 500_000;

export function openBook({ tariff, prefix, now = Date.now, validMs = DAYS_14_MS }: BookOptions): Book {
  const quotes: QuoteEntry[] = [];
  const proposals: ProposalEntry[] = [];
  const reasons: string[] = [];
  return {
    quotes,
    proposals,
    declineNext: (reason) => void reasons.push(reason),
    quote(application, key) {
      const known = quotes.find((each) => each.key === key);
      if (known) return known;
      assertOffered(tariff, application);
      const reason = reasons.shift();
      if (reason !== undefined) throw new Refusal('declined', reason);
      const id = `${prefix}Q-${randomUUID()}`;
      const validUntil = new Date(now() + validMs);
      const entry = { id, key, application, terms: termsOf(tariff, application), validUntil };
      quotes.push(entry);
      return entry;
    },
    propose({ quoteId, key, callbackUrl }) {
      const known = proposals.find((each) => each.key === key);
      if (known) return known;
      const quote = quotes.find((each) => each.id === quoteId);
      if (!quote) throw new Refusal('declined', 'There is no such quote');
      if (quote.validUntil.getTime() <= now()) throw new Refusal('declined', 'The quote has expired');
      const id = `${prefix}P-${randomUUID()}`;
      const changedAt = new Date(now());
      const entry: ProposalEntry = {
        id,
        key,
        quoteId,
        callbackUrl,
        changedAt,
        status: 'SUBMITTED',
        message: null,
      };
      proposals.push(entry);
      return entry;
    },
    decide(id, status, message) {
      const entry = proposals.find((each) => each.id === id);
      if (!entry) throw new Error(`no proposal ${id}`);
      // A lender's clock never shows the same time for two states.
      const changedAt = new Date(Math.max(now(), entry.changedAt.getTime() + 1));
      return Object.assign(entry, { status, message: message ?? null, changedAt });
    },
  };
}

function assertOffered({ rates }: Tariff, application: Application): void {
  const { product, termMonths, frequency, currency, price, deposit, balloon } = application;
  const no = (why: string) => new Refusal('not-offered', why);
  if (!(product in rates)) throw no('We do not offer this product');
  if (currency !== 'GBP' && currency !== 'EUR') throw no('We lend pounds and euros only');
  if (termMonths < 12 || termMonths > 84) throw no('We lend for 12 to 84 months');
  if (termMonths % MONTHS[frequency] !== 0) throw no('The term is no whole number of periods');
  const credit = Number(price) - Number(deposit);
  if (credit < LEAST_CREDIT) throw no('We lend from 1,000.00');
  if (Number(balloon) > credit * 0.6) throw no('The balloon is too large');
  if (credit > MOST_CREDIT) throw new Refusal('declined', 'The amount is above our limit');
}
