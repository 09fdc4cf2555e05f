/** Look-ups before a tenant is known. The role behind this pool is granted routing columns only, never payloads. */
import type pg from 'pg';
import type { Prepared } from './sql.ts';

export interface Routing {
  query<Row>(statement: Prepared, params?: readonly unknown[]): Promise<Row[]>;
}

export function createRouting(pool: pg.Pool): Routing {
  return {
    query: async <Row>(statement: Prepared, params: readonly unknown[] = []) =>
      (await pool.query({ ...statement, values: [...params] })).rows as Row[],
  };
}
