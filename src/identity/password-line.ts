/** The line of those whose passwords are computed: as many at once as there are threads, the others in the order they came. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { LimitExceeded } from '../platform/errors.ts';
import type { Done, Task } from './password-thread.ts';

export interface PasswordLine {
  /** @throws PasswordsBusy when more wait than anybody would wait for */
  compute(task: Task): Promise<string | boolean>;
  close(): Promise<void>;
}

export class PasswordsBusy extends LimitExceeded {
  override readonly code = 'TOO_MANY_ATTEMPTS';
}

/** More than half a minute's work. */
const LONGEST_LINE = 500;
const BUSY_RETRY_MS = 5_000;

/** One processor is left for everybody else. */
export function openPasswordLine(atOnce = Math.max(1, availableParallelism() - 1)): PasswordLine {
  const threads: Worker[] = [];
  const free: Worker[] = [];
  const waiting: ((thread: Worker) => void)[] = [];

  function aThread(): Promise<Worker> {
    const ready = free.pop();
    if (ready) return Promise.resolve(ready);
    if (threads.length >= atOnce) return new Promise((resolve) => waiting.push(resolve));
    const thread = new Worker(new URL('./password-thread.ts', import.meta.url));
    // Whatever else the process does decides when it ends.
    thread.unref();
    thread.once('error', () => threads.splice(threads.indexOf(thread), 1));
    threads.push(thread);
    return Promise.resolve(thread);
  }

  function release(thread: Worker): void {
    const turn = waiting.shift();
    const lives = threads.includes(thread);
    if (turn) void (lives ? Promise.resolve(thread) : aThread()).then(turn);
    else if (lives) free.push(thread);
  }

  return {
    async compute(task) {
      if (waiting.length >= LONGEST_LINE)
        throw new PasswordsBusy('Too many people are signing in', { retryAfterMs: BUSY_RETRY_MS });
      const thread = await aThread();
      try {
        const answered = once(thread, 'message');
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        thread.postMessage(task);
        const [done] = (await answered) as [Done];
        if ('error' in done) throw new Error(done.error);
        return done.result;
      } finally {
        release(thread);
      }
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}
