import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { ROUTER_ROLE, tenantAndRouting } from '../platform/db/row-security.ts';
import { workColumns } from '../platform/work/work-columns.ts';

export const webhookEventStatuses = [
  'QUEUED',
  'RUNNING',
  'APPLIED',
  'IGNORED',
  'FAILED',
  'QUARANTINED',
] as const;
export type WebhookEventStatus = (typeof webhookEventStatuses)[number];

/** The inbox: a verified event as it came, stored before it is acknowledged, applied once. */
export const WebhookEvent = defineEntity({
  name: 'WebhookEvent',
  tableName: 'webhook_event',
  ...tenantAndRouting,
  policies: [
    ...tenantAndRouting.policies,
    {
      // The database itself keeps the keys that make late duplicates harmless.
      name: 'forget_only_old',
      command: 'delete',
      type: 'restrictive',
      roles: [ROUTER_ROLE],
      using: `status not in ('QUEUED', 'RUNNING') and received_at < now() - interval '30 days'`,
    },
  ],
  indexes: [
    { name: 'webhook_event_page', properties: ['tenantId', 'receivedAt', 'id'] },
    {
      name: 'webhook_event_waiting',
      expression: `create index "webhook_event_waiting" on "webhook_event" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    },
    {
      name: 'webhook_event_running',
      expression: `create index "webhook_event_running" on "webhook_event" ("tenant_id") where status = 'RUNNING'`,
    },
    {
      name: 'webhook_event_dead',
      expression: `create index "webhook_event_dead" on "webhook_event" ("tenant_id", "finished_at", "id") where status = 'FAILED'`,
    },
    {
      name: 'webhook_event_quarantined',
      expression: `create index "webhook_event_quarantined" on "webhook_event" ("provider_id", "account_hash") where status = 'QUARANTINED'`,
    },
    { name: 'webhook_event_received', properties: ['receivedAt'] },
  ],
  uniques: [{ name: 'webhook_event_once', properties: ['dedupeKey'] }],
  properties: {
    id: p.uuid().primary(),
    /** Null while no integration of any tenant matches: quarantined, seen by nobody. */
    tenantId: p.uuid().nullable(),
    integrationId: p.uuid().nullable(),
    providerId: p.string(),
    /** Hash of provider and account, to attach a quarantined event when its integration appears. */
    accountHash: p.string().nullable(),
    /** Hash of provider, integration or account, and event id: no tenant can use up another's ids. */
    dedupeKey: p.blob(),
    eventId: p.string(),
    eventType: p.string(),
    /** The event's bytes as received and verified. */
    body: p.blob(),
    status: p.enum(webhookEventStatuses),
    errorCode: p.string().nullable(),
    errorMessage: p.text().nullable(),
    receivedAt: createdAt(),
    finishedAt: instant().nullable(),
    ...workColumns,
  },
});
export type WebhookEventRow = InferEntity<typeof WebhookEvent>;
