import { findFunder } from '../funders/registry.ts';
import type { Funder } from '../funders/funder.ts';
import type { Money, Resolvers } from '../graphql/generated.ts';
import { calculateQuotes } from './calculate-quotes.ts';
import { followQuoteRequest } from './follow.ts';
import { loadQuote, loadQuoteRequest } from './loader.ts';
import { listCustomerQuotes, listQuotes, type QuoteRequestView, type QuoteView } from './reads.ts';
import { paymentDatesOf, scheduleOf } from './schedule-of-quote.ts';

export const quoteResolvers: Resolvers = {
  Query: {
    quotes: (_root, args, { db }) => listQuotes(db, args),
    quote: async (_root, { id }, context) => (await loadQuote(context, id)) ?? null,
    customerQuotes: (_root, args, { db }) => listCustomerQuotes(db, args),
    quoteRequest: async (_root, { id }, context) => (await loadQuoteRequest(context, id)) ?? null,
  },
  Mutation: {
    calculateQuotes: (_root, { input }, { platform, db, caller }) =>
      calculateQuotes(platform, { db, caller }, input),
  },
  Subscription: {
    quoteRequestUpdated: {
      subscribe: (_root, { id }, { platform, db }) => followQuoteRequest(platform, db, id),
      resolve: (request: QuoteRequestView) => request,
    },
  },
  CalculateQuotesResult: {
    // Members made of failures name their type; what has none is the request itself.
    __resolveType: (result) =>
      (Reflect.get(result, '__typename') as 'QuoteRequest' | undefined) ?? 'QuoteRequest',
  },
  QuoteRequest: {
    product: ({ terms }) => terms.product,
    quotes: async ({ answers }, _args, context) => {
      const ids = answers.filter(({ outcome }) => outcome === 'QUOTED').map(({ id }) => id);
      const found = await Promise.all(ids.map((id) => loadQuote(context, id)));
      return found.filter((quote) => quote !== undefined).toSorted(byTotalCost);
    },
  },
  QuoteAnswer: {
    funder: ({ funderId }) => theFunder(funderId),
    quote: async ({ id, outcome }, _args, context) =>
      outcome === 'QUOTED' ? ((await loadQuote(context, id)) ?? null) : null,
  },
  Quote: {
    __resolveReference: async ({ id }, context) => (await loadQuote(context, id)) ?? null,
    funder: ({ funderId }) => theFunder(funderId),
    request: async ({ requestId }, _args, context) => {
      const request = await loadQuoteRequest(context, requestId);
      if (!request) throw new Error(`quote without its request ${requestId}`);
      return request;
    },
    amountOfCredit: (quote) => moneyOrNull(quote, quote.facts.amountOfCredit),
    deposit: (quote) => money(quote, quote.facts.deposit),
    payment: (quote) => money(quote, quote.facts.payment),
    numberOfPayments: ({ facts }) => facts.numberOfPayments,
    fees: (quote) => quote.facts.fees.map((fee) => ({ ...fee, amount: money(quote, fee.amount) })),
    balloon: (quote) => money(quote, quote.facts.balloon),
    totalPayable: (quote) => money(quote, quote.facts.totalPayable),
    totalCost: (quote) => money(quote, quote.facts.totalCost),
    totalCharge: (quote) => moneyOrNull(quote, quote.facts.totalCharge),
    nominalRate: ({ facts }) => facts.nominalRate,
    apr: ({ facts }) => facts.apr,
    differences: ({ facts }) => [...facts.differences],
    paymentDates: async (quote, _args, context) => {
      const request = await loadQuoteRequest(context, quote.requestId);
      return request ? paymentDatesOf(quote, request.terms) : [];
    },
    schedule: async (quote, _args, context) => {
      const request = await loadQuoteRequest(context, quote.requestId);
      return request ? scheduleOf(quote, request.terms) : [];
    },
  },
  Tenant: {
    quotes: (_tenant, args, { db }) => listQuotes(db, args),
  },
  Funder: {
    quotes: ({ id }, args, { db }) => listQuotes(db, { ...args, filter: { funderId: id } }),
  },
};

function byTotalCost(a: QuoteView, b: QuoteView): number {
  // Amounts of one currency and scale: exact as long as they are whole smallest units below 2^53.
  return Number(a.totalCost) - Number(b.totalCost) || a.id.localeCompare(b.id);
}

function money({ currency }: QuoteView, amount: string): Money {
  return { amount, currency };
}

function moneyOrNull(quote: QuoteView, amount: string | null): Money | null {
  return amount === null ? null : money(quote, amount);
}

/** A funder that was asked may have left the registry since. */
function theFunder(id: string): Funder {
  const funder = findFunder(id);
  if (!funder) throw new Error(`the funder ${id} is no longer known`);
  return funder;
}
