// The graph that clients see: the hub and another team's subgraph behind a federation gateway.
import { startGateway } from '../../test/support/gateway.ts';
import { startSecondSubgraph } from '../../test/support/second-subgraph.ts';
import { readTypeDefs } from '../../src/graphql/sdl.ts';
import type { Started } from './ending.ts';
import { supergraphOf } from './supergraph.ts';

/** Answers the URL of its GraphQL endpoint; any free port when none is given. */
export async function startWholeGraph(
  things: Started,
  { hubUrl, port }: { hubUrl: string; port: number | undefined },
): Promise<string> {
  const second = await things.start(
    () => startSecondSubgraph(),
    (subgraph) => subgraph.close(),
  );
  const subgraphs = [
    {
      name: 'hub',
      url: `${hubUrl}/graphql`,
      typeDefs: readTypeDefs().join('\n'),
      subscriptions: 'ws' as const,
    },
    { name: 'second', url: second.url, typeDefs: second.typeDefs, subscriptions: 'ws' as const },
  ];
  const supergraph = await supergraphOf(subgraphs);
  const gateway = await things.start(
    () => startGateway({ subgraphs, supergraph, ...(port === undefined ? {} : { port }) }),
    (started) => started.close(),
  );
  return gateway.url;
}
