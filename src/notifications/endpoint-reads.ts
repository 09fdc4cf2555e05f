/** Endpoints as their tenant sees them; never a secret. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import type { DisabledReason } from './endpoint.entity.ts';
import { NotificationEndpointNotFound } from './errors.ts';

export interface EndpointView {
  id: string;
  url: string;
  description: string | null;
  eventTypes: string[];
  about: string[];
  enabled: boolean;
  disabledReason: DisabledReason | null;
  disabledAt: Date | null;
  failingSince: Date | null;
  parkedUntil: Date | null;
  lastDeliveredAt: Date | null;
  managed: boolean;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = `id, url, description, event_types as "eventTypes", about, status <> 'DISABLED' as enabled,
  disabled_reason as "disabledReason", disabled_at as "disabledAt", failing_since as "failingSince",
  case when parked_until > now() then parked_until end as "parkedUntil", last_delivered_at as "lastDeliveredAt",
  from_setting as managed, created_at as "createdAt", updated_at as "updatedAt"`;

const byIds = prepared(
  'notification_endpoint_by_ids',
  `select ${COLUMNS} from notification_endpoint where tenant_id = $1 and id = any($2::uuid[])`,
);
const page = prepared(
  'notification_endpoint_page',
  `select ${COLUMNS} from notification_endpoint where tenant_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid)
    order by created_at desc, id desc limit $4`,
);

/** In the order of `ids`; undefined where the tenant has no such endpoint. */
export async function endpointsByIds(
  db: TenantDb,
  ids: readonly string[],
): Promise<(EndpointView | undefined)[]> {
  const rows = await db.read<EndpointView>(byIds, [db.tenantId, ids.filter(isUuid)]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id.toLowerCase()));
}

/** Throws NotificationEndpointNotFound. */
export async function theEndpoint(db: TenantDb, id: string): Promise<EndpointView> {
  const [endpoint] = isUuid(id) ? await endpointsByIds(db, [id]) : [];
  if (!endpoint) throw new NotificationEndpointNotFound(id);
  return endpoint;
}

/** Newest first. */
export async function listEndpoints(db: TenantDb, request: PageRequest): Promise<Page<EndpointView>> {
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const rows = await db.read<EndpointView>(page, [db.tenantId, at, id, rowsWanted(request)]);
  return pageOf(rows, request, (row) => [row.createdAt, row.id]);
}
