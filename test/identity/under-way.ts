/** What becomes of a request that comes while somebody else's change is under way. */
import { Client } from 'pg';

export interface UnderWay<T> {
  readonly answer: T;
  /** When the change was committed, by the database's clock. */
  readonly committedAt: Date;
}

export interface Change {
  readonly change: readonly (readonly [sql: string, params: readonly unknown[]])[];
  /** What happens while it is waited for. */
  readonly waiting?: () => Promise<void>;
}

const WITHIN_MS = 20_000;

/**
 * Begins the change, then `work`, and commits the change once `work` waits for it, or has ended without.
 * Throws when `work` does neither.
 */
export async function whileUnderWay<T>(
  databaseUrl: string,
  { change, waiting }: Change,
  work: () => Promise<T>,
): Promise<UnderWay<T>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    for (const [sql, params] of change) await client.query(sql, [...params]);
    let ended = false;
    const answering = work().finally(() => (ended = true));
    // It is awaited below; failing before that must not end the process.
    answering.catch(() => undefined);
    const until = Date.now() + WITHIN_MS;
    while (!ended && !(await isWaitedFor(client))) {
      if (Date.now() > until) throw new Error('nobody waits for the change');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await waiting?.();
    const { rows } = await client.query<{ at: Date }>('select clock_timestamp() as at');
    await client.query('commit');
    // `as`: the statement answers one row.
    return { answer: await answering, committedAt: rows[0]?.at as Date };
  } finally {
    await client.end();
  }
}

/** By the locks themselves: within a transaction PostgreSQL shows the other sessions as they first were. */
async function isWaitedFor(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)) limit 1',
  );
  return rows.length > 0;
}
