/** The rows of an import that are done, as they are written and found again. */
import { prepared, type Tx } from '../../platform/db/sql.ts';
import type { TenantDb } from '../../platform/db/tenant-db.ts';
import type { BatchRowView } from './reads.ts';

export interface DoneRow extends BatchRowView {
  /** SHA-256 of the address; null where the row never went to the provider. */
  readonly contact: Buffer | null;
}

const highest = prepared(
  'batch_rows_done',
  'select coalesce(max(row), 0) as row from sync_batch_row where tenant_id = $1 and job_id = $2',
);
const byContact = prepared(
  'batch_rows_by_contact',
  `select row, encode(contact, 'hex') as contact from sync_batch_row
    where tenant_id = $1 and job_id = $2 and contact = any($3::bytea[])`,
);

/** The last row that is done; 0 when none is. */
export async function doneUpTo(db: TenantDb, jobId: string): Promise<number> {
  const [last] = await db.read<{ row: number }>(highest, [db.tenantId, jobId]);
  return last?.row ?? 0;
}

/** Which of the contacts an earlier row brought in: its number, by the contact in hex. */
export async function rowsOfContacts(
  db: TenantDb,
  jobId: string,
  contacts: readonly Buffer[],
): Promise<Map<string, number>> {
  const rows = await db.read<{ row: number; contact: string }>(byContact, [db.tenantId, jobId, contacts]);
  return new Map(rows.map(({ contact, row }) => [contact, row]));
}

export async function saveRows(
  tx: Tx,
  job: { readonly id: string; readonly tenantId: string },
  rows: readonly DoneRow[],
): Promise<void> {
  await tx.query(
    `insert into sync_batch_row (tenant_id, job_id, row, contact, outcome, external_id, code, message, field)
     select $1, $2, * from unnest($3::int[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])`,
    [
      job.tenantId,
      job.id,
      rows.map(({ row }) => row),
      rows.map(({ contact }) => contact),
      rows.map(({ outcome }) => outcome),
      rows.map(({ externalId }) => externalId),
      rows.map(({ code }) => code),
      rows.map(({ message }) => message),
      rows.map(({ field }) => field),
    ],
  );
}
