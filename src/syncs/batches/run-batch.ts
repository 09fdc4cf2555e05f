/** A worker's turn at a BATCH job. */
import type { Run } from '../job-work.ts';
import { exportRecords } from './export-records.ts';
import { importContacts } from './import-contacts.ts';
import { theBatch } from './reads.ts';

export async function runBatch(run: Run): Promise<void> {
  const batch = await theBatch(run.platform.db.tenant(run.job.tenantId), run.job.id);
  return batch.operation === 'EXPORT' ? exportRecords(run, batch) : importContacts(run, batch);
}
