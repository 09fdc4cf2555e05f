/**
 * Regular duties of the whole installation: each is done by one process per period, whichever comes first. A lease in
 * Postgres is the schedule, so a period is never done twice and a dead process leaves nothing undone for longer than one.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { takeLease } from './lease.ts';
import type { Routing } from '../db/routing.ts';
import type { Log } from '../log.ts';

export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<void>;
}

/** How often each process asks whether something is due, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

export function startChores(
  chores: readonly Chore[],
  world: { routing: Routing; clock: Clock; log: Log },
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const lookOnce = async (chore: Chore) => {
    // A new holder each time: the lease then stands for its whole period, even against ourselves.
    const mine = await takeLease(world.routing, {
      name: `chore:${chore.name}`,
      holder: randomUUID(),
      ms: chore.everyMs,
    });
    if (mine) await chore.run();
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      for (const chore of chores) {
        await lookOnce(chore).catch((error) =>
          world.log.warn({ err: error, chore: chore.name }, 'chore failed'),
        );
      }
      await world.clock.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
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
