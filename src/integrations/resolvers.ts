import { disconnectAccount } from '../connections/disconnect.ts';
import { loadConnectedAccount } from '../connections/loader.ts';
import type { Context } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { Unauthenticated } from '../platform/errors.ts';
import { providerOf } from '../providers/registry.ts';
import { followConnection } from './health.ts';
import { createIntegration, testIntegration, type ActorInPerson } from './integrations.ts';
import { loadIntegration, loadRegistration } from './loader.ts';
import { listIntegrations } from './reads.ts';
import { routeOf } from './registration-requests.ts';
import { updateIntegration } from './update-integration.ts';

export const integrationResolvers: Resolvers = {
  Query: {
    integrations: (_root, args, { db }) => listIntegrations(db, args),
    integration: async (_root, { id }, context) => (await loadIntegration(context, id)) ?? null,
  },
  Mutation: {
    createIntegration: (_root, { input }, context) =>
      createIntegration(context.platform, inPerson(context), input),
    updateIntegration: (_root, { input }, context) =>
      updateIntegration(context.platform, inPerson(context), input),
    testIntegration: async (_root, { id }, { platform, db, caller }) => {
      const account = await testIntegration(platform, { db, caller }, id);
      return { __typename: 'IntegrationWorks', externalId: account.externalId, accountName: account.name };
    },
    // Here, for integrations depend on what is disconnected.
    disconnectAccount: (_root, { id }, context) =>
      disconnectAccount(context.platform, inPerson(context), { id, alongside: followConnection }),
  },
  CreateIntegrationResult: { __resolveType: typeOf },
  UpdateIntegrationResult: { __resolveType: typeOf },
  DisconnectAccountResult: {
    __resolveType: (result) =>
      (Reflect.get(result, '__typename') as 'ConnectedAccount' | undefined) ?? 'ConnectedAccount',
  },
  Integration: {
    __resolveReference: async ({ id }, context) => (await loadIntegration(context, id)) ?? null,
    provider: (integration) => providerOf(integration.providerId),
    connectedAccount: async ({ connectionId }, _args, context) =>
      connectionId === null ? null : ((await loadConnectedAccount(context, connectionId)) ?? null),
    webhook: async (integration, _args, context) => {
      const registration = await loadRegistration(context, integration.id);
      return {
        url: routeOf(context.platform.publicUrl, integration),
        registered: Boolean(registration?.registeredAt),
        registeredAt: registration?.registeredAt ?? null,
        pending: registration?.pending ?? false,
        problem: registration?.problem ?? null,
      };
    },
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

function inPerson({ db, caller, principal }: Context): ActorInPerson {
  if (!principal) throw new Unauthenticated('A token is required');
  return { db, caller, principal };
}
