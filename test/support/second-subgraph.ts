/** Another team's subgraph, as a server of its own: it owns `Tenant` and adds `owner` to our `Integration`. */
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { parse } from 'graphql';

export interface SecondSubgraph {
  /** Its GraphQL endpoint. */
  readonly url: string;
  readonly typeDefs: string;
  close(): Promise<void>;
}

const typeDefs = readFileSync(new URL('./second-subgraph.graphql', import.meta.url), 'utf8');
const TEAMS = ['payments', 'growth', 'finance'] as const;

/** The team that looks after an integration: always the same for the same id. */
export function ownerOf(integrationId: string): string {
  return `team ${TEAMS[Number.parseInt(integrationId.slice(0, 4), 16) % TEAMS.length]}`;
}

export function displayNameOf(tenantId: string): string {
  return `Tenant ${tenantId.slice(0, 8)}`;
}

const resolvers = {
  Query: { tenant: (_root: unknown, { id }: { id: string }) => ({ id }) },
  Tenant: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    displayName: ({ id }: { id: string }) => displayNameOf(id),
  },
  Integration: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    owner: ({ id }: { id: string }) => ownerOf(id),
  },
};

/** Listens on loopback; any free port unless one is given. */
export async function startSecondSubgraph(options: { port?: number } = {}): Promise<SecondSubgraph> {
  const app = Fastify({ forceCloseConnections: true });
  const apollo = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers }]),
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled()],
  });
  await apollo.start();
  app.post('/graphql', fastifyApolloHandler(apollo));
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url: `${url}/graphql`,
    typeDefs,
    close: async () => {
      await app.close();
      await apollo.stop();
    },
  };
}
