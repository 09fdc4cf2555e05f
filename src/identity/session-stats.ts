/** How a tenant is used: who is signed in, on what, and since when. */
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';

export interface SessionStats {
  active: number;
  users: number;
  lastActiveAt: Date | null;
  byDevice: { device: string; sessions: number }[];
  /** Of the last 30 days, the latest first; days in UTC on which nobody signed in are left out. */
  byDay: { day: string; started: number }[];
}

const MOST_DEVICES = 20;
const DAYS = 30;

const statement = prepared(
  'session_stats',
  `with mine as (select * from (select user_id, device, created_at, last_active_at,
                                       ended_at is null and expires_at > now() as open
                                  from user_session where tenant_id = $1) s
                  where open or created_at > now() - interval '${DAYS} days')
   select (select count(*)::int from mine where open) as active,
          (select count(distinct user_id)::int from mine where open) as users,
          (select max(last_active_at) from mine) as "lastActiveAt",
          coalesce((select json_agg(d) from (select device, count(*)::int as sessions from mine where open
                      group by device order by 2 desc, 1 limit ${MOST_DEVICES}) d), '[]'::json) as "byDevice",
          coalesce((select json_agg(d) from (select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day,
                      count(*)::int as started from mine where created_at > now() - interval '${DAYS} days'
                      group by 1 order by 1 desc) d), '[]'::json) as "byDay"`,
);

export async function sessionStats(db: TenantDb): Promise<SessionStats> {
  const [stats] = await db.read<SessionStats>(statement, [db.tenantId]);
  // `as`: a statement without `from` answers one row.
  return stats as SessionStats;
}
