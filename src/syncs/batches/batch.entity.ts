import { defineEntity, p } from '@mikro-orm/core';
import { instant } from '../../platform/db/columns.ts';
import { tenantAndRouting, tenantOnly } from '../../platform/db/row-security.ts';

export const batchOperations = ['EXPORT', 'IMPORT'] as const;
export type BatchOperation = (typeof batchOperations)[number];
export const batchFormats = ['NDJSON', 'CSV'] as const;
export type BatchFormat = (typeof batchFormats)[number];
export const rowOutcomes = ['CREATED', 'UPDATED', 'REFUSED'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** What a BATCH job is to do, and the file it made or was given. One row per job, under the job's id. */
export const Batch = defineEntity({
  name: 'Batch',
  tableName: 'sync_batch',
  ...tenantAndRouting,
  indexes: [
    { name: 'sync_batch_of_integration', properties: ['integrationId'] },
    { name: 'sync_batch_files', properties: ['filesUntil'] },
  ],
  properties: {
    jobId: p.uuid().primary(),
    tenantId: p.uuid(),
    integrationId: p.uuid(),
    operation: p.enum(batchOperations),
    format: p.enum(batchFormats),
    /** Whether an export holds the providers' own objects too. */
    raw: p.boolean(),
    /** The list that an import goes into, at providers that keep contacts in lists. */
    listId: p.string().nullable(),
    /** Key in the storage of a finished export or a whole upload; null before, and once it was removed. */
    file: p.string().nullable(),
    bytes: p.bigint('number').nullable(),
    /** Of a finished export, without the header. */
    rows: p.integer().nullable(),
    /** When the job's files are removed, half-written ones included; null once they are. */
    filesUntil: instant().nullable(),
  },
});

/** What became of one row of an import. Rows are done in order, so the highest one says where to go on. */
export const BatchRow = defineEntity({
  name: 'BatchRow',
  tableName: 'sync_batch_row',
  ...tenantOnly,
  indexes: [
    {
      // A contact is brought in once, by the first row that names it.
      name: 'sync_batch_row_once',
      expression: `create unique index "sync_batch_row_once" on "sync_batch_row" ("job_id", "contact") where contact is not null`,
    },
  ],
  properties: {
    jobId: p.uuid().primary(),
    /** From 1. */
    row: p.integer().primary(),
    tenantId: p.uuid(),
    /** SHA-256 of the address; null where the row never went to the provider. */
    contact: p.blob().nullable(),
    outcome: p.enum(rowOutcomes),
    /** The contact's id at the provider. */
    externalId: p.string().nullable(),
    /** Why it was refused. */
    code: p.string().nullable(),
    message: p.text().nullable(),
    /** Which value of the row, in dotted form (`address.country`). */
    field: p.string().nullable(),
  },
});
