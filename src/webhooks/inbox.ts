/**
 * The durable inbox. Deliveries that arrive while a write is under way share the next one (group commit): under load many
 * are stored by one statement, alone each is stored at once. Nothing is acknowledged before its row is committed.
 */
import { randomUUID } from 'node:crypto';
import { prepared } from '../platform/db/sql.ts';
import type { Routing } from '../platform/db/routing.ts';

/** An event ready to be stored. */
export interface InboxRow {
  readonly tenantId: string | null;
  readonly integrationId: string | null;
  readonly providerId: string;
  readonly accountHash: string | null;
  readonly dedupeKey: Buffer;
  readonly eventId: string;
  readonly eventType: string;
  readonly body: Buffer;
  readonly status: 'QUEUED' | 'QUARANTINED';
}

export interface Inbox {
  /** Resolves when all rows are committed, with the ids of those that are new. Rejects when none of them is safe. */
  store(rows: readonly InboxRow[]): Promise<string[]>;
}

const MAX_BATCH = 500;

// `rung_at` is set: the receiver rings right after the commit, and the sweeper should not do so too.
const insert = prepared(
  'inbox_insert',
  `insert into webhook_event (id, tenant_id, integration_id, provider_id, account_hash, dedupe_key, event_id,
                              event_type, body, status, rung_at)
   select t.*, now() from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[], $7::text[],
                        $8::text[], $9::bytea[], $10::text[]) as t
   on conflict (dedupe_key) do nothing returning id`,
);

interface Waiting {
  readonly rows: readonly InboxRow[];
  readonly ids: readonly string[];
  resolve(newIds: string[]): void;
  reject(error: unknown): void;
}

export function createInbox(routing: Routing): Inbox {
  let waiting: Waiting[] = [];
  let writing = false;

  const write = async () => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      await storeTogether(routing, batch);
    }
    writing = false;
  };
  return {
    store: (rows) =>
      new Promise((resolve, reject) => {
        waiting.push({ rows, ids: rows.map(() => randomUUID()), resolve, reject });
        if (!writing) void write();
      }),
  };
}

async function storeTogether(routing: Routing, batch: readonly Waiting[]): Promise<void> {
  try {
    const stored = new Set(await insertRows(routing, batch));
    for (const each of batch) each.resolve(each.ids.filter((id) => stored.has(id)));
  } catch (error) {
    // One delivery that the database refuses must not cost its neighbours their place.
    if (batch.length > 1 && isDataError(error))
      for (const each of batch) await storeTogether(routing, [each]);
    else for (const each of batch) each.reject(error);
  }
}

async function insertRows(routing: Routing, batch: readonly Waiting[]): Promise<string[]> {
  const rows = batch.flatMap((each) => each.rows);
  const params = [
    batch.flatMap((each) => each.ids),
    rows.map((row) => row.tenantId),
    rows.map((row) => row.integrationId),
    rows.map((row) => row.providerId),
    rows.map((row) => row.accountHash),
    rows.map((row) => row.dedupeKey),
    rows.map((row) => row.eventId),
    rows.map((row) => row.eventType),
    rows.map((row) => row.body),
    rows.map((row) => row.status),
  ];
  return (await routing.query<{ id: string }>(insert, params)).map((row) => row.id);
}

/** SQLSTATE classes 22 (data exception) and 23 (constraint): the row's own fault, not the connection's. */
function isDataError(error: unknown): boolean {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^2[23]/.test(code);
}
