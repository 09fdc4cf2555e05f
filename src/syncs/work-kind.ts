/** Sync jobs as durable work: the lane is the job's priority. */
import type { RoutedWork } from '../platform/work/turns.ts';
import type { SyncJobKind } from './sync-job.entity.ts';

export const syncWork: RoutedWork = {
  kind: 'sync',
  table: 'sync_job',
  inLane: (lane) => `w.priority = upper(${lane})`,
  // One sync of an integration runs at a time; the index `sync_job_one_running` sees to it. Batches get along with syncs.
  blocked: `w.kind <> 'BATCH' and exists (select from sync_job other where other.integration_id = w.integration_id
              and other.status = 'RUNNING' and other.kind <> 'BATCH')`,
};

/** The channel on which changes of a tenant's jobs are announced; the message is the job's id. */
export function jobChannel(tenantId: string): string {
  return `${tenantId}:sync_job`;
}

/** Whether the job brings an integration's records up to date. */
export function isSync(kind: SyncJobKind): boolean {
  return kind !== 'BATCH' && kind !== 'CLEANUP';
}

/** What audit entries and events call the job (`sync.started`, `batch.started`). */
export function nounOf(kind: SyncJobKind): 'sync' | 'batch' {
  return kind === 'BATCH' ? 'batch' : 'sync';
}
