// What was started is ended in the opposite order: when all is done, on a signal, and in the middle of starting.
import { constants } from 'node:os';

/** Thrown to whoever wants to start something after the end has begun. */
export class Ending extends Error {
  override readonly name = 'Ending';
}

export type Started = {
  /** Starts something and remembers how to end it. Throws Ending once the end has begun, and whatever `begin` throws. */
  start<T>(begin: () => Promise<T>, end: (thing: T) => Promise<unknown>): Promise<T>;
  /** Aborted when the end begins. */
  readonly ending: AbortSignal;
  /** Ends everything, the newest first; what is still starting is waited for. Rejects with the first failure, after all. */
  end(): Promise<void>;
};

export function startedThings(): Started {
  const ends: (() => Promise<unknown>)[] = [];
  const ending = new AbortController();
  const endAll = async () => {
    ending.abort(new Ending('Ending'));
    const failures: unknown[] = [];
    for (const end of ends.reverse()) await end().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  let ended: Promise<void> | undefined;
  return {
    start(begin, end) {
      if (ending.signal.aborted) return Promise.reject(new Ending('Ending'));
      const started = begin();
      ends.push(() =>
        started.then(
          // What did not start has cleaned up after itself and told its caller.
          (thing) => end(thing),
          () => undefined,
        ),
      );
      return started;
    },
    ending: ending.signal,
    end: () => (ended ??= endAll()),
  };
}

/** On SIGINT, SIGTERM and SIGHUP ends everything, then the process; a second signal ends the process at once. */
export function endOnSignals(things: Started): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // 128 + number is the exit code a shell shows for a process ended by that signal.
    const exit = () => process.exit(128 + constants.signals[signal]);
    process.on(signal, () => {
      if (things.ending.aborted) exit();
      things.end().then(exit, exit);
    });
  }
}
