/** The peer of bulk writing: @supabase/stripe-sync-engine as its users run it, filling its own table of customers. */
import { createRequire } from 'node:module';
import type * as Engine from '@supabase/stripe-sync-engine';
import type { Pool } from 'pg';
import { bulkRow } from './bulk-rows.ts';

// Its ES module looks for its migrations where they are not, finds none and says nothing.
const { runMigrations, StripeSync } = createRequire(import.meta.url)(
  '@supabase/stripe-sync-engine',
) as typeof Engine;

const SCHEMA = 'stripe';
/** As many as Stripe's lists have on a page. */
const PAGE = 100;

type Customers = Parameters<InstanceType<typeof StripeSync>['upsertCustomers']>[0];

export interface Peer {
  /** Brings the rows, page by page, and answers how long that took. */
  upsert(pass: { rows: number; edition: number; version: bigint }): Promise<{ ms: number }>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openPeer(url: string, connections: number): Promise<Peer> {
  await runMigrations({ databaseUrl: url, schema: SCHEMA });
  const engine = new StripeSync({
    schema: SCHEMA,
    poolConfig: { connectionString: url, max: connections },
    stripeSecretKey: 'sk_test_nobody_is_asked',
    stripeWebhookSecret: 'whsec_nobody_calls',
  });
  const { pool } = engine.postgresClient;
  return {
    async upsert({ rows, edition, version }) {
      const began = performance.now();
      for (let from = 0; from < rows; from += PAGE) {
        const length = Math.min(PAGE, rows - from);
        const page = Array.from({ length }, (_, i) => bulkRow(from + i, edition, version).raw);
        // Invented, and complete enough for the columns the engine fills.
        await engine.upsertCustomers(page as unknown as Customers);
      }
      const ms = performance.now() - began;
      await assertWritten(pool, rows);
      return { ms };
    },
    empty: async () => void (await pool.query(`truncate ${SCHEMA}.customers cascade`)),
    close: () => pool.end(),
  };
}

async function assertWritten(pool: Pool, rows: number): Promise<void> {
  const { rows: found } = await pool.query(`select count(email)::int as count from ${SCHEMA}.customers`);
  const { count } = found[0] as { count: number };
  if (count !== rows) throw new Error(`the peer wrote ${count} of ${rows} customers`);
}
