/** Runs job kinds on the lanes of this process: by bells, and by the sweeper's hand while bells cannot be heard. */
import type { Platform } from '../platform.ts';
import type { Bell } from '../queue/bells.ts';
import { laneNames, lanes, type LaneName } from '../queue/lanes.ts';
import { startChores, type Chore } from './chores.ts';
import { startSweeper, type Swept } from './sweeper.ts';

export interface Turn {
  readonly lane: LaneName;
  /** How long a claim holds without a sign of life, in milliseconds. */
  readonly leaseMs: number;
  /** Aborted, with a reason, when this process is asked to end. */
  readonly shutdown: AbortSignal;
}

export interface JobKind {
  readonly work: Swept;
  /** Claims and works on one row. Decides itself what a failure means; throws only when nothing could be written. */
  run(id: string, turn: Turn): Promise<void>;
}

export interface Workers {
  /** Takes no more work and waits until what is running has been put back or finished. */
  stop(): Promise<void>;
}

export interface WorkersOptions {
  kinds: readonly JobKind[];
  chores: readonly Chore[];
  leaseMs: number;
}

/** How long what is running may take to put itself back, in milliseconds. */
const GRACE_MS = 20_000;

export function startWorkers(platform: Platform, options: WorkersOptions): Workers {
  const byKind = new Map(options.kinds.map((kind) => [kind.work.kind, kind]));
  const shutdown = new AbortController();
  const running = new Map<string, Promise<void>>();
  const busy = new Map<LaneName, number>(laneNames.map((lane) => [lane, 0]));

  const run = async (lane: LaneName, bell: Bell): Promise<void> => {
    const kind = byKind.get(bell.kind);
    const key = `${bell.kind}:${bell.id}`;
    if (!kind || shutdown.signal.aborted || running.has(key)) return;
    const turn = { lane, leaseMs: options.leaseMs, shutdown: shutdown.signal };
    const work = kind
      .run(bell.id, turn)
      .catch((error) => platform.log.error({ err: error, ...bell }, 'work failed'));
    running.set(key, work);
    busy.set(lane, (busy.get(lane) ?? 0) + 1);
    await work;
    running.delete(key);
    busy.set(lane, (busy.get(lane) ?? 0) - 1);
  };
  const runHere = (lane: LaneName, bell: Bell) => {
    // What finds no place now is found again by a later sweep.
    if ((busy.get(lane) ?? 0) < lanes[lane].concurrency) void run(lane, bell);
  };

  const { db, bells, clock, log } = platform;
  bells.listen(run);
  const sweeper = startSweeper({
    routing: db.routing,
    bells,
    kinds: options.kinds.map((kind) => kind.work),
    runHere,
    clock,
    log,
  });
  const chores = startChores(options.chores, { routing: db.routing, clock, log });
  return {
    stop: async () => {
      shutdown.abort(new ShuttingDown());
      await Promise.all([bells.close(GRACE_MS), sweeper.stop(), chores.stop()]);
      await Promise.all(running.values());
    },
  };
}

/** This process is ending: the work goes back as it stands, and the try does not count. */
export class ShuttingDown extends Error {}
