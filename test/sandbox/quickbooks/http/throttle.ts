// 500 requests a minute and 10 at a time for each company.
// https://developer.intuit.com/app/developer/qbo/docs/learn/limits-and-throttles (2026-11)
import { throttled } from './fault.ts';

export interface RateLimit {
  perMinute: number;
  /** Requests under way at once. */
  concurrent: number;
}

/** Throws the 429, or answers the function to be called when the request is over. Runs on real time. */
export function throttle(limit: RateLimit | null): (realmId: string) => () => void {
  const buckets = new Map<string, { tokens: number; filledAt: number; underWay: number }>();
  return (realmId) => {
    if (limit === null) return () => undefined;
    const now = performance.now();
    const bucket = buckets.get(realmId) ?? { tokens: limit.perMinute, filledAt: now, underWay: 0 };
    buckets.set(realmId, bucket);
    const refilled = bucket.tokens + ((now - bucket.filledAt) / 60_000) * limit.perMinute;
    bucket.tokens = Math.min(limit.perMinute, refilled);
    bucket.filledAt = now;
    if (bucket.tokens < 1 || bucket.underWay >= limit.concurrent) throw throttled();
    bucket.tokens -= 1;
    bucket.underWay += 1;
    return () => void (bucket.underWay -= 1);
  };
}
