/** Hot reads of sync jobs: prepared SQL, rows as the API shows them. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import type { Progress } from './progress.ts';
import type { syncJobKinds, syncJobPriorities, SyncJobStatus, syncModes } from './sync-job.entity.ts';

export interface SyncJobView {
  id: string;
  tenantId: string;
  integrationId: string;
  kind: (typeof syncJobKinds)[number];
  priority: (typeof syncJobPriorities)[number];
  mode: (typeof syncModes)[number];
  resources: string[];
  status: SyncJobStatus;
  progress: Progress;
  attempts: number;
  /** A decimal number; grows with every change that can be seen. */
  revision: string;
  errorCode: string | null;
  errorMessage: string | null;
  errorRetryable: boolean | null;
  /** When the next try is due; only while queued. */
  nextAttemptAt: Date;
  cancelRequestedAt: Date | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface SyncJobFilter {
  integrationId?: string | null | undefined;
  status?: SyncJobStatus | null | undefined;
}

const COLUMNS = `id, tenant_id as "tenantId", integration_id as "integrationId", kind, priority, mode, resources, status,
  progress, attempts, revision, error_code as "errorCode", error_message as "errorMessage",
  error_retryable as "errorRetryable", next_attempt_at as "nextAttemptAt", cancel_requested_at as "cancelRequestedAt",
  created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt"`;

const byIds = prepared(
  'sync_job_by_ids',
  `select ${COLUMNS} from sync_job where tenant_id = $1 and id = any($2::uuid[])`,
);
const page = prepared(
  'sync_job_page',
  `select ${COLUMNS} from sync_job
    where tenant_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid)
      and ($4::uuid is null or integration_id = $4) and ($5::text is null or status = $5)
    order by created_at desc, id desc limit $6`,
);
const unfinished = prepared(
  'sync_job_unfinished',
  `select ${COLUMNS} from sync_job
    where tenant_id = $1 and status in ('QUEUED', 'RUNNING') and ($2::uuid is null or integration_id = $2)
    order by created_at, id limit 1000`,
);

/** In the order of `ids`; undefined where the tenant has no such job. */
export async function syncJobsByIds(
  db: TenantDb,
  ids: readonly string[],
): Promise<(SyncJobView | undefined)[]> {
  const rows = await db.read<SyncJobView>(byIds, [db.tenantId, ids.filter(isUuid)]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id.toLowerCase()));
}

/** Newest first. */
export async function listSyncJobs(
  db: TenantDb,
  request: PageRequest & { filter?: SyncJobFilter | null | undefined },
): Promise<Page<SyncJobView>> {
  const { integrationId = null, status = null } = request.filter ?? {};
  if (integrationId && !isUuid(integrationId))
    return pageOf<SyncJobView>([], request, (row) => [row.createdAt, row.id]);
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const params = [db.tenantId, at, id, integrationId, status, rowsWanted(request)];
  return pageOf(await db.read<SyncJobView>(page, params), request, (row) => [row.createdAt, row.id]);
}

/** Queued and running jobs, oldest first, of one integration or of all. */
export function unfinishedSyncJobs(db: TenantDb, integrationId: string | null): Promise<SyncJobView[]> {
  return db.read<SyncJobView>(unfinished, [db.tenantId, integrationId]);
}

export function isFinal(job: SyncJobView): boolean {
  return job.status !== 'QUEUED' && job.status !== 'RUNNING';
}
