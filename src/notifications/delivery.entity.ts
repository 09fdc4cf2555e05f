import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { ROUTER_ROLE, tenantAndRouting } from '../platform/db/row-security.ts';

/** `WAITING` until the endpoint has taken it, or `FAILED` after all tries while the endpoint takes others. */
export const deliveryStatuses = ['WAITING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One event for one endpoint: exactly one row, however often it is tried. */
export const NotificationDelivery = defineEntity({
  name: 'NotificationDelivery',
  tableName: 'notification_delivery',
  ...tenantAndRouting,
  policies: [
    ...tenantAndRouting.policies,
    {
      name: 'forget_only_old',
      command: 'delete',
      type: 'restrictive',
      roles: [ROUTER_ROLE],
      using: `created_at < now() - interval '1 day'`,
    },
  ],
  indexes: [
    { name: 'notification_delivery_page', properties: ['tenantId', 'createdAt', 'id'] },
    { name: 'notification_delivery_created', properties: ['createdAt'] },
    {
      name: 'notification_delivery_waiting',
      expression: `create index "notification_delivery_waiting" on "notification_delivery" ("endpoint_id", "seq") where status = 'WAITING'`,
    },
    {
      name: 'notification_delivery_retried',
      expression: `create index "notification_delivery_retried" on "notification_delivery" ("endpoint_id", "subject") where status = 'WAITING' and attempts > 0`,
    },
  ],
  uniques: [{ name: 'notification_delivery_once', properties: ['eventId', 'endpointId'] }],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tenantId: p.uuid(),
    endpointId: p.uuid(),
    eventId: p.uuid(),
    /** The event's: deliveries of one subject go out in this order. */
    seq: p.bigint('bigint'),
    eventType: p.string(),
    subject: p.string(),
    status: p.enum(deliveryStatuses).defaultRaw(`'WAITING'`),
    attempts: p.integer().defaultRaw('0').default(0),
    /** Not before this instant; those behind it with the same subject wait too. */
    nextAttemptAt: instant().defaultRaw('now()'),
    /** What was answered at each try, the latest last. */
    tries: p.json().defaultRaw(`'[]'`),
    createdAt: createdAt(),
    finishedAt: instant().nullable(),
  },
});
