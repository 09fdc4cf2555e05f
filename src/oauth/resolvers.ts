import type { Context } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { errorCode, Unauthenticated } from '../platform/errors.ts';
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
    rotateOAuthClientSecret: async (_root, { input: { id, overlap } }, context) => ({
      __typename: 'OAuthClientWithSecret',
      ...(await rotateSecret(context.platform, giver(context), { id, overlapS: overlap })),
    }),
    revokeOAuthClient: async (_root, { id }, context) => ({
      __typename: 'OAuthClientRevoked',
      client: await counted(context, () => revokeClient(context.platform, giver(context), id)),
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

/** Where the hub issues tokens itself. */
async function counted<T>(context: Context, work: () => Promise<T>): Promise<T> {
  const count = (outcome: string) =>
    context.hasIdentity && context.identity.count('client_revocation', outcome);
  try {
    const result = await work();
    count('ok');
    return result;
  } catch (error) {
    count(errorCode(error));
    throw error;
  }
}

/** Who gives rights to a client: only what they have themselves. */
function giver({ db, caller, principal }: Context) {
  if (!principal) throw new Unauthenticated('A token is required');
  return { db, caller, principal };
}
