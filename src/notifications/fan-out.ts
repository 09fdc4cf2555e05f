/**
 * Hands events to the endpoints that want them: one delivery for each. What is pending is known by its row and not by a
 * number, so an event whose transaction took long is not passed over; of one tenant one process does it at a time, so no
 * event overtakes an earlier one of its subject.
 */
import { prepared, type Tx } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import { ensureClient, type ClientSetting } from './client-setting.ts';
import { WANTS } from './event-filter.ts';

type World = Pick<Platform, 'db' | 'vault' | 'log'>;

const TENANTS_AT_ONCE = 100;
const EVENTS_AT_ONCE = 500;

const tenantsPending = prepared(
  'outgoing_event_tenants',
  'select distinct tenant_id as "tenantId" from outgoing_event_pending limit $1',
);

/** Hands out all that is pending; true when there was something. `client` is told of everything, in every tenant. */
export async function fanOut(world: World, client: ClientSetting | undefined): Promise<boolean> {
  const tenants = await world.db.routing.query<{ tenantId: string }>(tenantsPending, [TENANTS_AT_ONCE]);
  for (const { tenantId } of tenants) {
    try {
      while ((await fanOutSome(world, { tenantId, client })) === EVENTS_AT_ONCE);
    } catch (error) {
      world.log.warn({ err: error, tenantId }, 'events are not handed out yet');
    }
  }
  return tenants.length > 0;
}

/** Answers how many events were handed out; none while another process does it. */
async function fanOutSome(
  { db, vault }: World,
  { tenantId, client }: { tenantId: string; client: ClientSetting | undefined },
): Promise<number> {
  return db.tenant(tenantId).transaction(async (tx) => {
    const [lock] = await tx.query<{ held: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('notifications ' || $1, 0)) as held`,
      [tenantId],
    );
    if (!lock?.held) return 0;
    if (client) await ensureClient(tx, vault, { tenantId, client });
    const events = await tx.query<{ id: string }>(
      `delete from outgoing_event_pending
        where seq in (select seq from outgoing_event_pending order by seq limit $1) returning event_id as id`,
      [EVENTS_AT_ONCE],
    );
    const eventIds = events.map(({ id }) => id);
    const endpoints = await deliverTo(tx, eventIds, client !== undefined);
    await wake(tx, endpoints);
    return events.length;
  });
}

/** Makes the deliveries of the events; answers the endpoints that have some. `toClient`: also of the operator's setting. */
async function deliverTo(tx: Tx, eventIds: readonly string[], toClient: boolean): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `insert into notification_delivery (tenant_id, endpoint_id, event_id, seq, event_type, subject)
     select e.tenant_id, n.id, e.id, e.seq, e.type, e.subject
       from outgoing_event e join notification_endpoint n on n.tenant_id = e.tenant_id
      where e.id = any($1::uuid[]) and n.status <> 'DISABLED' and (not n.from_setting or $2) and ${WANTS}
     on conflict (endpoint_id, event_id) do nothing returning endpoint_id as id`,
    [eventIds, toClient],
  );
  return [...new Set(rows.map(({ id }) => id))];
}

/**
 * Makes what waits for the endpoints due, unless they are left alone for a while. Every row is written, in whatever state it
 * seems to be: who just found nothing more to deliver holds it, and is waited for.
 */
export async function wake(tx: Tx, endpointIds: readonly string[]): Promise<void> {
  if (endpointIds.length === 0) return;
  await tx.query(
    `update notification_endpoint
        set status = case status when 'IDLE' then 'QUEUED' else status end,
            next_attempt_at = greatest(now(), parked_until)
      where id in (select id from notification_endpoint where id = any($1::uuid[]) order by id for update)`,
    [endpointIds],
  );
}
