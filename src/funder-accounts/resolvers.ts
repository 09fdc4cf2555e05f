import { findFunder, funders } from '../funders/registry.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { updateFunder } from './accounts.ts';
import { forgetFunderAccounts, loadFunderAccount } from './loader.ts';

export const funderResolvers: Resolvers = {
  Query: {
    funders: () => [...funders],
    funder: (_root, { id }) => findFunder(id) ?? null,
  },
  Mutation: {
    updateFunder: async (_root, { input }, context) => {
      const { platform, db, caller } = context;
      const funder = await updateFunder(platform, { db, caller }, input);
      forgetFunderAccounts(context);
      return funder;
    },
  },
  UpdateFunderResult: {
    // Members made of failures name their type; what has none is the funder itself.
    __resolveType: (result: object) =>
      (Reflect.get(result, '__typename') as 'Funder' | undefined) ?? 'Funder',
  },
  Funder: {
    __resolveReference: ({ id }) => findFunder(id) ?? null,
    products: (funder) => [...funder.products],
    credentialFields: (funder) =>
      funder.credentialFields.map((field) => ({ ...field, pattern: field.pattern.source })),
    enabled: async ({ id }, _args, context) => (await loadFunderAccount(context, id)).enabled,
    status: async ({ id }, _args, context) => (await loadFunderAccount(context, id)).status,
    health: async ({ id }, _args, context) => {
      const { breaker, breakerUntil, health } = await loadFunderAccount(context, id);
      const { asked, answered, meanMs, mostMs, lastFailure, lastFailureAt } = health;
      return {
        asked,
        answered,
        successRate: asked === 0 ? null : answered / asked,
        meanLatencyMs: meanMs,
        maxLatencyMs: mostMs,
        breaker,
        breakerUntil,
        lastFailure,
        lastFailureAt,
      };
    },
  },
};
