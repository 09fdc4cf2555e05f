/** The hands of one process: as many in each lane as the lane allows, each with one row at a time. */
import type { Platform } from '../platform.ts';
import { lanes, laneNames, type LaneName } from '../queue/lanes.ts';
import { createTurns, type Due } from './turns.ts';
import type { JobKind, WorkersOptions } from './workers.ts';

export interface Hands {
  /** One hand works until the lane has nothing to do. Never throws. */
  workUntilEmpty(lane: LaneName): Promise<void>;
  /** Puts every free hand of the lane to work until bells can be heard again. */
  workWithoutBells(lane: LaneName): void;
  /** Resolves when no hand is at work. */
  idle(): Promise<unknown>;
}

export function createHands(platform: Platform, options: WorkersOptions, shutdown: AbortSignal): Hands {
  const { bells, log } = platform;
  const byKind = new Map(options.kinds.map((kind) => [kind.work.kind, kind]));
  const take = createTaking(platform, options.kinds, shutdown);
  const busy = new Map<LaneName, Set<Promise<unknown>>>(laneNames.map((lane) => [lane, new Set()]));
  const atWork = (lane: LaneName) => busy.get(lane)!; // every lane has its set

  const tryOne = async (lane: LaneName): Promise<boolean> => {
    const { leaseMs, stallMs } = options;
    const turn = { lane, leaseMs, stallMs, shutdown };
    const tried: string[] = [];
    // A row that somebody else was quicker to claim: the bell is good for the next one.
    for (let worked = false; !worked;) {
      const taken = await take(lane, tried);
      if (!taken) return false;
      tried.push(taken.id);
      try {
        worked = (await byKind.get(taken.kind)?.run(taken, turn)) ?? false;
      } finally {
        taken.release();
      }
    }
    return true;
  };
  const workOnOne = async (lane: LaneName): Promise<boolean> => {
    const work = tryOne(lane).catch((error) => {
      log.error({ err: error, lane }, 'work failed');
      return false;
    });
    atWork(lane).add(work);
    return work.finally(() => atWork(lane).delete(work));
  };
  const workUntilEmpty = async (lane: LaneName) => {
    while (await workOnOne(lane));
  };
  const workUntilHeard = async (lane: LaneName) => {
    while (!bells.connected && (await workOnOne(lane)));
  };
  return {
    workUntilEmpty,
    workWithoutBells: (lane: LaneName) => {
      for (let free = lanes[lane].concurrency - atWork(lane).size; free > 0; free -= 1)
        void workUntilHeard(lane);
    },
    idle: () => Promise.all([...busy.values()].flatMap((works) => [...works])),
  };
}

interface Taken extends Due {
  /** To be called when the row is no longer in our hands. */
  release(): void;
}

/** Hands out due rows one at a time, so that no two hands of this process reach for the same one. */
function createTaking(platform: Platform, kinds: readonly JobKind[], shutdown: AbortSignal) {
  const turns = createTurns(
    platform.db.routing,
    kinds.map((kind) => kind.work),
  );
  const inHand = new Set<string>();
  const line = new Map<LaneName, Promise<unknown>>();
  const takeNow = async (lane: LaneName, tried: readonly string[]): Promise<Taken | undefined> => {
    if (shutdown.aborted) return undefined;
    const due = await turns.next(lane, [...inHand, ...tried]);
    if (!due) return undefined;
    inHand.add(due.id);
    return { ...due, release: () => void inHand.delete(due.id) };
  };
  return (lane: LaneName, tried: readonly string[]): Promise<Taken | undefined> => {
    const mine = (line.get(lane) ?? Promise.resolve()).then(() => takeNow(lane, tried));
    line.set(
      lane,
      mine.catch(() => undefined),
    );
    return mine;
  };
}
