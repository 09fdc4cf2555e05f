/** Runs job kinds on the lanes of this process: by bells, and by the sweeper's hand while bells cannot be heard. */
import type { Platform } from '../platform.ts';
import type { LaneName } from '../queue/lanes.ts';
import { startChores, type Chore } from './chores.ts';
import { createHands } from './hands.ts';
import { startSweeper } from './sweeper.ts';
import type { Due, RoutedWork } from './turns.ts';

export interface Turn {
  readonly lane: LaneName;
  /** How long a claim holds without a sign of life, in milliseconds. */
  readonly leaseMs: number;
  /** How long work may go on without anything coming of it, in milliseconds. */
  readonly stallMs: number;
  /** Aborted, with a reason, when this process is asked to end. */
  readonly shutdown: AbortSignal;
}

export interface JobKind {
  readonly work: RoutedWork;
  /**
   * Claims the row and works on it; false when it was not to be had. Decides itself what a failure means; throws only when
   * nothing could be written.
   */
  run(due: Due, turn: Turn): Promise<boolean>;
}

export interface Workers {
  /** Takes no more work and waits until what is running has been put back or finished. */
  stop(): Promise<void>;
}

export interface WorkersOptions {
  kinds: readonly JobKind[];
  chores: readonly Chore[];
  leaseMs: number;
  stallMs: number;
}

/** How long what is running may take to put itself back, in milliseconds. */
const GRACE_MS = 20_000;

export function startWorkers(platform: Platform, options: WorkersOptions): Workers {
  const { db, bells, clock, log } = platform;
  const shutdown = new AbortController();
  const kinds = options.kinds.map((kind) => kind.work);
  const hands = createHands(platform, options, shutdown.signal);
  bells.listen(hands.workUntilEmpty);
  const sweeper = startSweeper({
    routing: db.routing,
    bells,
    kinds,
    runHere: hands.workWithoutBells,
    clock,
    log,
  });
  const chores = startChores(options.chores, { routing: db.routing, clock, log });
  return {
    stop: async () => {
      shutdown.abort(new ShuttingDown());
      await Promise.all([bells.close(GRACE_MS), sweeper.stop(), chores.stop()]);
      await hands.idle();
    },
  };
}

/** This process is ending: the work goes back as it stands, and the try does not count. */
export class ShuttingDown extends Error {}
