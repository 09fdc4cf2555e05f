/** Finds rows that are due but unheard and rings for them again. One process sweeps at a time, by a lease in Postgres. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { prepared, type Prepared } from '../db/sql.ts';
import type { Routing } from '../db/routing.ts';
import type { Log } from '../log.ts';
import type { Bell, Bells } from '../queue/bells.ts';
import type { LaneName } from '../queue/lanes.ts';
import { takeLease } from './lease.ts';
import type { WorkKind } from './work.ts';

export const SWEEP_PERIOD_MS = 1_000;
const SWEEP_LEASE_MS = 5_000;
/** A rung row is left alone this long, or a slow worker would make the sweeper flood the lanes. */
const RING_AGAIN_AFTER_S = 15;
/** While bells cannot be heard the work is done here, so nobody is flooded by looking again soon. */
const LOOK_AGAIN_AFTER_S = 2;
const BATCH = 500;

/** A kind of durable row as the sweeper sees it. */
export interface Swept extends WorkKind {
  /** SQL expression over the table's routing columns that names the lane. */
  readonly lane: string;
}

export interface SweeperOptions {
  routing: Routing;
  bells: Bells;
  kinds: readonly Swept[];
  /** Does the work in this process when no bell can be rung: Redis away must not stop anything. */
  runHere: (lane: LaneName, bell: Bell) => void;
  clock: Clock;
  log: Log;
}

const databaseNow = prepared('sweeper_now', 'select now() as now');

export function startSweeper(options: SweeperOptions): { stop(): Promise<void> } {
  const holder = randomUUID();
  const stopping = new AbortController();
  const statements = new Map(options.kinds.map((kind) => [kind, sweepStatement(kind)]));
  let bellsLostAt: Date | null = null;
  options.bells.onRecovered(() => {
    options.routing.query<{ now: Date }>(databaseNow).then(
      ([row]) => (bellsLostAt = row?.now ?? null),
      () => undefined,
    );
  });

  const sweepOnce = async () => {
    const mine = await takeLease(options.routing, { name: 'sweeper', holder, ms: SWEEP_LEASE_MS });
    if (!mine) return;
    for (const [kind, statement] of statements) await ringDue(options, { kind, statement, bellsLostAt });
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await sweepOnce().catch((error) => options.log.warn({ err: error }, 'sweep failed'));
      await options.clock.sleep(SWEEP_PERIOD_MS, stopping.signal).catch(() => undefined);
    }
  };
  const running = loop();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function ringDue(
  options: SweeperOptions,
  sweep: { kind: Swept; statement: Prepared; bellsLostAt: Date | null },
): Promise<void> {
  const after = options.bells.connected ? RING_AGAIN_AFTER_S : LOOK_AGAIN_AFTER_S;
  const params = [after, sweep.bellsLostAt, BATCH];
  const due = await options.routing.query<{ id: string; lane: LaneName }>(sweep.statement, params);
  const heard = await Promise.all(
    due.map((row) => options.bells.ring(row.lane, { kind: sweep.kind.kind, id: row.id })),
  );
  due.forEach((row, i) => {
    if (heard[i] === 'unheard') options.runHere(row.lane, { kind: sweep.kind.kind, id: row.id });
  });
}

const statementOfTable = new Map<string, Prepared>();

/** Takes what is due and marks it rung in one statement, so two sweeps never ring for the same row. */
function sweepStatement(kind: Swept): Prepared {
  const known = statementOfTable.get(kind.table);
  if (known) return known;
  const statement = prepared(
    `sweep_${kind.table}`,
    `update ${kind.table} set rung_at = now()
      where id in (
        select id from ${kind.table}
         where ((status = 'QUEUED' and next_attempt_at <= now()) or (status = 'RUNNING' and lease_until < now()))
           and (rung_at is null or rung_at < now() - $1 * interval '1 s' or rung_at < $2::timestamptz)
         order by next_attempt_at limit $3 for update skip locked)
      returning id, ${kind.lane} as lane`,
  );
  statementOfTable.set(kind.table, statement);
  return statement;
}
