/** The client application that CLIENT_API_URL names: an endpoint like any other, but made and changed by the operator. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '../platform/db/sql.ts';
import type { Vault } from '../platform/vault.ts';
import { sealSecrets } from './endpoint-secrets.ts';

export interface ClientSetting {
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
}

/**
 * Makes the tenant's endpoint for the setting, or brings its URL up to date. Its secret is read from the setting at each
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
  await tx.query(
    `insert into notification_endpoint (id, tenant_id, url, description, from_setting, secrets, status)
     values ($1, $2, $3, 'CLIENT_API_URL', true, $4, 'IDLE')
     on conflict (tenant_id) where from_setting
     do update set url = excluded.url, updated_at = now()`,
    [id, tenantId, client.url, sealSecrets(vault, { tenantId, id }, [{ secret: client.secret }])],
  );
}
