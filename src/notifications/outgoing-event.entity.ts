import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from '../platform/db/columns.ts';
import { tenantOnly } from '../platform/db/row-security.ts';

/** The outbox: what client applications are to be told, written with the change it tells of. */
export const OutgoingEvent = defineEntity({
  name: 'OutgoingEvent',
  tableName: 'outgoing_event',
  ...tenantOnly,
  indexes: [{ name: 'outgoing_event_page', properties: ['tenantId', 'createdAt', 'id'] }],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tenantId: p.uuid(),
    type: p.string(),
    /** Events of one subject are told in order; those of different subjects do not wait for each other. */
    subject: p.string(),
    payload: p.json(),
    createdAt: createdAt(),
  },
});
