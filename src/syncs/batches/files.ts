/** The files of batches: what they are called, and how they are removed when their time is over. */
import { prepared } from '../../platform/db/sql.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Chore } from '../../platform/work/chores.ts';
import type { BatchFormat } from './batch.entity.ts';

const EVERY_MS = 60_000;
const AT_ONCE = 100;

/** `attempt` is another one each time: who comes too late writes a file that nobody will ever link. */
export function fileKey(jobId: string, attempt: string, format: BatchFormat): string {
  return `${folderOf(jobId)}/${attempt}.${format.toLowerCase()}`;
}

/** All files of a job, those that were never finished included. */
export function folderOf(jobId: string): string {
  return `batches/${jobId}`;
}

const due = prepared(
  'batch_files_due',
  `select job_id as "jobId", tenant_id as "tenantId" from sync_batch
    where files_until < now() order by files_until limit ${AT_ONCE}`,
);

export function forgetOldFiles(platform: Platform): Chore {
  return {
    name: 'forget-old-files',
    everyMs: EVERY_MS,
    run: async () => {
      for (let found = AT_ONCE; found === AT_ONCE;) {
        const rows = await platform.db.routing.query<{ jobId: string; tenantId: string }>(due);
        for (const row of rows) await removeFiles(platform, row);
        found = rows.length;
      }
    },
  };
}

/** First the files, then the word of them: what fails is tried again. */
async function removeFiles(platform: Platform, of: { jobId: string; tenantId: string }): Promise<void> {
  await platform.storage.removeFolder(folderOf(of.jobId));
  await platform.db
    .tenant(of.tenantId)
    .transaction((tx) =>
      tx.query('update sync_batch set file = null, files_until = null where job_id = $1', [of.jobId]),
    );
}
