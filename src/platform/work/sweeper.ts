/**
 * Keeps the bells in step with the rows: every second each lane has a bell for everything that is due, whatever became of
 * the bells rung before. One process sweeps at a time, by a lease in Postgres.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Routing } from '../db/routing.ts';
import type { Log } from '../log.ts';
import type { Bells } from '../queue/bells.ts';
import type { LaneName } from '../queue/lanes.ts';
import { takeLease } from './lease.ts';
import { countDue, type RoutedWork } from './turns.ts';

export const SWEEP_PERIOD_MS = 1_000;
const SWEEP_LEASE_MS = 5_000;
/** A lane has no more unanswered bells than this by our doing: a backlog must not fill Redis. */
const MOST_BELLS = 500;

export interface SweeperOptions {
  routing: Routing;
  bells: Bells;
  kinds: readonly RoutedWork[];
  /** Does the lane's work in this process while no bell can be rung: Redis away must not stop anything. */
  runHere: (lane: LaneName) => void;
  clock: Clock;
  log: Log;
}

export function startSweeper(options: SweeperOptions): { stop(): Promise<void> } {
  const holder = randomUUID();
  const stopping = new AbortController();
  const sweepOnce = async () => {
    const mine = await takeLease(options.routing, { name: 'sweeper', holder, ms: SWEEP_LEASE_MS });
    if (!mine) return;
    for (const { lane, rows } of await countDue(options.routing, options.kinds, MOST_BELLS)) {
      await ringFor(options, lane, Math.min(rows, MOST_BELLS));
    }
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

async function ringFor({ bells, runHere }: SweeperOptions, lane: LaneName, rows: number): Promise<void> {
  const waiting = await bells.waiting(lane);
  if (waiting === undefined) return runHere(lane);
  const missing = Math.max(0, rows - waiting);
  await Promise.all(Array.from({ length: missing }, () => bells.ring(lane)));
}
