import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantAndRouting } from '../platform/db/row-security.ts';
import { workColumns } from '../platform/work/work-columns.ts';

/** `IDLE`: nothing waits. `QUEUED`: something waits, due at `next_attempt_at`. `RUNNING`: a worker is delivering. */
export const endpointStatuses = ['IDLE', 'QUEUED', 'RUNNING', 'DISABLED'] as const;
export type EndpointStatus = (typeof endpointStatuses)[number];

/** Why an endpoint gets nothing any more: its owner said so, it answered 410, or it failed for days. */
export const disabledReasons = ['OWNER', 'GONE', 'FAILING'] as const;
export type DisabledReason = (typeof disabledReasons)[number];

/** Where a client application is told of events. The row is also the work on what waits for it: one worker at a time. */
export const NotificationEndpoint = defineEntity({
  name: 'NotificationEndpoint',
  tableName: 'notification_endpoint',
  ...tenantAndRouting,
  indexes: [
    { name: 'notification_endpoint_page', properties: ['tenantId', 'createdAt', 'id'] },
    {
      name: 'notification_endpoint_waiting',
      expression: `create index "notification_endpoint_waiting" on "notification_endpoint" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    },
    {
      name: 'notification_endpoint_running',
      expression: `create index "notification_endpoint_running" on "notification_endpoint" ("tenant_id") where status = 'RUNNING'`,
    },
    {
      // The one that the operator's setting makes, at most one for each tenant.
      name: 'notification_endpoint_setting',
      expression: `create unique index "notification_endpoint_setting" on "notification_endpoint" ("tenant_id") where from_setting`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    url: p.text(),
    description: p.text().nullable(),
    /** Event types, or `noun.*`; all when empty. */
    eventTypes: p.array().columnType('text[]').defaultRaw(`'{}'`),
    /** Only events about these subjects; all when empty. */
    about: p.array().columnType('text[]').defaultRaw(`'{}'`),
    /** Whether CLIENT_API_URL made it: then it is the operator's to change. */
    fromSetting: p.boolean().defaultRaw('false').default(false),
    /** Sealed: the secrets that sign, as JSON; a replaced one signs along until its time is over. */
    secrets: p.blob().lazy(),
    status: p.enum(endpointStatuses),
    disabledReason: p.enum(disabledReasons).nullable(),
    disabledAt: instant().nullable(),
    /** Failed deliveries since the last good one. */
    failures: p.integer().defaultRaw('0').default(0),
    /** The first failed delivery since the last good one. */
    failingSince: instant().nullable(),
    /** Until then nothing is sent: it failed too often in a row, or asked for it. */
    parkedUntil: instant().nullable(),
    lastDeliveredAt: instant().nullable(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    ...workColumns,
  },
});
export type NotificationEndpointRow = InferEntity<typeof NotificationEndpoint>;
