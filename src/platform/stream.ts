/** An async iterator whose source pushes, whose consumer may be slow, and which ends the moment it is told to. */

export interface Sink<T> {
  /** Hands over a value; of values with one key that wait, only the newest is kept. */
  push(key: string, value: T): void;
  end(): void;
  fail(error: unknown): void;
}

/**
 * Starts the source when the first value is asked for and stops it when the consumer leaves. Memory is bounded by the
 * number of keys, however slow the consumer is.
 */
export function streamOf<T>(start: (sink: Sink<T>) => () => void): AsyncIterableIterator<T> {
  const waiting = new Map<string, T>();
  let ended = false;
  let failure: { error: unknown } | undefined;
  let stop: (() => void) | undefined;
  let wake: (() => void) | undefined;

  const finish = () => {
    ended = true;
    stop?.();
    stop = undefined;
    wake?.();
  };
  const sink: Sink<T> = {
    push(key, value) {
      if (ended) return;
      waiting.set(key, value);
      wake?.();
    },
    end: finish,
    fail(error) {
      failure = { error };
      finish();
    },
  };

  let started = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (!started) {
        started = true;
        stop = start(sink);
        if (ended) finish();
      }
      while (waiting.size === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      for (const [key, value] of waiting) {
        waiting.delete(key);
        return { done: false, value };
      }
      if (failure) {
        const { error } = failure;
        failure = undefined;
        throw error;
      }
      return { done: true, value: undefined };
    },
    async return() {
      waiting.clear();
      finish();
      return { done: true, value: undefined };
    },
  };
}
