import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { Log } from './log.ts';

export type RedisPurpose = 'commands' | 'pubsub';

const purposes: Readonly<Record<RedisPurpose, RedisOptions>> = {
  /* Whoever asks has a fallback and wants to know soon: no waiting for a connection, nothing is sent a second time. */
  commands: {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: 200,
  },
  /* A subscription is a wish that holds until Redis is back. */
  pubsub: { enableOfflineQueue: true, maxRetriesPerRequest: null, autoResubscribe: true },
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
