/** Deliveries that somebody asks for: a test, one once more, or all that was missed. */
import { recordChange } from '../audit/record-change.ts';
import type { Tx } from '../platform/db/sql.ts';
import { theDelivery, type DeliveryView } from './delivery-reads.ts';
import { theEndpoint, type EndpointView } from './endpoint-reads.ts';
import { changeOf, type Actor } from './endpoints.ts';
import { retryNow, tryNow } from './due-now.ts';
import { NotificationEndpointDisabled, NotificationNotFound } from './errors.ts';
import { WANTS } from './event-filter.ts';

/** Throws NotificationEndpointNotFound, NotificationEndpointDisabled. */
export async function testEndpoint(actor: Actor, id: string): Promise<DeliveryView> {
  const endpoint = await theEnabled(actor, id);
  const deliveryId = await actor.db.transaction(async (tx) => {
    // Not pending: it is handed out here, to this endpoint alone.
    const [row] = await tx.query<{ id: string }>(
      `with event as (
         insert into outgoing_event (tenant_id, type, subject, payload)
         values ($1, 'endpoint.test', $2::text, jsonb_build_object('endpointId', $2::text))
         returning tenant_id, seq, id, type, subject)
       insert into notification_delivery (tenant_id, endpoint_id, event_id, seq, event_type, subject)
       select tenant_id, $2::text::uuid, id, seq, type, subject from event returning id`,
      [actor.db.tenantId, endpoint.id],
    );
    await tryNow(tx, endpoint.id);
    await recordChange(tx, changeOf(actor, endpoint.id, { action: 'tested', detail: {} }));
    return row?.id ?? '';
  });
  return theDelivery(actor.db, deliveryId);
}

/** Throws NotificationNotFound for one that waits anyway, too; NotificationEndpointDisabled. */
export async function replay(actor: Actor, id: string): Promise<DeliveryView> {
  const delivery = await theDelivery(actor.db, id);
  const endpoint = await theEnabled(actor, delivery.endpointId);
  await actor.db.transaction(async (tx) => {
    const rows = await tx.query(
      `update notification_delivery set ${ANEW} where id = $1 and status <> 'WAITING' returning id`,
      [delivery.id],
    );
    if (rows.length === 0) throw new NotificationNotFound(id);
    await tryNow(tx, endpoint.id);
    const detail = { deliveryId: delivery.id, eventId: delivery.eventId };
    await recordChange(tx, changeOf(actor, endpoint.id, { action: 'replayed', detail }));
  });
  return theDelivery(actor.db, delivery.id);
}

export interface Recovered {
  endpoint: EndpointView;
  count: number;
}

/** Throws NotificationEndpointNotFound, NotificationEndpointDisabled. */
export async function recover(actor: Actor, id: string, since: Date): Promise<Recovered> {
  const endpoint = await theEnabled(actor, id);
  const count = await actor.db.transaction(async (tx) => {
    const recovered = (await retryFailed(tx, endpoint.id, since)) + (await addMissed(tx, endpoint.id, since));
    await retryNow(tx, endpoint.id);
    await tryNow(tx, endpoint.id);
    const detail = { since: since.toISOString(), count: recovered };
    await recordChange(tx, changeOf(actor, endpoint.id, { action: 'recovered', detail }));
    return recovered;
  });
  return { endpoint: await theEndpoint(actor.db, endpoint.id), count };
}

const ANEW = `status = 'WAITING', attempts = 0, next_attempt_at = now(), finished_at = null`;

async function retryFailed(tx: Tx, endpointId: string, since: Date): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `with tried as (
       update notification_delivery d set ${ANEW} from outgoing_event e
        where d.endpoint_id = $1 and d.status = 'FAILED' and e.id = d.event_id and e.created_at >= $2 returning d.id)
     select count(*)::int as count from tried`,
    [endpointId, since],
  );
  return row?.count ?? 0;
}

/** What happened while it was disabled, or before it was made. What is being handed out just now is so once only. */
async function addMissed(tx: Tx, endpointId: string, since: Date): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `with missed as (
       insert into notification_delivery (tenant_id, endpoint_id, event_id, seq, event_type, subject)
       select e.tenant_id, n.id, e.id, e.seq, e.type, e.subject
         from notification_endpoint n join outgoing_event e on e.tenant_id = n.tenant_id
        where n.id = $1 and e.created_at >= $2 and ${WANTS}
       on conflict (endpoint_id, event_id) do nothing returning id)
     select count(*)::int as count from missed`,
    [endpointId, since],
  );
  return row?.count ?? 0;
}

/** Throws NotificationEndpointNotFound, NotificationEndpointDisabled. */
async function theEnabled(actor: Actor, id: string): Promise<EndpointView> {
  const endpoint = await theEndpoint(actor.db, id);
  if (!endpoint.enabled) throw new NotificationEndpointDisabled();
  return endpoint;
}
