/** How a tenant's work stands, lane by lane. */
import { registrationWork } from '../integrations/registration-requests.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { laneNames, lanes, type Lane, type LaneName } from '../platform/queue/lanes.ts';
import { syncWork } from '../syncs/work-kind.ts';
import { webhookWork } from '../webhooks/work-kind.ts';

export interface LaneStanding extends Pick<Lane, 'concurrency' | 'attempts' | 'backoff'> {
  name: LaneName;
  /** For a worker, or for the next try. */
  waiting: number;
  /** Since when the longest of them could have been worked on; null when nothing is due. */
  dueSince: Date | null;
  running: number;
  deadLetters: number;
}

const kinds = [syncWork, webhookWork, registrationWork];

// One part for each table and state: each is answered by the index of that state.
const counts = prepared(
  'lane_counts',
  kinds
    .flatMap(({ table, inLane }) =>
      ['QUEUED', 'RUNNING', 'FAILED'].map(
        (status) =>
          `select lane.name, '${status}' as status, count(*)::int as count,
                  min(w.next_attempt_at) filter (where w.next_attempt_at <= now()) as due_since
             from unnest($2::text[]) as lane (name) join ${table} w on ${inLane('lane.name')}
            where w.tenant_id = $1 and w.status = '${status}' group by lane.name`,
      ),
    )
    .join(' union all '),
);

interface Count {
  name: LaneName;
  status: 'QUEUED' | 'RUNNING' | 'FAILED';
  count: number;
  due_since: Date | null;
}

/** The most urgent lane first. */
export async function lanesOf(db: TenantDb): Promise<LaneStanding[]> {
  const rows = await db.read<Count>(counts, [db.tenantId, laneNames]);
  return laneNames.map((name) => {
    const own = rows.filter((row) => row.name === name);
    const sum = (status: Count['status']) =>
      own.reduce((all, row) => all + (row.status === status ? row.count : 0), 0);
    const due = own.flatMap((row) => (row.status === 'QUEUED' && row.due_since ? [row.due_since] : []));
    return {
      ...lanes[name],
      name,
      waiting: sum('QUEUED'),
      dueSince: due.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
      running: sum('RUNNING'),
      deadLetters: sum('FAILED'),
    };
  });
}
