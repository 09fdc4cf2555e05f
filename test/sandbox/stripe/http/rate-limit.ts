// Reads and writes per second and account. https://docs.stripe.com/rate-limits
import { StripeApiError } from './stripe-error.ts';

export interface RateLimit {
  readsPerSecond: number;
  writesPerSecond: number;
}
interface Bucket {
  tokens: number;
  /** Milliseconds of the process's monotonic clock. */
  filledAt: number;
}

/**
 * A token bucket per account for reads and one for writes, each holding one second's worth.
 * It runs on real time whatever the sandbox's clock says: it limits real requests.
 */
export function rateLimiter(limit: RateLimit | null): (accountId: string, method: string) => void {
  const buckets = new Map<string, Bucket>();
  return (accountId, method) => {
    if (limit === null) return;
    const kind = method === 'GET' ? 'reads' : 'writes';
    const perSecond = kind === 'reads' ? limit.readsPerSecond : limit.writesPerSecond;
    const now = performance.now();
    const name = `${accountId} ${kind}`;
    const bucket = buckets.get(name) ?? { tokens: perSecond, filledAt: now };
    const tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.filledAt) / 1_000) * perSecond);
    buckets.set(name, { tokens: tokens < 1 ? tokens : tokens - 1, filledAt: now });
    if (tokens < 1) throw tooManyRequests();
  };
}

/** The 429 of the global limit; Stripe sends its reason in `Stripe-Rate-Limited-Reason`. */
export function tooManyRequests(): StripeApiError {
  return new StripeApiError(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message:
      'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
  });
}
