/**
 * What stands around every funder, by cockatiel: a deadline, a bulkhead, one more try where it is safe, and a breaker. One
 * guard per tenant and funder, so that one tenant's trouble is not another's.
 */
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  CircuitState,
  ConsecutiveBreaker,
  ConstantBackoff,
  TaskCancelledError,
  TimeoutStrategy,
  bulkhead,
  circuitBreaker,
  handleWhen,
  noop,
  retry,
  timeout,
  wrap,
} from 'cockatiel';
import { FunderAnswerInvalid, FunderTimedOut, FunderUnavailable } from '../funders/errors.ts';
import { withoutWords } from '../funders/without-words.ts';
import { HubError, ProviderAnswerInvalid, ProviderUnavailable } from '../platform/errors.ts';
import type { BreakerState } from './funder-account.entity.ts';

export interface Guard {
  /**
   * Runs the work within the deadline. Throws what the work throws, FunderTimedOut, FunderUnavailable where it may not even
   * begin, and the caller's reason when the caller aborts.
   */
  run<Result>(options: GuardedRun, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

export interface GuardedRun {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** True where doing it twice is doing it once. */
  readonly repeatable: boolean;
}

/** At the same time for one tenant; more wait. */
const AT_ONCE = 20;
const WAITING = 200;
/** In a row. */
const FAILURES_TO_OPEN = 5;
export const OPEN_MS = 30_000;
const PAUSE_BEFORE_RETRY_MS = 100;

const isTrouble = (error: unknown) => error instanceof FunderUnavailable || error instanceof FunderTimedOut;

export function createGuard(onBreaker: (state: BreakerState) => void): Guard {
  const compartment = bulkhead(AT_ONCE, WAITING);
  const breaker = circuitBreaker(handleWhen(isTrouble), {
    halfOpenAfter: OPEN_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  });
  breaker.onStateChange((state) => onBreaker(nameOf(state)));
  const again = retry(
    handleWhen((error) => error instanceof FunderUnavailable),
    { maxAttempts: 1, backoff: new ConstantBackoff(PAUSE_BEFORE_RETRY_MS) },
  );
  return {
    run: async ({ deadlineMs, signal, repeatable }, work) => {
      signal.throwIfAborted();
      const guarded = wrap(
        // What has returned needs no end; to make one costs more than the question.
        timeout(deadlineMs, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false }),
        compartment,
        repeatable ? again : noop,
        breaker,
      );
      try {
        return await guarded.execute((context) => settled(work, context.signal, signal), signal);
      } catch (error) {
        throw readable(error, signal);
      }
    },
  };
}

/** Failures under the contract's names before the breaker judges them; ends with the deadline whatever the work does. */
async function settled<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal,
  caller: AbortSignal,
): Promise<Result> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const end = () => reject(new TaskCancelledError());
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work(signal), over]);
  } catch (error) {
    throw signal.aborted ? readable(new TaskCancelledError(), caller) : readable(error, caller);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function readable(error: unknown, caller: AbortSignal): unknown {
  if (caller.aborted) return caller.reason;
  if (error instanceof TaskCancelledError) return new FunderTimedOut('No answer by the deadline');
  if (error instanceof BrokenCircuitError)
    return new FunderUnavailable('Failed several times in a row and is left alone for a while');
  if (error instanceof BulkheadRejectedError)
    return new FunderUnavailable('Too many questions wait for an answer already');
  if (error instanceof ProviderUnavailable) return new FunderUnavailable(error.message, { cause: error });
  if (error instanceof ProviderAnswerInvalid) return new FunderAnswerInvalid(error.message, { cause: error });
  if (error instanceof HubError) return error;
  // Whatever an answer did to the code that reads it: it was not read, so it is not believed.
  return new FunderAnswerInvalid('The answer could not be read', { cause: withoutWords(error) });
}

function nameOf(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'CLOSED';
  return state === CircuitState.HalfOpen ? 'HALF_OPEN' : 'OPEN';
}
