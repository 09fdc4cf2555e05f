import type { Resolvers } from '../../graphql/generated.ts';
import { ownOf, stepShown, visitorOf } from '../resolvers.ts';
import { acceptInvitationWithAccount } from './accept.ts';
import { linkAccount, linkedAccountsOf, unlinkAccount } from './linked-accounts.ts';
import { signInWithAccount } from './sign-in.ts';

export const linkedAccountResolvers: Resolvers = {
  Query: {
    signInIssuers: (_root, _args, { hasIdentity, identity, platform }) =>
      (hasIdentity ? identity.issuers.all : []).map(({ id, name }) => ({
        id,
        name,
        url: `${platform.publicUrl}/sign-in/${id}`,
      })),
    linkedAccounts: (_root, _args, context) => linkedAccountsOf(context.identity, ownOf(context)),
  },
  Mutation: {
    signInWithAccount: async (_root, { input }, context) =>
      stepShown(await signInWithAccount(context.identity, input, visitorOf(context))),
    acceptInvitationWithAccount: async (_root, { input }, context) =>
      stepShown(await acceptInvitationWithAccount(context.identity, input, visitorOf(context))),
    linkAccount: async (_root, { input }, context) => {
      const { identity, caller } = context;
      const linked = await linkAccount(identity, ownOf(context), { shown: input, caller });
      return { __typename: 'LinkedAccount', ...linked };
    },
    unlinkAccount: async (_root, { id }, context) => {
      const { identity, caller } = context;
      return {
        __typename: 'AccountUnlinked',
        id: await unlinkAccount(identity, ownOf(context), { id, caller }),
      };
    },
  },
};
