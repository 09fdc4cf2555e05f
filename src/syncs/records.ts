/** Reading what was synced, in the order in which it changed here. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { InvalidInput } from '../platform/errors.ts';
import { providerOf } from '../providers/registry.ts';
import type { ResourceName, Shapes } from '../providers/resources.ts';
import { assertReadable, type Reach } from './narrow-scopes.ts';

export interface RecordView {
  integrationId: string;
  resource: ResourceName;
  externalId: string;
  version: string;
  /** Null on a tombstone. */
  data: Shapes[ResourceName] | null;
  sourceCreatedAt: Date | null;
  sourceUpdatedAt: Date | null;
  changedAt: Date;
  deletedAt: Date | null;
}

export interface RecordsRequest extends PageRequest {
  readonly integration: { readonly id: string; readonly providerId: string };
  readonly resource: string;
  readonly reach: Reach;
  readonly updatedSince?: Date | null | undefined;
  readonly includeDeleted?: boolean | null | undefined;
}

const COLUMNS = `integration_id as "integrationId", resource, external_id as "externalId", version, data,
  source_created_at as "sourceCreatedAt", source_updated_at as "sourceUpdatedAt",
  changed_at as "changedAt", deleted_at as "deletedAt"`;

const page = prepared(
  'record_page',
  `select ${COLUMNS} from record
    where tenant_id = $1 and integration_id = $2 and resource = $3
      and (changed_at, external_id) > ($4::timestamptz, $5::text) and changed_at >= $6::timestamptz
      and ($7 or deleted_at is null)
    order by changed_at, external_id limit $8`,
);
const rawOf = prepared(
  'record_raw',
  `select integration_id as "integrationId", resource, external_id as "externalId", raw from record
    where tenant_id = $1 and (integration_id, resource, external_id) in (
      select * from unnest($2::uuid[], $3::text[], $4::text[]))`,
);
const one = prepared(
  'record_one',
  `select ${COLUMNS} from record where tenant_id = $1 and integration_id = $2 and resource = $3 and external_id = $4`,
);

/**
 * Oldest change first, so that a client that asks again `updatedSince` its last page sees what came after. Throws
 * InvalidInput, Forbidden.
 */
export async function listRecords(db: TenantDb, request: RecordsRequest): Promise<Page<RecordView>> {
  assertResource(request);
  const [at, id] = placeAfter(request, ['-infinity', '']);
  const since = request.updatedSince ?? '-infinity';
  const params = [
    db.tenantId,
    request.integration.id,
    request.resource,
    at,
    id,
    since,
    request.includeDeleted ?? false,
    rowsWanted(request),
  ];
  return pageOf(await db.read<RecordView>(page, params), request, (row) => [row.changedAt, row.externalId]);
}

export async function findRecord(
  db: TenantDb,
  key: Pick<RecordsRequest, 'integration' | 'resource' | 'reach'> & { externalId: string },
): Promise<RecordView | undefined> {
  assertResource(key);
  const params = [db.tenantId, key.integration.id, key.resource, key.externalId];
  return (await db.read<RecordView>(one, params))[0];
}

/** The providers' own objects, in the order of `records`; null on tombstones. */
export async function rawObjects(db: TenantDb, records: readonly RecordKey[]): Promise<unknown[]> {
  const params = [
    db.tenantId,
    records.map((record) => record.integrationId),
    records.map((record) => record.resource),
    records.map((record) => record.externalId),
  ];
  const rows = await db.read<RecordKey & { raw: unknown }>(rawOf, params);
  const found = new Map(rows.map((row) => [keyOf(row), row.raw]));
  return records.map((record) => found.get(keyOf(record)) ?? null);
}

type RecordKey = Pick<RecordView, 'integrationId' | 'resource' | 'externalId'>;

function keyOf(record: RecordKey): string {
  return `${record.integrationId}\n${record.resource}\n${record.externalId}`;
}

function assertResource(request: Pick<RecordsRequest, 'integration' | 'resource' | 'reach'>): void {
  const { resources, name } = providerOf(request.integration.providerId);
  if (!resources.some((known) => known === request.resource))
    throw new InvalidInput(`${name} has no resource ${request.resource}`, { field: 'resource' });
  assertReadable(request.reach, request.resource);
}
