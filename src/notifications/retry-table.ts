/** When a delivery is tried again, and when an endpoint is left alone, as data. */

const S = 1_000;
const MINUTE = 60 * S;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Waiting times after each failed try, as Standard Webhooks recommends them: ten tries within a little more than three days. */
const RETRY_MS = [5 * S, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, DAY];

/** After so many failures in a row an endpoint is taken to be down: it is left alone, then tried with one delivery. */
export const BREAK_AFTER = 10;
/** How long it is left alone, from that failure on; the last one for all that follow. */
const PARK_MS = [10 * S, 30 * S, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR];

/** The longest an endpoint can ask us to wait. */
const MOST_MS = DAY;

/**
 * Milliseconds to wait after the `attempts`-th failed try (1 = the first), at least as long as the endpoint asked for; up to
 * a tenth more keeps neighbours apart. Undefined when that was the last try.
 */
export function retryMs(attempts: number, retryAfterMs = 0): number | undefined {
  const base = RETRY_MS[attempts - 1];
  return base === undefined ? undefined : jittered(Math.max(base, Math.min(retryAfterMs, MOST_MS)));
}

/** The wait between two tries of what is not given up although it was tried as often as there is. */
export function longestRetryMs(): number {
  return jittered(DAY);
}

/** Milliseconds to leave an endpoint alone that failed so often in a row; undefined while it is not taken to be down. */
export function parkMs(failures: number): number | undefined {
  if (failures < BREAK_AFTER) return undefined;
  return jittered(PARK_MS[Math.min(failures - BREAK_AFTER, PARK_MS.length - 1)] ?? HOUR);
}

/** What an endpoint that answered 429 or 503 asked for, in milliseconds. */
export function askedWaitMs(retryAfterMs: number): number {
  return Math.min(retryAfterMs, MOST_MS);
}

function jittered(ms: number): number {
  return Math.round(ms * (1 + Math.random() / 10));
}
