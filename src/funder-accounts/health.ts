/** How asking goes: gathered in memory, written once a second, so that many answers at once never wait for one row. */
import type { Platform } from '../platform/platform.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { prepared } from '../platform/db/sql.ts';

export interface Asked {
  readonly tenantId: string;
  readonly funderId: string;
  readonly ms: number;
  /** Why there was no answer; undefined when there was one (a decline is one). */
  readonly failure: string | undefined;
}

export interface HealthWriter {
  note(asked: Asked): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

interface Sum {
  readonly minute: Date;
  asked: number;
  answered: number;
  sumMs: number;
  mostMs: number;
  lastFailure: string | null;
  lastFailureAt: Date | null;
}

const EVERY_MS = 1_000;
const MINUTE_MS = 60_000;

/** A crash loses a second of statistics and nothing else. */
export function createHealthWriter(platform: Pick<Platform, 'db' | 'clock' | 'log'>): HealthWriter {
  let sums = new Map<string, { of: Asked; sum: Sum }>();
  let writing: Promise<void> = Promise.resolve();
  const flush = () => {
    const batch = sums;
    sums = new Map();
    writing = writing.then(async () => {
      for (const { of, sum } of batch.values()) {
        await write(platform.db.tenant(of.tenantId), of.funderId, sum).catch((err: unknown) =>
          platform.log.warn({ err, funder: of.funderId }, 'health of a funder not written'),
        );
      }
    });
  };
  const timer = setInterval(() => sums.size > 0 && flush(), EVERY_MS);
  timer.unref();
  return {
    note: (asked) => {
      const now = platform.clock.now();
      const minute = new Date(now - (now % MINUTE_MS));
      const key = `${asked.tenantId} ${asked.funderId} ${minute.getTime()}`;
      const { sum } = sums.get(key) ?? { sum: { ...NOTHING, minute } };
      add(sum, asked, now);
      sums.set(key, { of: asked, sum });
    },
    close: async () => {
      clearInterval(timer);
      flush();
      await writing;
    },
  };
}

const NOTHING = { asked: 0, answered: 0, sumMs: 0, mostMs: 0, lastFailure: null, lastFailureAt: null };

function add(sum: Sum, { ms, failure }: Asked, now: number): void {
  sum.asked += 1;
  sum.sumMs += ms;
  sum.mostMs = Math.max(sum.mostMs, ms);
  if (failure === undefined) {
    sum.answered += 1;
    return;
  }
  sum.lastFailure = failure;
  sum.lastFailureAt = new Date(now);
}

/** A slot that another hour has filled begins anew. */
async function write(db: TenantDb, funderId: string, sum: Sum): Promise<void> {
  const { minute, asked, answered, sumMs, mostMs, lastFailure, lastFailureAt } = sum;
  await db.transaction((tx) =>
    tx.query(
      `insert into funder_health as had (tenant_id, funder_id, slot, minute, asked, answered, latency_sum_ms,
                                         latency_most_ms, last_failure, last_failure_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (tenant_id, funder_id, slot) do update set
         minute = excluded.minute,
         asked = excluded.asked + case when had.minute = excluded.minute then had.asked else 0 end,
         answered = excluded.answered + case when had.minute = excluded.minute then had.answered else 0 end,
         latency_sum_ms = excluded.latency_sum_ms
           + case when had.minute = excluded.minute then had.latency_sum_ms else 0 end,
         latency_most_ms = greatest(excluded.latency_most_ms,
           case when had.minute = excluded.minute then had.latency_most_ms end),
         last_failure = coalesce(excluded.last_failure,
           case when had.minute = excluded.minute then had.last_failure end),
         last_failure_at = coalesce(excluded.last_failure_at,
           case when had.minute = excluded.minute then had.last_failure_at end)
       where had.minute <= excluded.minute`,
      [
        db.tenantId,
        funderId,
        minute.getUTCMinutes(),
        minute,
        asked,
        answered,
        Math.round(sumMs),
        Math.round(mostMs),
        lastFailure,
        lastFailureAt,
      ],
    ),
  );
}

export interface HealthSum {
  readonly asked: number;
  readonly answered: number;
  readonly meanMs: number | null;
  readonly mostMs: number | null;
  readonly lastFailure: string | null;
  readonly lastFailureAt: Date | null;
}

const lastHour = prepared(
  'funder_health_last_hour',
  `select funder_id as "funderId", sum(asked)::int as asked, sum(answered)::int as answered,
          round(sum(latency_sum_ms) / sum(asked))::int as "meanMs", max(latency_most_ms) as "mostMs",
          (array_agg(last_failure order by last_failure_at desc) filter (where last_failure is not null))[1]
            as "lastFailure",
          max(last_failure_at) as "lastFailureAt"
     from funder_health
    where tenant_id = $1 and funder_id = any($2::text[]) and minute > now() - interval '1 hour'
    group by funder_id`,
);

/** Of the last hour, in the order of the ids. */
export async function healthOf(db: TenantDb, funderIds: readonly string[]): Promise<HealthSum[]> {
  const rows = await db.read<HealthSum & { funderId: string }>(lastHour, [db.tenantId, funderIds]);
  const found = new Map(rows.map((row) => [row.funderId, row]));
  return funderIds.map(
    (id) =>
      found.get(id) ?? {
        asked: 0,
        answered: 0,
        meanMs: null,
        mostMs: null,
        lastFailure: null,
        lastFailureAt: null,
      },
  );
}
