// A server that outlived its starter is taken over with its data, not started a second time.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis as Client } from 'ioredis';
import { runningPostgres, startPostgres } from '../../scripts/services/postgres.ts';
import type { Postgres } from '../../scripts/services/postgres.ts';
import { runningRedis, startRedis } from '../../scripts/services/redis.ts';
import type { Redis } from '../../scripts/services/redis.ts';

const folder = join(String(process.env['TEST_RUN_FOLDER']), `takeover-${process.pid}`);
const postgresFolder = `${folder}-postgres`;
const redisFolder = `${folder}-redis`;
let postgres: Postgres;
let redis: Redis;

beforeAll(async () => {
  postgres = await startPostgres({ dataDir: postgresFolder, durable: false });
  redis = await startRedis({ dataDir: redisFolder, persistent: true });
});
afterAll(async () => {
  await postgres.stop();
  await redis.stop();
});

describe('a second start on the same folder', () => {
  it('takes over the PostgreSQL that runs there', async () => {
    const second = await startPostgres({ dataDir: postgresFolder, durable: false });
    expect(second.pid).toBe(postgres.pid);
    expect(second.url).toBe(postgres.url);
  });

  it('takes over the Redis that runs there', async () => {
    const second = await startRedis({ dataDir: redisFolder, persistent: true });
    expect(second.pid).toBe(redis.pid);
    expect(second.url).toBe(redis.url);
  });

  it('starts a PostgreSQL anew after a power loss, when its process number belongs to another program', async () => {
    await postgres.crash();
    const cluster = join(postgresFolder, 'cluster');
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n0\n${postgres.port}\n`);
    expect(runningPostgres(postgresFolder)).toBeUndefined();
    postgres = await startPostgres({ dataDir: postgresFolder, durable: false });
    expect(runningPostgres(postgresFolder)).toEqual({ pid: postgres.pid, port: postgres.port });
  });

  it('starts a Redis anew after a crash, with the data it had written', async () => {
    await ask(redis.url, (client) => client.set('key', 'written'));
    await redis.kill();
    expect(runningRedis(redisFolder)).toBeUndefined();
    redis = await startRedis({ dataDir: redisFolder, persistent: true });
    expect(await ask(redis.url, (client) => client.get('key'))).toBe('written');
  });
});

async function ask<T>(url: string, question: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  try {
    return await question(client);
  } finally {
    client.disconnect();
  }
}
