/** Asking for an integration's webhook to be registered at its provider, or removed; and how that stands. */
import { prepared, type Tx } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { RoutedWork } from '../platform/work/turns.ts';

/** Somebody waits for it. */
export const REGISTRATION_LANE = 'high';

export const registrationWork: RoutedWork = {
  kind: 'webhook-registration',
  table: 'webhook_registration',
  inLane: (lane) => `${lane} = '${REGISTRATION_LANE}'`,
};

/** Where a provider delivers for one integration; what follows it, if anything, is a secret. */
export function routeOf(publicUrl: string, integration: { providerId: string; id: string }): string {
  return `${publicUrl}/api/v1/webhooks/${integration.providerId}/${integration.id}`;
}

/** What makes a row due now, whoever holds it: a worker that is at it finds its turn lost and starts anew. */
const ANEW = `status = 'QUEUED', attempts = 0, next_attempt_at = now(), lease_until = null,
  fence = webhook_registration.fence + 1, error_code = null, error_message = null`;

/** Has the route registered, again if it is. Ring REGISTRATION_LANE after the commit. */
export async function requestRegistration(
  tx: Tx,
  publicUrl: string,
  integration: { id: string; tenantId: string; providerId: string },
): Promise<void> {
  const { id, tenantId, providerId } = integration;
  await tx.query(
    `insert into webhook_registration (id, tenant_id, provider_id, url, wanted, status)
     values ($1, $2, $3, $4, true, 'QUEUED')
     on conflict (id) do update set url = excluded.url, wanted = true, ${ANEW}`,
    [id, tenantId, providerId, routeOf(publicUrl, integration)],
  );
}

/** Has a route that is registered, or waits to be, registered with its new path secret. */
export async function repeatRegistration(tx: Tx, integrationId: string): Promise<void> {
  await tx.query(`update webhook_registration set ${ANEW} where id = $1 and wanted`, [integrationId]);
}

/** Has what is registered removed; nothing where nothing is. Ring REGISTRATION_LANE after the commit. */
export async function requestRemoval(tx: Tx, integrationId: string): Promise<void> {
  await tx.query(`update webhook_registration set wanted = false, ${ANEW} where id = $1`, [integrationId]);
}

export interface RegistrationView {
  id: string;
  wanted: boolean;
  pending: boolean;
  registeredAt: Date | null;
  problem: string | null;
}

const byIds = prepared(
  'webhook_registration_by_ids',
  `select id, wanted, status <> 'REGISTERED' as pending, registered_at as "registeredAt", error_message as problem
     from webhook_registration where tenant_id = $1 and id = any($2::uuid[])`,
);

/** In the order of `integrationIds`; undefined where nothing is or was to be registered. */
export async function registrationsOf(
  db: TenantDb,
  integrationIds: readonly string[],
): Promise<(RegistrationView | undefined)[]> {
  const rows = await db.read<RegistrationView>(byIds, [db.tenantId, integrationIds]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return integrationIds.map((id) => found.get(id));
}
