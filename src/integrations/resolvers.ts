import type { Resolvers } from '../graphql/generated.ts';
import { providerOf } from '../providers/registry.ts';
import { createIntegration, testIntegration, updateIntegration } from './integrations.ts';
import { loadIntegration } from './loader.ts';
import { listIntegrations } from './reads.ts';

export const integrationResolvers: Resolvers = {
  Query: {
    integrations: (_root, args, { db }) => listIntegrations(db, args),
    integration: async (_root, { id }, context) => (await loadIntegration(context, id)) ?? null,
  },
  Mutation: {
    createIntegration: (_root, { input }, { platform, db, caller }) =>
      createIntegration(platform, { db, caller }, input),
    updateIntegration: (_root, { input }, { platform, db, caller }) =>
      updateIntegration(platform, { db, caller }, input),
    testIntegration: async (_root, { id }, { platform, db, caller }) => {
      const account = await testIntegration(platform, { db, caller }, id);
      return { __typename: 'IntegrationWorks', externalId: account.externalId, accountName: account.name };
    },
  },
  CreateIntegrationResult: { __resolveType: typeOf },
  UpdateIntegrationResult: { __resolveType: typeOf },
  Integration: {
    __resolveReference: async ({ id }, context) => (await loadIntegration(context, id)) ?? null,
    provider: (integration) => providerOf(integration.providerId),
  },
  Tenant: {
    // Only the caller's own: another tenant's id gives what a missing one gives.
    __resolveReference: ({ id }, { db }) => (id === db.tenantId ? { id } : null),
    integrations: (_tenant, args, { db }) => listIntegrations(db, args),
  },
};

/** Members made of failures name their type; what has none is the integration itself. */
function typeOf(result: object): 'Integration' {
  return (Reflect.get(result, '__typename') as 'Integration' | undefined) ?? 'Integration';
}
