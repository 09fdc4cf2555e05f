/** The client application that CLIENT_API_URL names: an endpoint like any other, but made and changed by the operator. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '../platform/db/sql.ts';
import type { Vault } from '../platform/vault.ts';
import { retryNow } from './due-now.ts';
import { sealSecrets } from './endpoint-secrets.ts';

export interface ClientSetting {
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
}

/**
 * Makes the tenant's endpoint for the setting, or brings its URL up to date: then what the old address did is not held
 * against the new one, and only a person's own switching it off stays. Its secret is read from the setting at each
 * delivery, so a new one counts from the next start on. In the transaction's tenant.
 */
export async function ensureClient(
  tx: Tx,
  vault: Vault,
  { tenantId, client }: { tenantId: string; client: ClientSetting },
): Promise<void> {
  const [known] = await tx.query<{ url: string }>(
    'select url from notification_endpoint where from_setting',
    [],
  );
  if (known?.url === client.url) return;
  const id = randomUUID();
  // Whoever is delivering to the old address finds its lease lost, and its failures count no more.
  const [endpoint] = await tx.query<{ id: string }>(
    `insert into notification_endpoint as n (id, tenant_id, url, description, from_setting, secrets, status)
     values ($1, $2, $3, 'CLIENT_API_URL', true, $4, 'IDLE')
     on conflict (tenant_id) where from_setting
     do update set url = excluded.url, updated_at = now(), failures = 0, failing_since = null, parked_until = null,
       status = case n.disabled_reason when 'OWNER' then n.status else 'QUEUED' end,
       disabled_reason = case n.disabled_reason when 'OWNER' then n.disabled_reason end,
       disabled_at = case n.disabled_reason when 'OWNER' then n.disabled_at end,
       fence = n.fence + 1, lease_until = null, attempts = 0, next_attempt_at = now()
     returning id`,
    [id, tenantId, client.url, sealSecrets(vault, { tenantId, id }, [{ secret: client.secret }])],
  );
  if (known && endpoint) await retryNow(tx, endpoint.id);
}
