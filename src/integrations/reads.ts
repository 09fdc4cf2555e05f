/** Hot reads of integrations: prepared SQL, rows as the API shows them, never a credential. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import type { IntegrationStatus } from './integration.entity.ts';

export interface IntegrationView {
  id: string;
  tenantId: string;
  providerId: string;
  name: string;
  status: IntegrationStatus;
  externalId: string;
  /** The connected account it uses instead of a credential. */
  connectionId: string | null;
  lastSyncedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface IntegrationFilter {
  providerId?: string | null | undefined;
  status?: IntegrationStatus | null | undefined;
}

const COLUMNS = `id, tenant_id as "tenantId", provider_id as "providerId", name, status, external_id as "externalId",
  connection_id as "connectionId", last_synced_at as "lastSyncedAt", created_at as "createdAt", updated_at as "updatedAt"`;

const byIds = prepared(
  'integration_by_ids',
  `select ${COLUMNS} from integration where tenant_id = $1 and id = any($2::uuid[]) and status <> 'DELETING'`,
);
const page = prepared(
  'integration_page',
  `select ${COLUMNS} from integration
    where tenant_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid) and status <> 'DELETING'
      and ($4::text is null or provider_id = $4) and ($5::text is null or status = $5)
    order by created_at desc, id desc limit $6`,
);

/** In the order of `ids`; undefined where the tenant has no such integration. */
export async function integrationsByIds(
  db: TenantDb,
  ids: readonly string[],
): Promise<(IntegrationView | undefined)[]> {
  const rows = await db.read<IntegrationView>(byIds, [db.tenantId, ids.filter(isUuid)]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id.toLowerCase()));
}

/** Newest first. */
export async function listIntegrations(
  db: TenantDb,
  request: PageRequest & { filter?: IntegrationFilter | null | undefined },
): Promise<Page<IntegrationView>> {
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const { providerId = null, status = null } = request.filter ?? {};
  const params = [db.tenantId, at, id, providerId, status, rowsWanted(request)];
  return pageOf(await db.read<IntegrationView>(page, params), request, (row) => [row.createdAt, row.id]);
}
