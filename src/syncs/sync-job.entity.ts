import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantAndRouting } from '../platform/db/row-security.ts';
import { workColumns } from '../platform/work/work-columns.ts';
import type { Progress } from './progress.ts';

export const syncJobKinds = ['SYNC', 'SCHEDULED_SYNC', 'WEBHOOK', 'BATCH', 'CLEANUP'] as const;
export type SyncJobKind = (typeof syncJobKinds)[number];
export const syncJobPriorities = ['CRITICAL', 'HIGH', 'NORMAL', 'LOW'] as const;
export const syncModes = ['INCREMENTAL', 'FULL'] as const;
export const syncJobStatuses = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED'] as const;
export type SyncJobStatus = (typeof syncJobStatuses)[number];

/** One run of work on an integration; the row is the only truth about it. */
export const SyncJob = defineEntity({
  name: 'SyncJob',
  tableName: 'sync_job',
  ...tenantAndRouting,
  indexes: [
    { name: 'sync_job_page', properties: ['tenantId', 'createdAt', 'id'] },
    { name: 'sync_job_of_integration', properties: ['integrationId', 'createdAt', 'id'] },
    {
      name: 'sync_job_waiting',
      expression: `create index "sync_job_waiting" on "sync_job" ("priority", "tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    },
    {
      name: 'sync_job_running',
      expression: `create index "sync_job_running" on "sync_job" ("tenant_id") where status = 'RUNNING'`,
    },
    {
      name: 'sync_job_dead',
      expression: `create index "sync_job_dead" on "sync_job" ("tenant_id", "finished_at", "id") where status = 'FAILED'`,
    },
    {
      // The lease that lets only one sync of an integration run, held by the database itself. Batches get along with syncs.
      name: 'sync_job_one_running',
      expression: `create unique index "sync_job_one_running" on "sync_job" ("integration_id") where status = 'RUNNING' and kind <> 'BATCH'`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    integrationId: p.uuid(),
    kind: p.enum(syncJobKinds),
    priority: p.enum(syncJobPriorities),
    mode: p.enum(syncModes),
    resources: p.array(),
    status: p.enum(syncJobStatuses),
    progress: p.json().$type<Progress>().default('{}'),
    /** Grows with every visible change; subscribers never show an older one after a newer. */
    revision: p
      .bigint('bigint')
      .defaultRaw('1')
      .onCreate(() => 1n),
    cancelRequestedAt: instant().nullable(),
    errorCode: p.string().nullable(),
    errorMessage: p.text().nullable(),
    errorRetryable: p.boolean().nullable(),
    requestedBy: p.string(),
    createdAt: createdAt(),
    startedAt: instant().nullable(),
    finishedAt: instant().nullable(),
    ...workColumns,
  },
});
export type SyncJobRow = InferEntity<typeof SyncJob>;
