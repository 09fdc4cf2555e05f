/**
 * How much each caller may ask of us, counted in Redis for all processes. A process decides by what it knows and tells Redis
 * what it let through every 50 ms, so no request waits for Redis but the first one of a caller in each minute; others'
 * requests of the last 50 ms may go beyond a limit. Attempts are few and counted at once. While Redis is away, each process
 * counts by itself.
 */
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from './address.ts';
import { LimitExceeded } from './errors.ts';
import { doorOf } from './principal/principal.ts';
import type { Principal } from './principal/principal.ts';
import type { Measure, RateLimit, Sharing } from './rate-limit-table.ts';

export interface RateLimits {
  /**
   * Takes from every budget the asker has a share in, and tells how the scarcest of them stands; undefined where none holds.
   * @throws RateLimited when one of them has not that much left; then nothing is taken
   */
  take(asker: Asker, measure: Measure, amount: number): Promise<Standing | undefined>;
}

export interface Asker {
  readonly principal: Principal | null;
  readonly remoteAddress?: string | undefined;
}

export interface Standing {
  /** Per minute. */
  readonly limit: number;
  readonly remaining: number;
  /** Until the budget is whole again, in milliseconds. */
  readonly resetMs: number;
}

/** A budget is used up. `retryAfterMs` says when it is whole again. */
export class RateLimited extends LimitExceeded {
  readonly standing: Standing;

  constructor(standing: Standing) {
    super('Too much was asked for in this minute', { retryAfterMs: standing.resetMs });
    this.standing = standing;
  }
}

export const WINDOW_S = 60;
const TELL_EVERY_MS = 50;
/** Beyond this many, whoever has not been heard of for longest is asked about anew. */
const REMEMBERED = 20_000;

interface Bucket {
  readonly row: Row;
  readonly key: string;
  /** As far as it is known; what is `untold` comes on top. */
  told: number;
  untold: number;
  /** By the monotonic clock. */
  endsAt: number;
  /** Settles when Redis has said, once, how the bucket stands. */
  known: Promise<void>;
}

interface Row {
  readonly limit: RateLimit;
  readonly limiter: RateLimiterRedis;
  readonly buckets: Map<string, Bucket>;
}

export function createRateLimits({
  redis,
  limits,
}: {
  redis: Redis;
  limits: readonly RateLimit[];
}): RateLimits {
  const rows = Map.groupBy(
    limits.map((limit) => rowOf(limit, redis)),
    ({ limit }) => limit.measure,
  );
  const untold = new Set<Bucket>();
  let timer: NodeJS.Timeout | undefined;

  function tellLater(buckets: readonly Bucket[]): void {
    for (const bucket of buckets) untold.add(bucket);
    timer ??= setTimeout(() => {
      timer = undefined;
      const all = [...untold];
      untold.clear();
      void Promise.all(all.map(tell));
    }, TELL_EVERY_MS).unref();
  }

  return {
    async take(asker, measure, amount) {
      const buckets = (rows.get(measure) ?? []).flatMap((row) => bucketOf(row, asker) ?? []);
      await Promise.all(buckets.map(({ known }) => known));
      refuseBeyond(buckets, amount);
      for (const bucket of buckets) bucket.untold += amount;
      if (measure === 'attempts') {
        await Promise.all(buckets.map(tell));
        refuseBeyond(buckets, 0);
      } else {
        tellLater(buckets);
      }
      return scarcest(buckets);
    },
  };
}

function rowOf(limit: RateLimit, redis: Redis): Row {
  const options = {
    keyPrefix: `limit:${limit.of}:${limit.measure}`,
    points: limit.perMinute,
    duration: WINDOW_S,
  };
  const limiter = new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(options),
  });
  return { limit, limiter, buckets: new Map() };
}

function bucketOf(row: Row, asker: Asker): Bucket | undefined {
  const key = keyOf(row.limit.of, asker);
  if (key === undefined) return undefined;
  const existing = row.buckets.get(key);
  if (existing && existing.endsAt > performance.now()) return existing;
  const endsAt = performance.now() + WINDOW_S * 1000;
  const bucket: Bucket = { row, key, told: 0, untold: 0, endsAt, known: Promise.resolve() };
  bucket.known = tell(bucket);
  // Set anew, so that the oldest come first.
  row.buckets.delete(key);
  row.buckets.set(key, bucket);
  const oldest = row.buckets.keys().next();
  if (row.buckets.size > REMEMBERED && !oldest.done) row.buckets.delete(oldest.value);
  return bucket;
}

/** The tenant is part of every key. An address has none until somebody has shown who they are. */
function keyOf(of: Sharing, { principal, remoteAddress }: Asker): string | undefined {
  if (of === 'address') return principal ? undefined : `none:${networkOf(remoteAddress ?? 'unknown')}`;
  if (!principal) return undefined;
  if (of === 'tenant') return principal.tenantId;
  return of === 'door' ? `${principal.tenantId}:${doorOf(principal)}` : callerKey(principal);
}

/** The same for all credentials of one caller. */
export function callerKey(principal: Principal): string {
  const { tenantId, issuer, subject } = principal;
  return `${tenantId}:${doorOf(principal)}:${JSON.stringify([issuer, subject])}`;
}

/** Never rejects: without Redis, the limiter's own memory answers. */
async function tell(bucket: Bucket): Promise<void> {
  const amount = bucket.untold;
  bucket.untold -= amount;
  bucket.told += amount;
  const result = await bucket.row.limiter.consume(bucket.key, amount).catch((refusal: unknown) => refusal);
  // The other thing it rejects with is an error of its own, after which this process' count stands.
  if (!(result instanceof RateLimiterRes)) return;
  bucket.told = Math.max(bucket.told, result.consumedPoints);
  if (result.msBeforeNext > 0)
    bucket.endsAt = Math.min(bucket.endsAt, performance.now() + result.msBeforeNext);
}

function refuseBeyond(buckets: readonly Bucket[], amount: number): void {
  const empty = buckets.filter(({ row, told, untold }) => told + untold + amount > row.limit.perMinute);
  const standing = scarcest(empty);
  if (standing) throw new RateLimited(standing);
}

function scarcest(buckets: readonly Bucket[]): Standing | undefined {
  return buckets
    .map(({ row, told, untold, endsAt }) => ({
      limit: row.limit.perMinute,
      remaining: Math.max(0, row.limit.perMinute - told - untold),
      resetMs: Math.max(1, Math.ceil(endsAt - performance.now())),
    }))
    .sort((a, b) => a.remaining / a.limit - b.remaining / b.limit || b.resetMs - a.resetMs)[0];
}
