/**
 * Writes a unit of changes into `record` in one pass: COPY into a stage of plain text, then one statement that writes
 * only what is newer and different. An unchanged object costs an index probe and no tuple.
 */
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import type { Gone, Seen } from '../providers/provider.ts';
import { stageLine } from './stage-line.ts';

/** What became of the objects of a unit, by key in `undecided`. */
export interface Merged {
  created: number;
  updated: number;
  deleted: number;
  unchanged: number;
  /** Same version as stored, other content: the unit must not be committed before these are fetched. */
  undecided: ObjectKey[];
}

export interface ObjectKey {
  resource: string;
  externalId: string;
}

const CREATE_STAGE = `create temp table if not exists record_stage (
  resource text, external_id text, version bigint, hash bytea, gone boolean, trusted boolean, bump boolean,
  data text, raw text, source_created_at text, source_updated_at text) on commit delete rows`;

// The lateral probe keeps the planner from scanning all records for a thousand staged rows it has no statistics of. It asks
// for the first key at or behind the wanted one, in key order, because without statistics a plain equality looks as cheap
// by record_page, which then reads all of a resource for each row; only the primary key has this order.
const MERGE = `
with judged as materialized (
  select s.*, r.version as had_version, r.hash as had_hash, r.deleted_at as had_deleted_at
    from record_stage s
    left join lateral (
      select external_id, version, hash, deleted_at from record r
       where r.tenant_id = $1 and r.integration_id = $2 and r.resource = s.resource and r.external_id >= s.external_id
       order by r.external_id limit 1) r on r.external_id = s.external_id
), written as (
  insert into record as r (tenant_id, integration_id, resource, external_id, version, hash, data, raw,
                           source_created_at, source_updated_at, deleted_at, changed_at)
  select $1, $2, resource, external_id, version, hash, data::jsonb, raw::json,
         source_created_at::timestamptz, source_updated_at::timestamptz, case when gone then now() end, now()
    from judged
   where had_version is null
      or ((version > had_version or (trusted and version = had_version))
          and (hash is distinct from had_hash or (bump and version > had_version)))
  on conflict (tenant_id, integration_id, resource, external_id) do update
     set version = excluded.version, hash = excluded.hash, data = excluded.data, raw = excluded.raw,
         source_created_at = coalesce(excluded.source_created_at, r.source_created_at),
         source_updated_at = coalesce(excluded.source_updated_at, r.source_updated_at),
         deleted_at = excluded.deleted_at, changed_at = excluded.changed_at
   where excluded.version >= r.version
  returning resource, external_id
), outcome as (
  select j.resource, j.external_id,
         case when w.external_id is null then
                case when j.version = j.had_version and not j.trusted and j.hash is distinct from j.had_hash
                     then 'undecided' else 'unchanged' end
              when j.gone then case when j.had_version is not null and j.had_deleted_at is null
                                    then 'deleted' else 'unchanged' end
              when j.had_version is null or j.had_deleted_at is not null then 'created'
              when j.hash is distinct from j.had_hash then 'updated'
              else 'unchanged' end as became
    from judged j left join written w using (resource, external_id)
)
select count(*) filter (where became = 'created')::int as created,
       count(*) filter (where became = 'updated')::int as updated,
       count(*) filter (where became = 'deleted')::int as deleted,
       count(*) filter (where became = 'unchanged')::int as unchanged,
       coalesce(json_agg(json_build_object('resource', resource, 'externalId', external_id))
                filter (where became = 'undecided'), '[]') as undecided
  from outcome`;

/**
 * Merges one integration's changes; each object may appear once. Runs in the caller's transaction, which must carry the
 * tenant. Rows are written in key order, so two merges at once wait for each other instead of deadlocking.
 */
export async function merge(
  client: pg.PoolClient,
  owner: { tenantId: string; integrationId: string },
  changes: readonly (Seen | Gone)[],
): Promise<Merged> {
  const inKeyOrder = changes.toSorted(
    (a, b) => compare(a.resource, b.resource) || compare(a.externalId, b.externalId),
  );
  await client.query(CREATE_STAGE);
  const copy = client.query(copyFrom('copy record_stage from stdin'));
  await pipeline(Readable.from([inKeyOrder.map(stageLine).join('')]), copy);
  const { rows } = await client.query<Merged>({
    name: 'record_merge',
    text: MERGE,
    values: [owner.tenantId, owner.integrationId],
  });
  // An aggregate without grouping always answers one row.
  return rows[0]!;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
