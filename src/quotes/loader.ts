import DataLoader from 'dataloader';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { quoteRequestsByIds, quotesByIds, type QuoteRequestView, type QuoteView } from './reads.ts';

/** One set of loaders per operation: each context object is one operation's. */
interface Loaders {
  quote: DataLoader<string, QuoteView | undefined>;
  request: DataLoader<string, QuoteRequestView | undefined>;
}
const loaders = new WeakMap<object, Loaders>();

function loadersOf(context: { db: TenantDb }): Loaders {
  const known = loaders.get(context);
  if (known) return known;
  const { db } = context;
  const made = {
    quote: new DataLoader<string, QuoteView | undefined>((ids) => quotesByIds(db, ids)),
    request: new DataLoader<string, QuoteRequestView | undefined>((ids) => quoteRequestsByIds(db, ids)),
  };
  loaders.set(context, made);
  return made;
}

/** Undefined when the tenant has no such quote. */
export function loadQuote(context: { db: TenantDb }, id: string): Promise<QuoteView | undefined> {
  return loadersOf(context).quote.load(id);
}

/** Undefined when the tenant has no such request. */
export function loadQuoteRequest(
  context: { db: TenantDb },
  id: string,
): Promise<QuoteRequestView | undefined> {
  return loadersOf(context).request.load(id);
}
