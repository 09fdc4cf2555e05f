/** What is stored about the order of states, read before a unit is applied. */
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Hint } from '../providers/provider.ts';

interface Owner {
  readonly tenantId: string;
  readonly integrationId: string;
}

const versionsOf = prepared(
  'record_versions',
  `select resource, external_id, version from record
    where tenant_id = $1 and integration_id = $2 and (resource, external_id) in (
      select * from unnest($3::text[], $4::text[]))`,
);
const doubtsOf = prepared(
  'checkpoint_doubts',
  'select resource, doubt_up_to from sync_checkpoint where integration_id = $1',
);

/** Stored versions by `resource\nexternalId`. */
export async function storedVersions(
  platform: Platform,
  owner: Owner,
  hints: readonly Hint[],
): Promise<Map<string, bigint>> {
  const rows = await platform.db
    .tenant(owner.tenantId)
    .read<{ resource: string; external_id: string; version: string }>(versionsOf, [
      owner.tenantId,
      owner.integrationId,
      hints.map((hint) => hint.resource),
      hints.map((hint) => hint.externalId),
    ]);
  return new Map(rows.map((row) => [`${row.resource}\n${row.external_id}`, BigInt(row.version)]));
}

/**
 * By resource: events up to this version cannot be ordered against what is stored, because a full pass of that time
 * leaves unchanged records, and so their versions, untouched.
 */
export async function doubts(platform: Platform, owner: Owner): Promise<Map<string, bigint>> {
  const rows = await platform.db
    .tenant(owner.tenantId)
    .read<{ resource: string; doubt_up_to: string }>(doubtsOf, [owner.integrationId]);
  return new Map(rows.map((row) => [row.resource, BigInt(row.doubt_up_to)]));
}
