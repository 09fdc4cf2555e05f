import { afterAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { aDatabase, aPostgres, aRedis, redisDb } from '../support/services.ts';

const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

async function sql(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function redis<T>(url: string, ask: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url);
  try {
    return await ask(client);
  } finally {
    client.disconnect();
  }
}

describe('the services tests get', () => {
  it('a migrated database', async () => {
    const database = await aDatabase();
    ends.push(() => database.drop());
    expect(await sql(database.url, 'select count(*)::int > 0 as migrated from schema_migration')).toEqual([
      { migrated: true },
    ]);
  });

  it('a database of their own, gone when dropped', async () => {
    const [mine, other] = await Promise.all([aDatabase({ empty: true }), aDatabase({ empty: true })]);
    await sql(mine.url, 'create table only_mine (id int)');
    expect(await sql(other.url, "select 1 from pg_tables where tablename = 'only_mine'")).toEqual([]);
    await mine.drop();
    await other.drop();
    await expect(sql(mine.url, 'select 1')).rejects.toThrow(/does not exist/);
  });

  it('an empty part of the common Redis each', async () => {
    const [mine, other] = await Promise.all([redisDb(), redisDb()]);
    await redis(mine.url, (client) => client.set('key', 'mine'));
    expect(await redis(other.url, (client) => client.get('key'))).toBeNull();
    expect(await redis(mine.url, (client) => client.get('key'))).toBe('mine');
  });

  it('a private Redis that comes back empty on the same address after it was killed', async () => {
    const server = await aRedis();
    ends.push(() => server.stop());
    await redis(server.url, (client) => client.set('key', 'lost'));
    await server.kill();
    await server.startEmpty();
    expect(await redis(server.url, (client) => client.dbsize())).toBe(0);
    expect(await redis(server.url, (client) => client.config('GET', 'maxmemory-policy'))).toContain(
      'noeviction',
    );
  });

  it('a private PostgreSQL that keeps what was committed through a crash', async () => {
    const server = await aPostgres();
    ends.push(() => server.stop());
    await sql(server.url, 'create table kept as select 7 as value');
    await server.restartImmediate();
    expect(await sql(server.url, 'select value from kept')).toEqual([{ value: 7 }]);
  });
});
