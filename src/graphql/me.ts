import { Unauthenticated } from '../platform/errors.ts';
import type { Resolvers } from './generated.ts';

const kinds = { user: 'USER', client: 'CLIENT', service: 'SERVICE' } as const;

export const principalResolvers: Resolvers = {
  Query: {
    me: (_root, _args, { principal }) => {
      if (!principal) throw new Unauthenticated('A token is required');
      return principal;
    },
  },
  Principal: {
    kind: (principal) => kinds[principal.kind],
    scopes: (principal) => [...principal.scopes].sort(),
    expiresAt: (principal) => new Date(principal.expiresAt),
  },
};
