/** The one place that writes a running job's row. Every write is fenced: a worker that was replaced changes nothing. */
import { LeaseLost } from '../platform/errors.ts';
import type { Tx } from '../platform/db/sql.ts';
import type { Progress } from './progress.ts';
import type { SyncJobKind } from './sync-job.entity.ts';

/** A running job in its worker's hands. */
export interface RunningJob {
  readonly id: string;
  readonly tenantId: string;
  readonly integrationId: string;
  readonly kind: SyncJobKind;
  readonly mode: 'INCREMENTAL' | 'FULL';
  readonly resources: readonly string[];
  readonly fence: bigint;
  readonly leaseMs: number;
  /** When it last stored something, or was last told to wait, by this process's monotonic clock in milliseconds. */
  movedAt: number;
  /** Tries since the last progress, this one included. */
  attempts: number;
  progress: Progress;
}

/**
 * Stores progress and lengthens the lease. Committed pages are progress: the tries before them are forgotten.
 * Throws LeaseLost, so that the surrounding transaction writes nothing either.
 */
export async function saveProgress(
  tx: Tx,
  job: RunningJob,
  progress: Progress,
  moved: boolean,
): Promise<void> {
  const rows = await tx.query(
    `update sync_job
        set progress = $3, revision = revision + 1, attempts = case when $4 then 1 else attempts end,
            lease_until = now() + $5 * interval '1 ms'
      where id = $1 and fence = $2 and status = 'RUNNING' returning id`,
    [job.id, job.fence, JSON.stringify(progress), moved, job.leaseMs],
  );
  if (rows.length === 0) throw new LeaseLost(`sync job ${job.id} was taken over`);
  job.movedAt = performance.now();
}

/** Keeps the lease while nothing is committed; answers whether somebody asked to cancel. Throws LeaseLost. */
export async function keepLease(tx: Tx, job: RunningJob): Promise<boolean> {
  const rows = await tx.query<{ cancel: boolean }>(
    `update sync_job set lease_until = now() + $3 * interval '1 ms'
      where id = $1 and fence = $2 and status = 'RUNNING' returning cancel_requested_at is not null as cancel`,
    [job.id, job.fence, job.leaseMs],
  );
  if (!rows[0]) throw new LeaseLost(`sync job ${job.id} was taken over`);
  return rows[0].cancel;
}
