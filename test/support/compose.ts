import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { GatewaySubgraph } from './gateway.ts';

/** One schema of several. Throws an Error with every reason why they do not fit together. */
export function composeSupergraph(
  subgraphs: readonly Pick<GatewaySubgraph, 'name' | 'url' | 'typeDefs'>[],
): string {
  const result = composeServices(
    subgraphs.map(({ name, url, typeDefs }) => ({ name, url, typeDefs: parse(typeDefs) })),
  );
  if (result.errors) throw new Error(result.errors.map((error) => error.message).join('\n'));
  return result.supergraphSdl;
}
