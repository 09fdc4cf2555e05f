import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantAndRouting } from '../platform/db/row-security.ts';
import { syncModes } from './sync-job.entity.ts';

/** When an integration is synced by itself: every so often, or by a cron expression in a time zone. */
export const SyncSchedule = defineEntity({
  name: 'SyncSchedule',
  tableName: 'sync_schedule',
  ...tenantAndRouting,
  indexes: [{ name: 'sync_schedule_due', properties: ['nextRunAt'] }],
  checks: [{ name: 'sync_schedule_one_way', expression: '(every_s is null) <> (cron is null)' }],
  properties: {
    integrationId: p.uuid().primary(),
    tenantId: p.uuid(),
    everyS: p.integer().nullable(),
    cron: p.string().nullable(),
    /** IANA name; only a cron expression needs it. */
    timeZone: p.string().nullable(),
    mode: p.enum(syncModes),
    /** Null: all that the provider has. */
    resources: p.array().nullable(),
    nextRunAt: instant(),
    updatedAt: createdAt().onUpdate(() => new Date()),
  },
});
