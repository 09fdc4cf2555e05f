import type { Clock } from '../../src/platform/clock.ts';

export interface MovableClock extends Clock {
  /** Moves time on by `ms`, waking every sleeper at its own moment, also those that fall asleep on the way. */
  advance(ms: number): Promise<void>;
  /** How many are asleep. */
  sleepers(): number;
}

interface Sleeper {
  dueAt: number;
  wake: () => void;
}

/** A clock that stands still until it is told to move. `startsAt` is in milliseconds since the epoch. */
export function movableClock(startsAt = Date.UTC(2026, 0, 1)): MovableClock {
  let now = startsAt;
  const asleep = new Set<Sleeper>();

  const nextDue = (limit: number): Sleeper | undefined =>
    [...asleep].filter((sleeper) => sleeper.dueAt <= limit).sort((a, b) => a.dueAt - b.dueAt)[0];

  return {
    now: () => now,
    sleepers: () => asleep.size,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      if (ms <= 0) return;
      await new Promise<void>((resolve, reject) => {
        const onAbort = (): void => {
          asleep.delete(sleeper);
          reject(signal?.reason as Error);
        };
        const sleeper: Sleeper = {
          dueAt: now + ms,
          wake: () => {
            asleep.delete(sleeper);
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        asleep.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let sleeper = nextDue(end); sleeper !== undefined; sleeper = nextDue(end)) {
        now = sleeper.dueAt;
        sleeper.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

/** Lets everything that can run now run, so that who was just woken may fall asleep again. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
