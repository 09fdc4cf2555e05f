import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { createLog } from '../../src/platform/log.ts';
import { connectRedis } from '../../src/platform/redis.ts';
import { aRedis } from '../support/services.ts';
import type { TestRedis } from '../support/services.ts';

let server: TestRedis;
let lines: string[];
let log: ReturnType<typeof createLog>;
const connections: Redis[] = [];

beforeEach(async () => {
  lines = [];
  log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  server = await aRedis();
});

afterEach(async () => {
  for (const connection of connections.splice(0)) connection.disconnect();
  await server.stop();
});

function connected(redis: Redis): Promise<Redis> {
  connections.push(redis);
  return new Promise((resolve) => redis.once('ready', () => resolve(redis)));
}

describe('a connection for commands', () => {
  it('answers', async () => {
    const redis = await connected(connectRedis(server.url, log));
    expect(await redis.ping()).toBe('PONG');
  });

  it('says at once that there is no Redis, and comes back by itself', async () => {
    await server.kill();
    const redis = connectRedis(server.url, log);
    const ready = connected(redis);
    await expect(redis.ping()).rejects.toThrow(/isn't writeable/);
    await server.startEmpty();
    await ready;
    expect(await redis.ping()).toBe('PONG');
  });

  it('comes back after Redis was lost, and logs each outage once', async () => {
    const redis = await connected(connectRedis(server.url, log));
    await server.kill();
    await expect(redis.get('x')).rejects.toThrow();
    // Several attempts fail before the server is there again.
    await new Promise((resolve) => setTimeout(resolve, 700));
    const ready = connected(redis);
    await server.startEmpty();
    await ready;
    expect(await redis.ping()).toBe('PONG');
    const told = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(told).toEqual(['Redis is not reachable', 'Redis is reachable again']);
  });

  it('does not wait for a Redis that hangs', async () => {
    const redis = await connected(connectRedis(server.url, log));
    server.pause();
    const startedAt = performance.now();
    await expect(redis.ping()).rejects.toThrow(/timed out/);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    server.resume();
  });
});
