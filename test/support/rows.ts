/** What stands in a database, as its superuser sees it, or as one of the system's roles would. */
import { Client } from 'pg';

/** Rows as the superuser sees them, whom no policy stops. */
export function rows<Row>(databaseUrl: string, sql: string, params: readonly unknown[] = []): Promise<Row[]> {
  return connected(databaseUrl, async (client) => (await client.query(sql, [...params])).rows as Row[]);
}

/** Runs one statement as the role, for the tenant if one is given, and rolls it back. */
export function rowsAs<Row>(
  as: { databaseUrl: string; role: string; tenantId?: string },
  sql: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  return connected(as.databaseUrl, async (client) => {
    await client.query(`begin; set local role ${as.role}`);
    if (as.tenantId) await client.query(`select set_config('app.tenant_id', $1, true)`, [as.tenantId]);
    return (await client.query(sql, [...params])).rows as Row[];
  });
}

async function connected<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
