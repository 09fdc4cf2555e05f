/** Stops asking a server that does not answer, so that neither it nor whoever asks is worn out. */
export interface CircuitBreaker {
  /** Runs it, or throws CircuitOpen without. What it throws counts as a failure, and so does what `failed` says yes to. */
  run<T>(ask: () => Promise<T>, failed?: (result: T) => boolean): Promise<T>;
}

/** The server has failed too often of late: it was not asked. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';
  /** Until it is tried again, in milliseconds. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('The server has failed too often and is left alone for a moment');
    this.retryAfterMs = retryAfterMs;
  }
}

export interface CircuitOptions {
  /** In a row, that open it. Default 5. */
  readonly failures?: number;
  /** For how long it stays open, in milliseconds; then one request is let through to try. Default 10 s. */
  readonly openMs?: number;
  readonly now?: () => number;
}

export function createCircuitBreaker(options: CircuitOptions = {}): CircuitBreaker {
  const { failures = 5, openMs = 10_000, now = Date.now } = options;
  let inARow = 0;
  let openUntil = 0;
  let isTrying = false;

  function settle(failed: boolean): void {
    isTrying = false;
    inARow = failed ? inARow + 1 : 0;
    if (inARow >= failures) openUntil = now() + openMs;
  }

  return {
    async run(ask, failed = () => false) {
      if (inARow >= failures) {
        if (now() < openUntil || isTrying) throw new CircuitOpen(Math.max(0, openUntil - now()));
        isTrying = true;
      }
      try {
        const result = await ask();
        settle(failed(result));
        return result;
      } catch (error) {
        // Given up by whoever asked: that says nothing about the server.
        if (error instanceof DOMException && error.name === 'AbortError') isTrying = false;
        else settle(true);
        throw error;
      }
    },
  };
}
