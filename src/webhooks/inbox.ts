/**
 * The durable inbox. Deliveries that arrive while a write is under way share the next one (group commit): under load many
 * are stored by one statement, alone each is stored at once. Nothing is acknowledged before its row is committed.
 */
import { randomUUID } from 'node:crypto';
import { byteaArray } from '../platform/db/binary-array.ts';
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
  /** Resolves when all rows are committed. Rejects when none of them is safe. */
  store(rows: readonly InboxRow[]): Promise<void>;
}

const MAX_BATCH = 500;

const insert = prepared(
  'inbox_insert',
  `insert into webhook_event (id, tenant_id, integration_id, provider_id, account_hash, dedupe_key, event_id,
                              event_type, body, status)
   select t.* from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[], $7::text[],
                        $8::text[], $9::bytea[], $10::text[]) as t
   on conflict (dedupe_key) do nothing returning 1`,
);

interface Waiting {
  readonly rows: readonly InboxRow[];
  resolve(): void;
  reject(error: unknown): void;
}

/** `onStored` is told how many new events a write has committed. */
export function createInbox(routing: Routing, onStored: (events: number) => void): Inbox {
  let waiting: Waiting[] = [];
  let writing = false;

  const write = async () => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      await storeTogether({ routing, onStored }, batch);
    }
    writing = false;
  };
  return {
    store: (rows) =>
      new Promise((resolve, reject) => {
        waiting.push({ rows, resolve, reject });
        if (!writing) void write();
      }),
  };
}

interface Place {
  readonly routing: Routing;
  readonly onStored: (events: number) => void;
}

async function storeTogether(place: Place, batch: readonly Waiting[]): Promise<void> {
  try {
    const stored = await insertRows(place.routing, batch);
    for (const each of batch) each.resolve();
    place.onStored(stored);
  } catch (error) {
    // One delivery that the database refuses must not cost its neighbours their place.
    if (batch.length > 1 && isDataError(error)) for (const each of batch) await storeTogether(place, [each]);
    else for (const each of batch) each.reject(error);
  }
}

async function insertRows(routing: Routing, batch: readonly Waiting[]): Promise<number> {
  const rows = batch.flatMap((each) => each.rows);
  const params = [
    rows.map(() => randomUUID()),
    rows.map((row) => row.tenantId),
    rows.map((row) => row.integrationId),
    rows.map((row) => row.providerId),
    rows.map((row) => row.accountHash),
    byteaArray(rows.map((row) => row.dedupeKey)),
    rows.map((row) => row.eventId),
    rows.map((row) => row.eventType),
    byteaArray(rows.map((row) => row.body)),
    rows.map((row) => row.status),
  ];
  return (await routing.query(insert, params)).length;
}

/** SQLSTATE classes 22 (data exception) and 23 (constraint): the row's own fault, not the connection's. */
function isDataError(error: unknown): boolean {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^2[23]/.test(code);
}
