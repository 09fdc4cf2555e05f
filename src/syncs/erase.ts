/** What a deleted integration leaves behind is removed in small steps, so that no statement holds locks for long. */
import type { Platform } from '../platform/platform.ts';
import { saveProgress, type RunningJob } from './job-row.ts';

const ROWS_AT_ONCE = 5_000;

/** Removes the records, checkpoints, inbox and the integration itself. Repeatable: it goes on where it was. */
export async function eraseIntegration(
  platform: Platform,
  job: RunningJob,
  signal: AbortSignal,
): Promise<void> {
  const tenant = platform.db.tenant(job.tenantId);
  const steps = [
    `delete from record where ctid = any (array(select ctid from record
       where tenant_id = $1 and integration_id = $2 limit ${ROWS_AT_ONCE}))`,
    `delete from webhook_event where ctid = any (array(select ctid from webhook_event
       where tenant_id = $1 and integration_id = $2 limit ${ROWS_AT_ONCE}))`,
  ];
  for (const step of steps) {
    for (let removed = ROWS_AT_ONCE; removed === ROWS_AT_ONCE;) {
      signal.throwIfAborted();
      removed = await tenant.transaction(async (tx) => {
        await saveProgress(tx, job, job.progress, true);
        return (await tx.client.query(step, [job.tenantId, job.integrationId])).rowCount ?? 0;
      });
    }
  }
  await tenant.transaction(async (tx) => {
    await saveProgress(tx, job, job.progress, true);
    await tx.query(
      `delete from sync_pass_page where pass_id in (select pass_id from sync_checkpoint where integration_id = $1)`,
      [job.integrationId],
    );
    await tx.query('delete from sync_schedule where integration_id = $1', [job.integrationId]);
    await tx.query('delete from sync_checkpoint where integration_id = $1', [job.integrationId]);
    await tx.query('delete from integration where id = $1', [job.integrationId]);
  });
}
