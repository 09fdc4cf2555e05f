import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { Log } from './log.ts';

export type RedisPurpose = 'commands' | 'pubsub';

/* Whoever asks has a fallback and wants to know soon: no waiting for a connection, nothing is sent a second time. */
const IMPATIENT: RedisOptions = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
};

const purposes: Readonly<Record<RedisPurpose, RedisOptions>> = {
  commands: { ...IMPATIENT, commandTimeout: 200 },
  // Whoever subscribes does so again at each `ready`: ioredis would, but lets nobody catch its failure.
  pubsub: { ...IMPATIENT, autoResubscribe: false },
};

/**
 * Connects in the background and for ever, so a process starts and lives without Redis. A `commands` connection rejects
 * within 200 ms when Redis does not answer, at once while there is no connection. Pub/sub needs a connection of its own.
 */
export function connectRedis(url: string, log: Log, purpose: RedisPurpose = 'commands'): Redis {
  const redis = new Redis(url, {
    ...purposes[purpose],
    connectTimeout: 2_000,
    keepAlive: 10_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  });
  let reachable = true;
  redis.on('error', (error) => {
    if (reachable) log.warn({ err: error, purpose }, 'Redis is not reachable');
    reachable = false;
  });
  redis.on('ready', () => {
    if (!reachable) log.info({ purpose }, 'Redis is reachable again');
    reachable = true;
  });
  return redis;
}
