/** What a deleted integration leaves behind is removed in small steps, so that no statement holds locks for long. */
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import { folderOf } from './batches/files.ts';
import { saveProgress, type RunningJob } from './job-row.ts';

const ROWS_AT_ONCE = 5_000;

const batchesOf = prepared('erase_batches', 'select job_id as id from sync_batch where integration_id = $1');

/** Removes the records, files, checkpoints, inbox and the integration itself. Repeatable: it goes on where it was. */
export async function eraseIntegration(
  platform: Platform,
  job: RunningJob,
  signal: AbortSignal,
): Promise<void> {
  const tenant = platform.db.tenant(job.tenantId);
  const batches = await tenant.read<{ id: string }>(batchesOf, [job.integrationId]);
  for (const { id } of batches) await platform.storage.removeFolder(folderOf(id));
  const steps = [
    `delete from sync_batch_row where ctid = any (array(select r.ctid from sync_batch_row r
       join sync_batch b on b.job_id = r.job_id and b.tenant_id = $1
      where b.integration_id = $2 limit ${ROWS_AT_ONCE}))`,
    'delete from sync_batch where tenant_id = $1 and integration_id = $2',
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
