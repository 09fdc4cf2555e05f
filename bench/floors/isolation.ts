/**
 * The shipped GraphQL server twice in one process: with the tenant's transaction around every read, and with the same
 * prepared statements straight on a pool of a login that row-level security does not hold. Nothing else differs.
 */
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { entities } from '../../src/entities.ts';
import { APP_ROLE } from '../../src/platform/db/row-security.ts';
import { createTenantDb, type TenantDb } from '../../src/platform/db/tenant-db.ts';
import { createLog } from '../../src/platform/log.ts';
import { openPlatform } from '../../src/platform/platform.ts';
import { openDoors } from '../../src/platform/principal/doors.ts';
import { answer } from '../processes/answer.ts';
import { socketUse, type SocketUse } from '../measure/flights.ts';
import { serve } from './graphql-server.ts';

const config = readConfig();
const log = createLog(config.log);
const platform = await openPlatform({ ...config, vendors: config.providers, worker: false }, entities, {
  log,
});
const { poolSize, url } = config.database;
const plain = new pg.Pool({ connectionString: url, max: poolSize });

const openDb = { ...platform.db, tenant: (tenantId: string) => withoutTransaction(tenantId) };
const doors = openDoors(config, platform);
const isolated = await serve(platform, config, doors);
const open = await serve({ ...platform, db: openDb }, config, doors);

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
