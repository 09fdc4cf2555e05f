/** Reading batches and what became of their rows. */
import {
  numberAfter,
  pageByNumber,
  rowsWanted,
  type Page,
  type PageRequest,
} from '../../platform/db/page.ts';
import { prepared } from '../../platform/db/sql.ts';
import type { TenantDb } from '../../platform/db/tenant-db.ts';
import { SyncJobNotFound } from '../errors.ts';
import type { BatchFormat, BatchOperation, RowOutcome } from './batch.entity.ts';

export interface BatchView {
  jobId: string;
  integrationId: string;
  operation: BatchOperation;
  format: BatchFormat;
  raw: boolean;
  listId: string | null;
  file: string | null;
  bytes: number | null;
  rows: number | null;
  filesUntil: Date | null;
}

export interface BatchRowView {
  row: number;
  outcome: RowOutcome;
  externalId: string | null;
  code: string | null;
  message: string | null;
  field: string | null;
}

const byIds = prepared(
  'sync_batch_by_ids',
  `select job_id as "jobId", integration_id as "integrationId", operation, format, raw, list_id as "listId", file,
          bytes::float8 as bytes, rows, files_until as "filesUntil"
     from sync_batch where tenant_id = $1 and job_id = any($2::uuid[])`,
);
const rowPage = prepared(
  'sync_batch_row_page',
  `select row, outcome, external_id as "externalId", code, message, field from sync_batch_row
    where tenant_id = $1 and job_id = $2 and row > $3 and ($4::text is null or outcome = $4)
    order by row limit $5`,
);

/** In the order of `jobIds`; undefined where the job is no batch. */
export async function batchesByIds(
  db: TenantDb,
  jobIds: readonly string[],
): Promise<(BatchView | undefined)[]> {
  const rows = await db.read<BatchView>(byIds, [db.tenantId, jobIds]);
  const found = new Map(rows.map((row) => [row.jobId, row]));
  return jobIds.map((id) => found.get(id));
}

/** Throws SyncJobNotFound. */
export async function theBatch(db: TenantDb, jobId: string): Promise<BatchView> {
  const [batch] = await batchesByIds(db, [jobId]);
  if (!batch) throw new SyncJobNotFound(jobId);
  return batch;
}

/** In the order of the file. */
export async function listBatchRows(
  db: TenantDb,
  request: PageRequest & { jobId: string; outcome?: RowOutcome | null | undefined },
): Promise<Page<BatchRowView>> {
  const params = [
    db.tenantId,
    request.jobId,
    numberAfter(request),
    request.outcome ?? null,
    rowsWanted(request),
  ];
  return pageByNumber(await db.read<BatchRowView>(rowPage, params), request, (row) => row.row);
}
