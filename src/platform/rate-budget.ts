/**
 * How often we may call somebody, as one budget for all processes: the generic cell rate algorithm (GCRA), kept in Redis
 * on Redis' own clock. Turns are reserved in order; a reserved turn that its caller gives up is lost.
 */
import type { Redis } from 'ioredis';
import type { Clock } from './clock.ts';
import { ProviderThrottled } from './errors.ts';
import type { Log } from './log.ts';

export interface Rate {
  readonly perSecond: number;
  /** How many may go at once after a quiet time; at least 1. */
  readonly burst: number;
}

export interface RateBudget {
  /**
   * Resolves when it is this caller's turn; rejects with the signal's reason when it is aborted. Works without Redis.
   * @throws ProviderThrottled while a pause goes on for more than `LONGEST_WAIT_MS`: nobody keeps a place that long
   */
  take(key: string, rate: Rate, signal?: AbortSignal): Promise<void>;
  /** Nobody, in any process, gets a turn for the next `ms` milliseconds: the other side said so (429). */
  pauseFor(key: string, ms: number): Promise<void>;
}

/** Work for which a longer pause was asked, in milliseconds, is put away and taken up again then. */
export const LONGEST_WAIT_MS = 30_000;
/** Without Redis no process knows of the others, so each stays well below the whole rate. */
const LOCAL_SHARE = 1 / 4;
const REDIS_DEADLINE_MS = 100;
/** After a failure the local budget is used this long before Redis is asked again. */
const REDIS_REST_MS = 1_000;

/*
 * In microseconds. KEYS: when the next turn is due (GCRA's theoretical arrival time), the end of the pause.
 * ARGV: interval between turns, head start that a burst has. Returns how long to wait for the turn that is now reserved.
 */
const RESERVE = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local pausedUntil = tonumber(redis.call('GET', KEYS[2]) or 0)
local arrival = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now, pausedUntil)
local nextArrival = arrival + ARGV[1]
redis.call('SET', KEYS[1], string.format('%.0f', nextArrival), 'PX', math.ceil((nextArrival - now) / 1000))
return math.ceil(math.max(arrival - ARGV[2], pausedUntil) - now)`;

/* KEYS: the end of the pause. ARGV: its length in microseconds. A shorter pause never ends a longer one. */
const PAUSE = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local pausedUntil = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now + ARGV[1])
redis.call('SET', KEYS[1], string.format('%.0f', pausedUntil), 'PX', math.ceil((pausedUntil - now) / 1000))`;

/* KEYS: the end of the pause. Returns what is left of it, in microseconds. */
const PAUSE_LEFT = `
local time = redis.call('TIME')
return math.ceil(tonumber(redis.call('GET', KEYS[1]) or 0) - (time[1] * 1000000 + time[2]))`;

interface BudgetCommands {
  reserveTurn(arrivalKey: string, pauseKey: string, intervalUs: number, headStartUs: number): Promise<number>;
  pauseTurns(pauseKey: string, lengthUs: number): Promise<null>;
  pauseLeft(pauseKey: string): Promise<number>;
}

/** `redis`: a connection for commands. `clock` is slept on; durations are measured on the monotonic clock. */
export function createRateBudget({
  redis,
  clock,
  log,
}: {
  redis: Redis;
  clock: Clock;
  log: Log;
}): RateBudget {
  const commands = withBudgetCommands(redis);
  const ask = createAsker(log);
  const local = createLocalTurns();

  async function reserveMs(key: string, rate: Rate): Promise<number> {
    const intervalUs = Math.ceil(1_000_000 / rate.perSecond);
    const shared = await ask(() =>
      commands.reserveTurn(arrivalKey(key), pauseKey(key), intervalUs, intervalUs * (rate.burst - 1)),
    );
    return shared === undefined
      ? local.reserveMs(key, rate)
      : Math.max(shared / 1_000, local.pauseLeftMs(key));
  }

  async function pauseLeftMs(key: string): Promise<number> {
    const sharedUs = (await ask(() => commands.pauseLeft(pauseKey(key)))) ?? 0;
    return Math.max(sharedUs / 1_000, local.pauseLeftMs(key));
  }

  return {
    async take(key, rate, signal) {
      do {
        signal?.throwIfAborted();
        const waitMs = await reserveMs(key, rate);
        if (waitMs <= 0) return;
        if (waitMs > LONGEST_WAIT_MS && (await pauseLeftMs(key)) > LONGEST_WAIT_MS)
          throw new ProviderThrottled('The provider asked for a long pause', { retryAfterMs: waitMs });
        await clock.sleep(Math.ceil(waitMs), signal);
        // A pause that began meanwhile makes the reserved turn void.
      } while ((await pauseLeftMs(key)) > 0);
    },
    async pauseFor(key, ms) {
      local.pause(key, ms);
      await ask(() => commands.pauseTurns(pauseKey(key), Math.ceil(ms * 1_000)));
    },
  };
}

// The braces put both keys of a budget on one node of a cluster.
const arrivalKey = (key: string): string => `rate:{${key}}:arrival`;
const pauseKey = (key: string): string => `rate:{${key}}:pause`;

function withBudgetCommands(redis: Redis): BudgetCommands {
  redis.defineCommand('reserveTurn', { numberOfKeys: 2, lua: RESERVE });
  redis.defineCommand('pauseTurns', { numberOfKeys: 1, lua: PAUSE });
  redis.defineCommand('pauseLeft', { numberOfKeys: 1, lua: PAUSE_LEFT });
  // `defineCommand` adds the methods while running, which the type of the connection cannot show.
  return redis as unknown as BudgetCommands;
}

/** Asks Redis within the deadline. `undefined` means: it does not answer, decide without it. */
function createAsker(log: Log) {
  let restUntil = 0;
  let answering = true;
  return async <T>(question: () => Promise<T>): Promise<T | undefined> => {
    if (performance.now() < restUntil) return undefined;
    try {
      const answer = await withDeadline(question());
      if (!answering) log.info('The rate budget is shared again');
      answering = true;
      return answer;
    } catch (err) {
      if (answering)
        log.warn({ err }, 'Redis does not answer; each process keeps to its own share of the rate budget');
      answering = false;
      restUntil = performance.now() + REDIS_REST_MS;
      return undefined;
    }
  };
}

function withDeadline<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`No answer within ${REDIS_DEADLINE_MS} ms`)),
      REDIS_DEADLINE_MS,
    );
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The same algorithm for this process alone, at its share of the rate. */
function createLocalTurns() {
  const arrivals = new Map<string, number>();
  const pauses = new Map<string, number>();
  const pauseLeftMs = (key: string): number => (pauses.get(key) ?? 0) - performance.now();

  return {
    pauseLeftMs,
    reserveMs(key: string, rate: Rate): number {
      const now = performance.now();
      forgetPast(arrivals, now);
      const intervalMs = 1_000 / (rate.perSecond * LOCAL_SHARE);
      const headStartMs = intervalMs * (Math.max(1, Math.floor(rate.burst * LOCAL_SHARE)) - 1);
      const arrival = Math.max(arrivals.get(key) ?? 0, pauses.get(key) ?? 0, now);
      arrivals.set(key, arrival + intervalMs);
      return Math.max(arrival - headStartMs - now, pauseLeftMs(key));
    },
    pause(key: string, ms: number): void {
      const now = performance.now();
      forgetPast(pauses, now);
      pauses.set(key, Math.max(pauses.get(key) ?? 0, now + ms));
    },
  };
}

/** Above this many keys, those whose moment has passed are dropped: they say nothing any more. */
const REMEMBERED_KEYS = 10_000;

function forgetPast(moments: Map<string, number>, now: number): void {
  if (moments.size < REMEMBERED_KEYS) return;
  for (const [key, moment] of moments) if (moment <= now) moments.delete(key);
}
