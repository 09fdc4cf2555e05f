/** Sync jobs as durable work: the lane is the job's priority. */
import type { Swept } from '../platform/work/sweeper.ts';

export const syncWork: Swept = { kind: 'sync', table: 'sync_job', lane: 'lower(priority)' };

/** The channel on which changes of a tenant's jobs are announced; the message is the job's id. */
export function jobChannel(tenantId: string): string {
  return `${tenantId}:sync_job`;
}
