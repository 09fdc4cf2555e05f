/** The SQL of the merge. $1 is the tenant and $2 the integration; from $3 on come the columns that record-columns.ts makes. */
import { prepared } from '../platform/db/sql.ts';

// The lateral probe keeps the planner from scanning all records for some hundred changes. It asks for a range of one key, in
// key order: only the primary key has this order, whereas a plain equality looks as cheap by `record_page` as long as the
// table was never analyzed, and that index reads all of a resource for each row.
/** What is to become of each change, without looking at its payload: a row for each fate that occurs. */
export const judging = prepared(
  'record_judge',
  `with found as (
     select change.*, r.version as had_version, r.hash as had_hash, r.deleted_at as had_deleted_at
       from unnest($3::text[], $4::text[], $5::bigint[], $6::bytea[], $7::bool[], $8::bool[], $9::bool[]) with ordinality
              as change(resource, external_id, version, hash, gone, trusted, bump, place)
       left join lateral (
         select version, hash, deleted_at from record r
          where r.tenant_id = $1 and r.integration_id = $2 and r.resource = change.resource
            and r.external_id >= change.external_id and r.external_id <= change.external_id
          order by r.external_id limit 1) r on true
   ), judged as (
     select *,
            had_version is null
              or ((version > had_version or (trusted and version = had_version))
                  and (hash is distinct from had_hash or (bump and version > had_version))) as written
       from found
   ), outcome as (
     select place, written, had_version is not null as stored,
            case when not written then
                   case when version = had_version and not trusted and hash is distinct from had_hash
                        then 'undecided' else 'unchanged' end
                 when gone then case when had_version is not null and had_deleted_at is null
                                     then 'deleted' else 'unchanged' end
                 when had_version is null or had_deleted_at is not null then 'created'
                 when hash is distinct from had_hash then 'updated'
                 else 'unchanged' end as became
       from judged
   )
   select became, stored, count(*)::int,
          array_agg(place::int order by place) filter (where written or became = 'undecided') as places
     from outcome group by became, stored, written`,
);

const INSERT = `insert into record as r (tenant_id, integration_id, resource, external_id, version, hash, data, raw,
    source_created_at, source_updated_at, deleted_at, changed_at)
  select $1, $2, resource, external_id, version, hash, data::jsonb, raw::json, created_at::timestamptz, updated_at::timestamptz,
         case when hash is null then now() end, now()
    from unnest($3::text[], $4::text[], $5::bigint[], $6::bytea[], $7::text[], $8::text[], $9::text[], $10::text[])
           as change(resource, external_id, version, hash, data, raw, created_at, updated_at)`;
/** Objects that were not stored. Fails with unique_violation when one of them is by now. */
export const inserting = prepared('record_insert', INSERT);
/** Objects that were stored. The conflict is expected: it finds the row by its key, whatever the planner thinks of the table. */
export const updating = prepared(
  'record_update',
  `${INSERT}
   on conflict (tenant_id, integration_id, resource, external_id) do update
      set version = excluded.version, hash = excluded.hash, data = excluded.data, raw = excluded.raw,
          source_created_at = coalesce(excluded.source_created_at, r.source_created_at),
          source_updated_at = coalesce(excluded.source_updated_at, r.source_updated_at),
          deleted_at = excluded.deleted_at, changed_at = excluded.changed_at
    where excluded.version >= r.version`,
);
