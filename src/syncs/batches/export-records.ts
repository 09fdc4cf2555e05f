/**
 * EXPORT: an integration's records as one file. Each resource is read by its key, page after page, so memory stays the
 * same at any size, and what is there all along is in the file exactly once. A worker that dies leaves nothing that is
 * linked; the next one begins anew.
 */
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { prepared } from '../../platform/db/sql.ts';
import { LeaseLost } from '../../platform/errors.ts';
import type { ResourceName } from '../../providers/resources.ts';
import type { Run } from '../job-work.ts';
import { saveProgress } from '../job-row.ts';
import { advance, completed, emptyProgress, type Progress } from '../progress.ts';
import { cellOf, COLUMNS, COMMON_COLUMNS } from './columns.ts';
import { fileKey, folderOf } from './files.ts';
import type { BatchView } from './reads.ts';

const ROWS_AT_ONCE = 1_000;
/** Progress is told at most this often, in milliseconds. */
const TELL_EVERY_MS = 500;

const countOf = prepared(
  'export_count',
  `select count(*)::int as total from record
    where tenant_id = $1 and integration_id = $2 and resource = $3 and deleted_at is null`,
);

// JSON leaves as the text that is stored: what is not parsed cannot change.
const pageOf = prepared(
  'export_page',
  `select external_id as "externalId", source_created_at as "createdAt", source_updated_at as "updatedAt",
          changed_at as "changedAt", data::text as data, case when $5 then raw::text end as raw
     from record
    where tenant_id = $1 and integration_id = $2 and resource = $3 and external_id > $4 and deleted_at is null
    order by external_id limit ${ROWS_AT_ONCE}`,
);

interface ExportedRow {
  externalId: string;
  createdAt: Date | null;
  updatedAt: Date | null;
  changedAt: Date;
  /** JSON of the normalized shape. */
  data: string;
  /** JSON of the provider's own object; null unless it was asked for. */
  raw: string | null;
}

export async function exportRecords(run: Run, batch: BatchView): Promise<void> {
  const { platform, job, signal } = run;
  const { storage } = platform;
  const file = fileKey(job.id, String(job.fence), batch.format);
  const counted = { rows: 0, progress: emptyProgress(job.resources) };
  const bytes = await storage.write(file, Readable.from(textOf(run, batch, counted)), { signal });
  const linked = await platform.db.tenant(job.tenantId).transaction(async (tx) => {
    await saveProgress(tx, job, counted.progress, true);
    return tx.query(
      `update sync_batch set file = $2, bytes = $3, rows = $4, files_until = $5 where job_id = $1 returning job_id`,
      [job.id, file, bytes, counted.rows, new Date(platform.clock.now() + storage.keptMs)],
    );
  });
  if (linked.length === 0) {
    // The integration was erased meanwhile: whoever did it could not know of this file.
    await storage.removeFolder(folderOf(job.id));
    throw new LeaseLost(`the batch of job ${job.id} was erased`);
  }
  job.progress = counted.progress;
}

interface Counted {
  rows: number;
  progress: Progress;
}

async function* textOf(run: Run, batch: BatchView, counted: Counted): AsyncGenerator<string> {
  const { platform, job } = run;
  const tenant = platform.db.tenant(job.tenantId);
  const tell = teller(run, counted);
  // `as`: what a job exports was checked against the provider's resources when it was queued.
  for (const resource of job.resources as ResourceName[]) {
    const key = [job.tenantId, job.integrationId, resource];
    const [count] = await tenant.read<{ total: number }>(countOf, key);
    const total = count?.total ?? 0;
    if (batch.format === 'CSV') yield csv([[...COMMON_COLUMNS, ...COLUMNS[resource]]]);
    for (let after = ''; ;) {
      const rows = await tenant.read<ExportedRow>(pageOf, [...key, after, batch.raw]);
      const last = rows.at(-1);
      if (!last) break;
      after = last.externalId;
      yield batch.format === 'CSV' ? csvOf(resource, rows) : ndjsonOf(resource, rows);
      counted.rows += rows.length;
      const counts = { processed: rows.length, unchanged: rows.length, created: 0, updated: 0, deleted: 0 };
      counted.progress[resource] = advance(partOf(counted, resource), counts, { total });
      await tell();
      // Pages come from the database's cache: without this nothing else in the process would get its turn.
      await setImmediate();
    }
    counted.progress[resource] = completed(partOf(counted, resource));
  }
}

function partOf({ progress }: Counted, resource: ResourceName) {
  // Made with a part for each of the job's resources.
  return progress[resource] ?? emptyProgress([resource])[resource]!;
}

/** Stores progress where it goes beyond what an earlier try has told: counts never fall, and only more of them is progress. */
function teller(run: Run, counted: Counted): () => Promise<void> {
  const { platform, job } = run;
  let toldAt = performance.now();
  return async () => {
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    if (counted.rows <= processedOf(job.progress)) return;
    const progress = { ...counted.progress };
    await platform.db.tenant(job.tenantId).transaction((tx) => saveProgress(tx, job, progress, true));
    job.progress = progress;
    job.attempts = 1;
    run.announce();
  };
}

function processedOf(progress: Progress): number {
  return Object.values(progress).reduce((sum, part) => sum + part.processed, 0);
}

function ndjsonOf(resource: ResourceName, rows: readonly ExportedRow[]): string {
  return rows
    .map(({ data, raw, ...known }) => {
      const head = JSON.stringify({ resource, ...known }).slice(0, -1);
      const line = `${head},"data":${data}${raw === null ? '' : `,"raw":${raw}`}}`;
      // A line break inside a JSON string is escaped: one that is not stands between values and means nothing.
      return `${line.replaceAll(/[\r\n]/g, ' ')}\n`;
    })
    .join('');
}

function csvOf(resource: ResourceName, rows: readonly ExportedRow[]): string {
  const lines = rows.map((row) => {
    const data: unknown = JSON.parse(row.data);
    return [
      ...COMMON_COLUMNS.map((column) => cellOf(row, column)),
      ...COLUMNS[resource].map((column) => cellOf(data, column)),
    ];
  });
  return csv(lines);
}

/** RFC 4180: lines end with CRLF. Half of that within a value is quoted too, for readers that take either. */
function csv(lines: string[][]): string {
  return stringify(lines, { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}
