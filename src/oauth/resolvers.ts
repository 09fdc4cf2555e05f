import type { Context } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { Unauthenticated } from '../platform/errors.ts';
import { listClients } from './client-reads.ts';
import { createClient, revokeClient, rotateSecret } from './clients.ts';
import { createRegistrationToken } from './registration-tokens.ts';

export const oauthResolvers: Resolvers = {
  Query: {
    oauthClients: (_root, args, { db }) => listClients(db, args),
  },
  Mutation: {
    createOAuthClient: async (_root, { input }, context) => ({
      __typename: 'OAuthClientWithSecret',
      ...(await createClient(giver(context), input)),
    }),
    rotateOAuthClientSecret: async (_root, { input: { id, overlap } }, { platform, db, caller }) => ({
      __typename: 'OAuthClientWithSecret',
      ...(await rotateSecret(platform, { db, caller }, { id, overlapS: overlap })),
    }),
    revokeOAuthClient: async (_root, { id }, { platform, db, caller }) => ({
      __typename: 'OAuthClientRevoked',
      client: await revokeClient(platform, { db, caller }, id),
    }),
    createOAuthRegistrationToken: async (_root, { input: { expiresIn, ...input } }, context) => ({
      __typename: 'OAuthRegistrationToken',
      ...(await createRegistrationToken(context.platform, giver(context), {
        ...input,
        lifetimeS: expiresIn,
      })),
    }),
  },
  OAuthClient: {
    // They come out of the database as JSON.
    secrets: ({ secrets }) =>
      secrets.map(({ createdAt, expiresAt }) => ({
        createdAt: new Date(createdAt),
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
      })),
  },
};

/** Who gives rights to a client: only what they have themselves. */
function giver({ db, caller, principal }: Context) {
  if (!principal) throw new Unauthenticated('A token is required');
  return { db, caller, principal };
}
