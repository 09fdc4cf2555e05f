/**
 * The shipped GraphQL server twice in one process: with the tenant's transaction around every read, and with the same
 * prepared statements straight on a pool of a login that row-level security does not hold. Nothing else differs.
 */
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { entities } from '../../src/entities.ts';
import { contextFor } from '../../src/graphql/context.ts';
import { allResolvers } from '../../src/graphql/modules.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { readTypeDefs } from '../../src/graphql/sdl.ts';
import { mountGraphql } from '../../src/graphql/server.ts';
import { APP_ROLE } from '../../src/platform/db/row-security.ts';
import { createTenantDb, type TenantDb } from '../../src/platform/db/tenant-db.ts';
import { createHttpServer } from '../../src/platform/http/server.ts';
import { createLog } from '../../src/platform/log.ts';
import { openPlatform, type Platform } from '../../src/platform/platform.ts';
import { createAuthenticator } from '../../src/platform/principal/authenticator.ts';
import { answer } from '../processes/answer.ts';
import { socketUse, type SocketUse } from '../measure/flights.ts';

const config = readConfig();
const log = createLog(config.log);
const platform = await openPlatform({ ...config, vendors: config.providers, worker: false }, entities, {
  log,
});
const { poolSize, url } = config.database;
const plain = new pg.Pool({ connectionString: url, max: poolSize });

const openDb = { ...platform.db, tenant: (tenantId: string) => withoutTransaction(tenantId) };
const isolated = await serve(platform);
const open = await serve({ ...platform, db: openDb });

answer({ ports: () => ({ isolated: isolated.port, open: open.port }), flights }, async () => {
  await Promise.all([isolated.close(), open.close(), plain.end()]);
  await platform.close();
});

function withoutTransaction(tenantId: string): TenantDb {
  return {
    ...platform.db.tenant(tenantId),
    read: async <Row>(statement: { name: string; text: string }, params: readonly unknown[] = []) =>
      (await plain.query({ ...statement, values: [...params] })).rows as Row[],
  };
}

/** As `startApi` does it. */
async function serve(with_: Platform): Promise<{ port: number; close(): Promise<void> }> {
  const app = createHttpServer(log);
  const authenticator = createAuthenticator({
    issuers: config.issuers,
    clockToleranceS: config.tokens.clockToleranceS,
    egress: platform.egress,
    now: platform.clock.now,
  });
  await mountGraphql(app, {
    schema: buildSchema({
      typeDefs: readTypeDefs(),
      resolvers: allResolvers(),
      authDirectivesInSdl: true,
      policy: () => false,
      now: platform.clock.now,
    }),
    contextFor: contextFor(with_),
    authenticate: (headers) => authenticator.authenticate(headers),
    limits: config.graphql.limits,
    introspection: config.graphql.introspection,
    callbackHosts: [],
    outward: (request) => platform.egress.request(request),
    maxSocketPayload: 128 * 1024,
    maxOperationsPerSocket: 100,
    log,
    now: platform.clock.now,
  });
  const at = await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: Number(new URL(at).port), close: () => app.close() };
}

/** How often one isolated read goes to the network, the statement being prepared already. */
async function flights(tenantId: string): Promise<SocketUse> {
  const asApp = { connectionString: url, options: `-c role=${APP_ROLE}` };
  const settings: pg.PoolConfig & { pipeline: boolean } = { ...asApp, max: 1, pipeline: true };
  const read = new pg.Pool(settings);
  const { tenant } = platform.db;
  // Reads never touch the other two.
  const db = createTenantDb({ read, write: plain, orm: undefined as never }, tenant(tenantId).tenantId);
  const statement = { name: 'flights', text: 'select id from integration where tenant_id = $1 limit 50' };
  await db.read(statement, [tenantId]);
  const counted = await socketUse(read, () => db.read(statement, [tenantId]));
  await read.end();
  return counted;
}
