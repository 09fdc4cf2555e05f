/**
 * Three ways to bring the same objects into tables: the hub's `merge` in its commit units; COPY straight into an equal table,
 * which can only insert; and @supabase/stripe-sync-engine with its own table.
 */
import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { entities } from '../../src/entities.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Seen } from '../../src/providers/provider.ts';
import { merge } from '../../src/syncs/merge.ts';
import { UNIT_OBJECTS } from '../../src/syncs/units.ts';
import { answer } from '../processes/answer.ts';
import { bulkRow } from './bulk-rows.ts';
import { openPeer } from './stripe-sync-engine.ts';

export interface Pass {
  readonly tenantId: string;
  readonly integrationId: string;
  readonly rows: number;
  readonly edition: number;
  readonly version: bigint;
}

const url = process.argv[2] ?? '';
const CONNECTIONS = 5;
const db = await openDatabase({ url, poolSize: 4 }, entities, createLog({ level: 'warn' }));
const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
const peer = await openPeer(url, CONNECTIONS);
answer({ ours, copy, peer: peer.upsert, emptyPeer: peer.empty }, () =>
  Promise.all([db.close(), pool.end(), peer.close()]),
);

async function ours(
  pass: Pass,
): Promise<{ ms: number; created: number; updated: number; unchanged: number }> {
  const tenant = db.tenant(pass.tenantId);
  const became = { created: 0, updated: 0, unchanged: 0 };
  const ahead = units(pass);
  const began = performance.now();
  let unit = ahead.next().value;
  while (unit) {
    const changes = unit;
    const merging = tenant.transaction((tx) => merge(tx.client, pass, changes));
    // A sync, too, reads the next unit while the database is busy with this one.
    await sleep(1);
    unit = ahead.next().value;
    const merged = await merging;
    became.created += merged.created;
    became.updated += merged.updated;
    became.unchanged += merged.unchanged;
  }
  return { ms: performance.now() - began, ...became };
}

const COLUMNS =
  'tenant_id, integration_id, resource, external_id, version, hash, data, raw, source_created_at, source_updated_at';

async function copy(pass: Pass): Promise<{ ms: number }> {
  const client = await pool.connect();
  const began = performance.now();
  await pipeline(
    Readable.from(lines(pass)),
    client.query(copyFrom(`copy floor_record (${COLUMNS}) from stdin`)),
  );
  const ms = performance.now() - began;
  client.release();
  return { ms };
}

function* units(pass: Pass): Generator<Seen[], undefined> {
  for (let from = 0; from < pass.rows; from += UNIT_OBJECTS) {
    const length = Math.min(UNIT_OBJECTS, pass.rows - from);
    yield Array.from({ length }, (_, i) => bulkRow(from + i, pass.edition, pass.version));
  }
}

/** As COPY text; these rows hold nothing that would need escaping but the hash. */
function* lines(pass: Pass): Generator<string> {
  for (const unit of units(pass)) {
    yield unit
      .map((row) => {
        const [tenant, integration, resource, id, version, digest, data, raw, created] = columnsOf(pass, row);
        const bytes = `\\\\x${(digest as Buffer).toString('hex')}`;
        const fields = [
          tenant,
          integration,
          resource,
          id,
          version,
          bytes,
          data,
          raw,
          (created as Date).toISOString(),
        ];
        return `${fields.join('\t')}\t\\N\n`;
      })
      .join('');
  }
}

function columnsOf(pass: Pass, row: Seen): unknown[] {
  const raw = JSON.stringify(row.raw);
  return [
    pass.tenantId,
    pass.integrationId,
    row.resource,
    row.externalId,
    row.version,
    hash('sha256', raw, 'buffer'),
    JSON.stringify(row.data),
    raw,
    row.createdAt,
    row.updatedAt,
  ];
}
