import type { Resolvers } from '../graphql/generated.ts';
import { catalogue, findEntry } from '../providers/registry.ts';

export const providerResolvers: Resolvers = {
  Query: {
    providers: () => [...catalogue],
    provider: (_root, { id }) => findEntry(id) ?? null,
  },
  Provider: {
    __resolveReference: ({ id }) => findEntry(id) ?? null,
    resources: (provider) => [...provider.resources],
    credentialFields: (provider) =>
      provider.credentialFields.map((field) => ({ ...field, pattern: field.pattern.source })),
  },
};
