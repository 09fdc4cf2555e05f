/** The ways to the database, each with the least rights that do: reads, changes, routing, and people. */
import { MikroORM, type EntitySchema } from '@mikro-orm/postgresql';
import pg from 'pg';
import { typeParsers } from './instants.ts';
import { createIdentityDb, type IdentityDb } from './identity-db.ts';
import { APP_ROLE, IDENTITY_ROLE, ROUTER_ROLE } from './row-security.ts';
import { createRouting, type Routing } from './routing.ts';
import { createTenantDb, type TenantDb } from './tenant-db.ts';
import type { Log } from '../log.ts';

export interface DatabaseSettings {
  /** A login that may act as `hub_app`, `hub_router` and `hub_identity`. */
  url: string;
  /** Connections of each of the two tenant pools; routing and identity take a quarter each. */
  poolSize: number;
}

export interface Database {
  /** Everything done here sees and writes rows of this tenant only; the database enforces it. */
  tenant(tenantId: string): TenantDb;
  routing: Routing;
  /** People, their passwords and their sessions. */
  identity: IdentityDb;
  /** One cheap round trip on every pool; throws when the database is away or a role is too powerful. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** How long a caller waits for a connection or an answer before the request fails instead of hanging, in ms. */
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 60_000;
/** A process that is frozen amid a transaction must not keep its rows locked: whoever takes over waits at most so long, in ms. */
const IDLE_IN_TRANSACTION_MS = 10_000;
/**
 * After this, by our own clock, a connection is given up: one that fell silent (a failover, a lost route) would otherwise
 * hold whoever waits for it until the operating system notices. Writes may take long and have the server's limit only.
 */
const ANSWER_MS = { reads: 10_000, routing: 5_000 };

export async function openDatabase(
  settings: DatabaseSettings,
  entities: readonly EntitySchema[],
  log: Log,
): Promise<Database> {
  const read = openPool(settings, APP_ROLE, { pipeline: true, query_timeout: ANSWER_MS.reads });
  const write = openPool(settings, APP_ROLE, {});
  const quarter = { ...settings, poolSize: Math.max(2, settings.poolSize >> 2) };
  const route = openPool(quarter, ROUTER_ROLE, { query_timeout: ANSWER_MS.routing });
  const people = openPool(quarter, IDENTITY_ROLE, {});
  for (const pool of [read, write, route, people])
    pool.on('error', (error) => log.warn({ err: error }, 'idle connection lost'));
  const orm = await MikroORM.init({
    clientUrl: settings.url,
    entities: [...entities],
    driverOptions: { options: `-c role=${APP_ROLE}`, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
    pool: { min: 0, max: settings.poolSize },
    debug: false,
  });
  const connections = { orm, read, write };
  return {
    tenant: (tenantId) => createTenantDb(connections, tenantId),
    routing: createRouting(route),
    identity: createIdentityDb(people),
    check: async () => {
      await Promise.all([
        assertHarmless(write),
        assertHarmless(route),
        assertHarmless(people),
        read.query('select 1'),
      ]);
    },
    close: async () => {
      await Promise.all([read.end(), write.end(), route.end(), people.end(), orm.close(true)]);
    },
  };
}

function openPool(
  settings: DatabaseSettings,
  role: string,
  extra: pg.PoolConfig & { pipeline?: boolean },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: settings.poolSize,
    keepAlive: true,
    options: `-c role=${role} -c timezone=UTC`,
    application_name: role,
    types: typeParsers,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    ...extra,
  });
  // A checked-out client has no listener of its own: an unheard 'error' would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Row-level security means nothing to a superuser or a BYPASSRLS role: refuse to run as one. */
async function assertHarmless(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; unsafe: boolean }>(
    'select rolname as name, rolsuper or rolbypassrls as unsafe from pg_roles where rolname = current_user',
  );
  if (rows[0]?.unsafe !== false) throw new Error(`database role ${rows[0]?.name} ignores row-level security`);
}
