import type { Resolvers } from '../graphql/generated.ts';
import { findProvider, providers } from '../providers/registry.ts';

export const providerResolvers: Resolvers = {
  Query: {
    providers: () => [...providers],
    provider: (_root, { id }) => findProvider(id) ?? null,
  },
  Provider: {
    __resolveReference: ({ id }) => findProvider(id) ?? null,
    resources: (provider) => [...provider.resources],
    credentialFields: (provider) =>
      provider.credentialFields.map((field) => ({ ...field, pattern: field.pattern.source })),
  },
};
