import type { Tx } from '../platform/db/sql.ts';
import type { OutgoingEventDraft } from './outgoing-event.ts';

/** Writes an event into the outbox, in the transaction of the change it tells of. A worker hands it to the endpoints. */
export async function writeEvent(tx: Tx, tenantId: string, event: OutgoingEventDraft): Promise<void> {
  await tx.query(
    `with event as (
       insert into outgoing_event (tenant_id, type, subject, payload) values ($1, $2, $3, $4)
       returning tenant_id, seq, id)
     insert into outgoing_event_pending (tenant_id, seq, event_id) select tenant_id, seq, id from event`,
    [tenantId, event.type, event.subject, JSON.stringify(event.payload)],
  );
}
