/** Work that hangs: how it is noticed, and how its worker gets its hands free again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { HubError } from '../errors.ts';

/** Nothing came of the work for so long that it is taken to hang. */
export class WorkStalled extends HubError {
  readonly code = 'WORK_STALLED';
  override readonly retryable = true;
}

/**
 * Settles as `work` does. Once the signal is aborted, work has `graceMs` milliseconds to end by itself; then it is left to
 * itself, and this rejects with the signal's reason. What left work still writes must be refused by its fence.
 */
export async function orLeave<T>(
  work: Promise<T>,
  { signal, graceMs }: { signal: AbortSignal; graceMs: number },
): Promise<T> {
  const settled = new AbortController();
  const left = new Promise<never>((_resolve, reject) => {
    const leave = () =>
      sleep(graceMs, undefined, { signal: settled.signal }).then(
        () => reject(signal.reason as Error),
        () => undefined,
      );
    if (signal.aborted) void leave();
    else signal.addEventListener('abort', () => void leave(), { once: true, signal: settled.signal });
  });
  return Promise.race([work, left]).finally(() => settled.abort());
}

/** Aborted with WorkStalled after so many milliseconds. */
export function stalledAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new WorkStalled(`Nothing came of it within ${ms} ms`)), ms).unref();
  return controller.signal;
}
