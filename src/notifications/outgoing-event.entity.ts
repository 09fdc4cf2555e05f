/** The outbox: what client applications are to be told, written with the change it tells of. */
import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from '../platform/db/columns.ts';
import { ROUTER_ROLE, tenantAndRouting } from '../platform/db/row-security.ts';

export const OutgoingEvent = defineEntity({
  name: 'OutgoingEvent',
  tableName: 'outgoing_event',
  ...tenantAndRouting,
  policies: [
    ...tenantAndRouting.policies,
    {
      // Whatever the retention time is set to: what is younger can still be recovered.
      name: 'forget_only_old',
      command: 'delete',
      type: 'restrictive',
      roles: [ROUTER_ROLE],
      using: `created_at < now() - interval '1 day'`,
    },
  ],
  indexes: [
    { name: 'outgoing_event_page', properties: ['tenantId', 'createdAt', 'id'] },
    { name: 'outgoing_event_created', properties: ['createdAt'] },
  ],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tenantId: p.uuid(),
    /** The order in which events were written; of one subject also the order in which they happened. */
    seq: p.bigint('bigint').autoincrement(),
    type: p.string(),
    /** Events of one subject are told in order; those of different subjects do not wait for each other. */
    subject: p.string(),
    payload: p.json(),
    createdAt: createdAt(),
  },
});

/**
 * An event that is not handed out to the endpoints yet. Written with the event, removed with the handing out: whichever of
 * two events is committed first, neither is passed over.
 */
export const OutgoingEventPending = defineEntity({
  name: 'OutgoingEventPending',
  tableName: 'outgoing_event_pending',
  ...tenantAndRouting,
  properties: {
    tenantId: p.uuid().primary(),
    seq: p.bigint('bigint').primary(),
    eventId: p.uuid(),
  },
});
