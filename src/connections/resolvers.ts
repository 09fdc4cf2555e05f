import type { Context } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { Unauthenticated } from '../platform/errors.ts';
import { catalogueEntryOf, findConnectable } from '../providers/registry.ts';
import { connectAccount, reconnectAccount, type Actor } from './connect.ts';
import { followConnectedAccount } from './follow.ts';
import { loadConnectedAccount } from './loader.ts';
import { listConnectedAccounts, type ConnectedAccountView } from './reads.ts';

export const connectionResolvers: Resolvers = {
  Query: {
    connectedAccounts: (_root, args, { db }) => listConnectedAccounts(db, args),
    connectedAccount: async (_root, { id }, context) => (await loadConnectedAccount(context, id)) ?? null,
  },
  Mutation: {
    connectAccount: async (_root, { input }, context) => ({
      __typename: 'ConnectSession',
      ...(await connectAccount(context.platform, actorOf(context), input)),
    }),
    reconnectAccount: async (_root, { id }, context) => ({
      __typename: 'ConnectSession',
      ...(await reconnectAccount(context.platform, actorOf(context), id)),
    }),
  },
  Subscription: {
    connectedAccountUpdated: {
      subscribe: (_root, { id }, { platform, db }) => followConnectedAccount(platform, db, id),
      resolve: (account: ConnectedAccountView) => account,
    },
  },
  Provider: {
    login: ({ id }, _args, { platform }) => {
      const connectable = platform.tokenVault && findConnectable(id);
      return connectable ? { scopes: [...connectable.scopes] } : null;
    },
  },
  ConnectedAccount: {
    __resolveReference: async ({ id }, context) => (await loadConnectedAccount(context, id)) ?? null,
    provider: (account) => catalogueEntryOf(account.providerId),
    authorizedScopes: (account) => account.scopes,
    metadata: (account) => account.facts,
    problem: ({ errorCode, errorMessage }) =>
      errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
  },
};

function actorOf({ db, caller, principal }: Context): Actor {
  if (!principal) throw new Unauthenticated('A token is required');
  return { db, caller, principal };
}
