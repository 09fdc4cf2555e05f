import DataLoader from 'dataloader';
import { findFunder } from '../../funders/registry.ts';
import type { Resolvers } from '../../graphql/generated.ts';
import type { TenantDb } from '../../platform/db/tenant-db.ts';
import { loadQuote } from '../loader.ts';
import { followProposal } from './follow.ts';
import { generateProposal } from './generate-proposal.ts';
import { proposalsByIds, statusOf, type ProposalView } from './reads.ts';
import { pathOf } from './routes.ts';

export const proposalResolvers: Resolvers = {
  Query: {
    proposal: async (_root, { id }, context) => (await loadProposal(context, id)) ?? null,
  },
  Mutation: {
    generateProposal: (_root, { input }, { platform, db, caller }) =>
      generateProposal(platform, { db, caller }, input),
  },
  Subscription: {
    proposalUpdated: {
      subscribe: (_root, { id }, { platform, db }) => followProposal(platform, db, id),
      resolve: (proposal: ProposalView) => proposal,
    },
  },
  GenerateProposalResult: {
    // Members made of failures name their type; what has none is the proposal itself.
    __resolveType: (result) => (Reflect.get(result, '__typename') as 'Proposal' | undefined) ?? 'Proposal',
  },
  Proposal: {
    __resolveReference: async ({ id }, context) => (await loadProposal(context, id)) ?? null,
    quote: async ({ quoteId }, _args, context) => {
      const quote = await loadQuote(context, quoteId);
      if (!quote) throw new Error(`proposal without its quote ${quoteId}`);
      return quote;
    },
    funder: ({ funderId }) => {
      const funder = findFunder(funderId);
      if (!funder) throw new Error(`the funder ${funderId} is no longer known`);
      return funder;
    },
    status: (proposal) => statusOf(proposal),
    note: ({ message }) => message,
    document: ({ id, hasDocument }, _args, { platform }) =>
      hasDocument ? platform.links.sign({ method: 'GET', path: pathOf(id, 'document') }) : null,
    quotation: ({ id, hasQuotation }, _args, { platform }) =>
      hasQuotation ? platform.links.sign({ method: 'GET', path: pathOf(id, 'quotation') }) : null,
  },
};

/** One loader per operation: each context object is one operation's. */
const loaders = new WeakMap<object, DataLoader<string, ProposalView | undefined>>();

function loadProposal(context: { db: TenantDb }, id: string): Promise<ProposalView | undefined> {
  let loader = loaders.get(context);
  if (!loader) {
    const { db } = context;
    loader = new DataLoader((ids) => proposalsByIds(db, ids));
    loaders.set(context, loader);
  }
  return loader.load(id);
}
