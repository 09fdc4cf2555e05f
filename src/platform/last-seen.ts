/** When things were last seen, by id, known to all processes: in Redis, where it may be lost. */
import type { Redis } from 'ioredis';

export interface LastSeen {
  /** Milliseconds since the epoch by id. Never throws. */
  tell(seen: ReadonlyMap<string, number>): Promise<void>;
  /** Of those that are known; none while Redis is away. Never throws. */
  of(ids: readonly string[]): Promise<Map<string, number>>;
}

const PREFIX = 'hub:seen:';
/** Whoever has not been seen for this long is known from elsewhere. */
const KEPT_S = 3_600;

export function createLastSeen(redis: Redis): LastSeen {
  return {
    async tell(seen) {
      const pipeline = redis.pipeline();
      for (const [id, at] of seen) pipeline.set(PREFIX + id, at, 'EX', KEPT_S);
      await pipeline.exec().catch(() => undefined);
    },
    async of(ids) {
      if (ids.length === 0) return new Map();
      const values = await redis.mget(ids.map((id) => PREFIX + id)).catch(() => []);
      return new Map(
        ids.flatMap((id, index) => {
          const at = Number(values[index] ?? NaN);
          return Number.isNaN(at) ? [] : [[id, at] as const];
        }),
      );
    },
  };
}
