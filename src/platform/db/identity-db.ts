/**
 * People, their passwords and their sessions belong to no tenant: a role of its own works on them, with rights on nothing
 * else. What such a change does inside a tenant is done as the application does it, in the same transaction.
 */
import type pg from 'pg';
import { APP_ROLE, IDENTITY_ROLE, TENANT_VARIABLE } from './row-security.ts';
import type { Prepared, Tx } from './sql.ts';
import { isUuid } from './uuid.ts';

export interface IdentityTx extends Tx {
  /** Works with the rights of the application in this one tenant; the rights before are back when `work` resolves. */
  inTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface IdentityDb {
  /** One prepared statement. */
  query<Row>(statement: Prepared, params?: readonly unknown[]): Promise<Row[]>;
  /** Commits when `work` resolves, rolls back when it throws. */
  transaction<T>(work: (tx: IdentityTx) => Promise<T>): Promise<T>;
}

export function createIdentityDb(pool: pg.Pool): IdentityDb {
  return {
    query: async <Row>(statement: Prepared, params: readonly unknown[] = []) =>
      (await pool.query({ ...statement, values: [...params] })).rows as Row[],
    transaction: (work) => inTransaction(pool, work),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: IdentityTx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(identityTx(client));
    await client.query('commit');
    return result;
  } catch (error) {
    // `set local` ends with the transaction, so the connection always comes back with its own role.
    await client.query('rollback').catch((reason: Error) => (broken = reason));
    throw error;
  } finally {
    client.release(broken);
  }
}

function identityTx(client: pg.PoolClient): IdentityTx {
  const tx: Tx = { query: async (sql, params) => (await client.query(sql, params?.slice())).rows };
  return {
    ...tx,
    async inTenant(tenantId, work) {
      // The id is written into the statement, so nothing but a UUID may pass.
      if (!isUuid(tenantId)) throw new TypeError('tenant id is not a UUID');
      await client.query(`set local role ${APP_ROLE}; set local ${TENANT_VARIABLE} = '${tenantId}'`);
      const result = await work(tx);
      await client.query(`set local role ${IDENTITY_ROLE}; set local ${TENANT_VARIABLE} = ''`);
      return result;
    },
  };
}
