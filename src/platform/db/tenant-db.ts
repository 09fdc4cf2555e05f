/** The database as one tenant sees it. Every statement runs in a transaction that carries the tenant. */
import type { Writable } from 'node:stream';
import { CompiledQuery } from 'kysely';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { TENANT_VARIABLE } from './row-security.ts';
import type { Prepared, Tx } from './sql.ts';
import { isUuid } from './uuid.ts';

export interface TenantDb {
  readonly tenantId: string;
  /** A hot read: one prepared statement, all of its round trips sent at once. */
  read<Row>(statement: Prepared, params?: readonly unknown[]): Promise<Row[]>;
  /** A change by one prepared statement, which travels like a read. */
  write<Row>(statement: Prepared, params?: readonly unknown[]): Promise<Row[]>;
  /** A change through the ORM; `tx` runs SQL in the same transaction. Commits when `work` resolves. */
  change<T>(work: (em: EntityManager, tx: Tx) => Promise<T>): Promise<T>;
  /**
   * A change by hand-written SQL whose statements, where they are not awaited one by one, travel together, the beginning of
   * the transaction with the first. For small rows that somebody waits for; commits and rolls back like `transaction`.
   */
  together<T>(work: (tx: PreparedTx) => Promise<T>): Promise<T>;
  /** A change by hand-written SQL (bulk, claims). Commits when `work` resolves, rolls back when it throws. */
  transaction<T>(work: (tx: Tx & { client: pg.PoolClient }) => Promise<T>): Promise<T>;
}

/** A transaction on a connection that knows prepared statements; `query` prepares too, for the texts here are the program's own. */
export interface PreparedTx extends Tx {
  run<Row>(statement: Prepared, params: readonly unknown[]): Promise<Row[]>;
}

export interface Connections {
  orm: MikroORM;
  /** Pipelining connections, for small changes too: no cursors, no COPY. */
  read: pg.Pool;
  write: pg.Pool;
}

export function createTenantDb(connections: Connections, tenantId: string): TenantDb {
  // The id is written into the statement that opens the transaction, so nothing but a UUID may pass.
  if (!isUuid(tenantId)) throw new TypeError('tenant id is not a UUID');
  const setTenant = `set local ${TENANT_VARIABLE} = '${tenantId}'`;
  return {
    tenantId,
    read: (statement, params) =>
      pipelined(connections.read, `begin read only; ${setTenant}`, { statement, params: params ?? [] }),
    write: (statement, params) =>
      pipelined(connections.read, `begin; ${setTenant}`, { statement, params: params ?? [] }),
    change: (work) => {
      const em = connections.orm.em.fork({ session: { variables: { [TENANT_VARIABLE]: tenantId } } });
      return em.transactional((inner) => work(inner, ormTx(inner)));
    },
    together: (work) => inFlights(connections.read, setTenant, work),
    transaction: (work) => inTransaction(connections.write, setTenant, work),
  };
}

async function pipelined<Row>(
  pool: pg.Pool,
  begin: string,
  query: { statement: Prepared; params: readonly unknown[] },
): Promise<Row[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // All three leave in one packet: the tenant costs no round trip of its own.
    inOnePacket(client);
    const begun = client.query(begin);
    const rows = client.query({ ...query.statement, values: [...query.params] });
    // After a failed statement this COMMIT is a rollback, so the connection always comes back clean.
    const ended = client.query('commit');
    const [start, result, end] = await Promise.allSettled([begun, rows, ended]);
    for (const outcome of [start, end]) if (outcome.status === 'rejected') broken = asError(outcome.reason);
    if (result.status === 'rejected') throw result.reason;
    if (broken) throw broken;
    return result.value.rows as Row[];
  } finally {
    client.release(broken);
  }
}

/** pg does not show its socket; without it every message is a packet of its own, which is only slower. */
function socketOf(client: pg.PoolClient): Writable | undefined {
  const connection: unknown = Reflect.get(client, 'connection');
  return connection instanceof Object
    ? (Reflect.get(connection, 'stream') as Writable | undefined)
    : undefined;
}

async function inFlights<T>(
  pool: pg.Pool,
  setTenant: string,
  work: (tx: PreparedTx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const send = (query: string | pg.QueryConfig, params?: unknown[]) => {
    inOnePacket(client);
    return client.query(query, params);
  };
  try {
    const begun = send(`begin; ${setTenant}`);
    const tx: PreparedTx = {
      query: async (sql, params = []) =>
        (await send({ name: nameOf(sql), text: sql, values: [...params] })).rows,
      run: async (statement, params) => (await send({ ...statement, values: [...params] })).rows,
    };
    const [result] = await Promise.all([work(tx), begun]);
    await send('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((reason) => (broken = asError(reason)));
    throw error;
  } finally {
    client.release(broken);
  }
}

const namesOfTexts = new Map<string, string>();

/** Of a statement that has no name of its own. */
function nameOf(text: string): string {
  const known = namesOfTexts.get(text);
  if (known) return known;
  const name = `together_${namesOfTexts.size + 1}`;
  namesOfTexts.set(text, name);
  return name;
}

/** What is sent until the end of this turn of the event loop leaves together. */
function inOnePacket(client: pg.PoolClient): void {
  const socket = socketOf(client);
  socket?.cork();
  process.nextTick(() => socket?.uncork());
}

async function inTransaction<T>(
  pool: pg.Pool,
  setTenant: string,
  work: (tx: Tx & { client: pg.PoolClient }) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; ${setTenant}`);
    const result = await work({
      client,
      query: async (sql, params) => (await client.query(sql, params?.slice())).rows,
    });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((reason) => (broken = asError(reason)));
    throw error;
  } finally {
    client.release(broken);
  }
}

function ormTx(em: EntityManager): Tx {
  return {
    query: async <Row>(sql: string, params: readonly unknown[] = []) =>
      (await em.getKysely().executeQuery(CompiledQuery.raw(sql, [...params]))).rows as Row[],
  };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
