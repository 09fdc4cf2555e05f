/** A tenant's endpoints through the API, and events written the way the hub writes them. */
import { randomUUID } from 'node:crypto';
import type { Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import type { Receiver } from '../support/receiver.ts';

export const SCOPES = ['notifications:read', 'notifications:write'];

export interface Outcome {
  __typename: string;
  code?: string;
  message?: string;
}

/** The endpoint's id; the receiver is given the secret. */
export async function anEndpoint(tenant: Tenant, receiver: Receiver, more: object = {}): Promise<string> {
  const { createNotificationEndpoint: made } = await tenant.ask<{
    createNotificationEndpoint: { endpoint: { id: string }; secret: string };
  }>(
    `mutation ($input: CreateNotificationEndpointInput!) {
      createNotificationEndpoint(input: $input) {
        ... on NotificationEndpointWithSecret { endpoint { id } secret } ... on HubProblem { code message }
      }
    }`,
    { input: { url: receiver.url, ...more } },
  );
  receiver.secrets.push(made.secret);
  return made.endpoint.id;
}

/** Runs a mutation of one endpoint and answers what came of it. */
export async function change(
  tenant: Tenant,
  call: string,
  of = '',
): Promise<Outcome & Record<string, unknown>> {
  const answer = await tenant.ask<Record<string, Outcome & Record<string, unknown>>>(
    `mutation { result: ${call} { __typename ${of} ... on HubProblem { code message }} }`,
  );
  return answer['result'] ?? { __typename: 'nothing' };
}

/** Events of these subjects in this order, committed together as one change would. Answers their ids. */
export async function writeEvents(
  databaseUrl: string,
  tenantId: string,
  subjects: readonly string[],
): Promise<string[]> {
  const written = await rows<{ id: string }>(
    databaseUrl,
    `with event as (
       insert into outgoing_event (id, tenant_id, type, subject, payload)
       select e.id, $1, 'integration.degraded', e.subject, jsonb_build_object('integrationId', e.subject, 'n', e.n)
         from unnest($2::uuid[], $3::text[]) with ordinality as e (id, subject, n) order by e.n
       returning tenant_id, seq, id)
     insert into outgoing_event_pending (tenant_id, seq, event_id)
     select tenant_id, seq, id from event returning event_id as id`,
    [tenantId, subjects.map(() => randomUUID()), subjects],
  );
  return written.map(({ id }) => id);
}

export interface EndpointState {
  status: string;
  failures: number;
  failing_since: Date | null;
  disabled_reason: string | null;
  parked: boolean;
}

export async function stateOf(databaseUrl: string, endpointId: string): Promise<EndpointState> {
  const [state] = await rows<EndpointState>(
    databaseUrl,
    `select status, failures, failing_since, disabled_reason, coalesce(parked_until > now(), false) as parked
       from notification_endpoint where id = $1`,
    [endpointId],
  );
  if (!state) throw new Error(`no endpoint ${endpointId}`);
  return state;
}

/** Lets the time pass for which an endpoint and its deliveries are to wait. */
export async function passTime(databaseUrl: string, endpointId: string): Promise<void> {
  await rows(
    databaseUrl,
    `with retried as (
       update notification_delivery set next_attempt_at = now() where endpoint_id = $1 and status = 'WAITING')
     update notification_endpoint set next_attempt_at = now(), parked_until = null where id = $1`,
    [endpointId],
  );
}
