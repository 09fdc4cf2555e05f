/**
 * The usual stack, for comparison: Apollo Server and Fastify as they come, the same types, lists by the ORM's `find`,
 * references by DataLoader and the same prepared SQL. No token, no row-level security, no limits.
 */
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { MikroORM } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import Fastify from 'fastify';
import { parse } from 'graphql';
import { DateTimeResolver } from 'graphql-scalars';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { entities } from '../../src/entities.ts';
import { Integration } from '../../src/integrations/integration.entity.ts';
import { providerOf } from '../../src/providers/registry.ts';
import { answer } from '../processes/answer.ts';

const [url = '', poolSize = ''] = process.argv.slice(2);
const orm = await MikroORM.init({
  clientUrl: url,
  entities: [...entities],
  pool: { min: 0, max: Number(poolSize) },
});
const pool = new pg.Pool({ connectionString: url, max: Number(poolSize) });
const byIds = {
  name: 'by_ids',
  text: `select id, provider_id as "providerId", name, status, external_id as "externalId", created_at as "createdAt"
           from integration where tenant_id = $1 and id = any($2::uuid[]) and status <> 'DELETING'`,
};

interface Shown {
  id: string;
  providerId: string;
}

interface Context {
  tenantId: string;
  load: DataLoader<string, Shown | null>;
}

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar DateTime
  enum IntegrationStatus { ACTIVE NEEDS_REAUTH DISABLED }
  enum ProviderCategory { PAYMENTS MARKETING ACCOUNTING }
  type Provider @key(fields: "id") { id: ID! name: String! category: ProviderCategory! }
  type Integration @key(fields: "id") {
    id: ID! provider: Provider! name: String! status: IntegrationStatus! externalId: String!
    lastSyncedAt: DateTime createdAt: DateTime! updatedAt: DateTime!
  }
  type IntegrationEdge { node: Integration! }
  type IntegrationConnection { edges: [IntegrationEdge!]! }
  type Query { integrations(first: Int = 25): IntegrationConnection! }
`);

const schema = buildSubgraphSchema([
  {
    typeDefs,
    resolvers: {
      DateTime: DateTimeResolver,
      Query: {
        async integrations(_root: unknown, { first }: { first: number }, { tenantId }: Context) {
          const where = { tenantId, status: { $ne: 'DELETING' as const } };
          const orderBy = { createdAt: 'desc', id: 'desc' } as const;
          const rows = await orm.em.fork().find(Integration, where, { orderBy, limit: first + 1 });
          return { edges: rows.slice(0, first).map((node) => ({ node })) };
        },
      },
      Integration: {
        __resolveReference: ({ id }: { id: string }, { load }: Context) => load.load(id),
        provider: ({ providerId }: Shown) => providerOf(providerId),
      },
    },
  },
]);

const app = Fastify();
const apollo = new ApolloServer<Context>({ schema, plugins: [fastifyApolloDrainPlugin(app)] });
await apollo.start();
app.post(
  '/graphql',
  fastifyApolloHandler(apollo, {
    context: async ({ headers }) => {
      const tenantId = String(headers['x-tenant-id']);
      return { tenantId, load: new DataLoader((ids: readonly string[]) => integrationsByIds(tenantId, ids)) };
    },
  }),
);
await app.listen({ host: '127.0.0.1', port: 0 });

async function integrationsByIds(tenantId: string, ids: readonly string[]): Promise<(Shown | null)[]> {
  const { rows } = await pool.query<Shown>({ ...byIds, values: [tenantId, ids] });
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}

// A server that listens on TCP has a port.
answer({ port: () => (app.server.address() as AddressInfo).port }, async () => {
  await app.close();
  await Promise.all([orm.close(true), pool.end()]);
});
