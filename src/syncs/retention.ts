/** Finished work is forgotten after a while; of each lane the last few jobs stay, however old, so that a list is never empty. */
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import { laneNames, lanes } from '../platform/queue/lanes.ts';
import type { Chore } from '../platform/work/chores.ts';

const EVERY_MS = 3_600_000;
const TENANTS_AT_ONCE = 1_000;

const tenantsWithOldJobs = prepared(
  'retention_tenants',
  `select distinct tenant_id as "tenantId" from sync_job
    where finished_at < now() - $1 * interval '1 s' limit $2`,
);

// Rank 1 is the newest of its tenant, lane and outcome. A batch goes after its files, and takes what is known of its rows along.
const DELETE_OLD_JOBS = `
with forgotten as (delete from sync_job j using (
  select id, finished_at, lower(priority) as lane, status = 'SUCCEEDED' as done,
         row_number() over (partition by priority, status = 'SUCCEEDED' order by finished_at desc, id) as rank
    from sync_job where finished_at is not null
) ranked
where j.id = ranked.id and ranked.finished_at < now() - $1 * interval '1 s'
  and ranked.rank > (select case when ranked.done then kept.done else kept.failed end
                       from jsonb_to_recordset($2::jsonb) as kept(lane text, done int, failed int)
                      where kept.lane = ranked.lane)
  and not exists (select from sync_batch b where b.job_id = j.id and b.files_until is not null)
returning j.id),
rows as (delete from sync_batch_row r using forgotten f where r.job_id = f.id)
delete from sync_batch b using forgotten f where b.job_id = f.id`;

export function forgetOldJobs(platform: Platform, retentionS: number): Chore {
  const kept = JSON.stringify(laneNames.map((lane) => ({ lane, ...lanes[lane].listed })));
  return {
    name: 'forget-old-jobs',
    everyMs: EVERY_MS,
    run: async () => {
      const tenants = await platform.db.routing.query<{ tenantId: string }>(tenantsWithOldJobs, [
        retentionS,
        TENANTS_AT_ONCE,
      ]);
      for (const { tenantId } of tenants) {
        await platform.db.tenant(tenantId).transaction((tx) => tx.query(DELETE_OLD_JOBS, [retentionS, kept]));
      }
    },
  };
}
