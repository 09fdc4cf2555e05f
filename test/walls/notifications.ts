/** Endpoints of a tenant's client applications, and deliveries to them. */
import { randomUUID } from 'node:crypto';
import type { Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

export interface Notifications {
  readonly endpoint: string;
  /** Switched off. */
  readonly disabled: string;
  /** Made by the operator's setting. */
  readonly managed: string;
  /** Each makes a new one to use up. */
  anEndpoint(): Promise<string>;
  aDelivery(): Promise<string>;
  /** Fills the tenant with as many endpoints as it can have, or takes those away. */
  crowd(full: boolean): Promise<void>;
}

export async function notificationsOf(database: string, tenant: Tenant): Promise<Notifications> {
  const anEndpoint = async () => {
    const { made } = await tenant.ask<{ made: { endpoint: { id: string } } }>(
      `mutation { made: createNotificationEndpoint(input: { url: "https://client.example/events" }) {
        ... on NotificationEndpointWithSecret { endpoint { id } } } }`,
    );
    return made.endpoint.id;
  };
  const [endpoint, disabled, managed] = [await anEndpoint(), await anEndpoint(), await anEndpoint()];
  await rows(
    database,
    `update notification_endpoint set status = 'DISABLED', disabled_reason = 'OWNER', disabled_at = now() where id = $1`,
    [disabled],
  );
  await rows(database, 'update notification_endpoint set from_setting = true where id = $1', [managed]);
  const aDelivery = async () => {
    const tried = { at: new Date().toISOString(), durationMs: 1, url: 'https://client.example/events' };
    const answered = { statusCode: 200, answer: '', errorCode: null, errorMessage: null };
    const [row] = await rows<{ id: string }>(
      database,
      `with event as (
         insert into outgoing_event (tenant_id, type, subject, payload) values ($1, 'integration.degraded', $2, '{}')
         returning id, seq)
       insert into notification_delivery (tenant_id, endpoint_id, event_id, seq, event_type, subject, status, tries)
       select $1, $3, id, seq, 'integration.degraded', $2, 'DELIVERED', $4 from event returning id`,
      [tenant.id, randomUUID(), endpoint, JSON.stringify([{ ...tried, ...answered }])],
    );
    return row?.id ?? '';
  };
  await aDelivery();
  const crowd = async (full: boolean) => {
    await rows(database, `delete from notification_endpoint where tenant_id = $1 and description = 'crowd'`, [
      tenant.id,
    ]);
    if (!full) return;
    await rows(
      database,
      `insert into notification_endpoint (id, tenant_id, url, description, secrets, status)
       select gen_random_uuid(), $1, 'https://client.example', 'crowd', '', 'IDLE' from generate_series(1, 50)`,
      [tenant.id],
    );
  };
  return { endpoint, disabled, managed, anEndpoint, aDelivery, crowd };
}
