import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { createLog } from '../../src/platform/log.ts';
import { createRateLimits } from '../../src/platform/rate-limits.ts';
import { connectRedis } from '../../src/platform/redis.ts';
import { redisDb } from '../support/services.ts';
import { startToyServer, token } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

describe('rate limits', () => {
  let redis: Redis;
  let server: ToyServer;
  beforeAll(async () => {
    redis = connectRedis((await redisDb()).url, createLog({ level: 'silent' }));
    await once(redis, 'ready');
    const limits = [
      { of: 'principal', measure: 'requests', perMinute: 8 },
      { of: 'principal', measure: 'cost', perMinute: 100 },
      { of: 'address', measure: 'requests', perMinute: 12 },
      { of: 'principal', measure: 'attempts', perMinute: 5 },
    ] as const;
    server = await startToyServer({ rates: createRateLimits({ redis, limits }), maxSocketsPerCaller: 2 });
  });
  afterAll(async () => {
    await server.close();
    redis.disconnect();
  });
  const caller = (subject: string) => ({ authorization: token(['widgets:read'], { subject }) });

  it('tells how the budget stands, and refuses with 429 and when to come again', async () => {
    const headers = caller('ada');
    const first = await server.post({ query: '{ health }' }, headers);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'ratelimit-limit': '8',
      'ratelimit-remaining': '7',
      'ratelimit-policy': '8;w=60',
    });
    for (let i = 0; i < 7; i += 1) await server.post({ query: '{ health }' }, headers);
    const refused = await server.post({ query: '{ health }' }, headers);
    expect(refused.status).toBe(429);
    expect(refused.body.errors[0].extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      retryAfterMs: expect.any(Number),
      correlationId: expect.any(String),
    });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds * 1000).toBeGreaterThanOrEqual(refused.body.errors[0].extensions.retryAfterMs);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect((await server.post({ query: '{ health }' }, caller('grace'))).status).toBe(200);
  });

  it('counts the cost of operations, over the socket too', async () => {
    const query = '{ widgets(first: 20) { edges { node { id } } } }';
    expect((await server.post({ query }, caller('bob'))).status).toBe(200);
    expect((await server.post({ query }, caller('bob'))).status).toBe(200);
    const refused = await server.post({ query }, caller('bob'));
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([429, 'LIMIT_EXCEEDED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const client = server.socket(caller('bob').authorization);
    await expect(client.iterate({ query }).next()).rejects.toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED', retryAfterMs: expect.any(Number) } },
    ]);
    await client.dispose();
  });

  it('counts every attempt of an operation, by whatever alias and fragment', async () => {
    const tries = (names: string[]) => names.map((name) => `${name}: prove(password: "${name}")`).join(' ');
    const tried = () => server.contexts.flatMap(({ loaded }) => loaded).length;
    const before = tried();
    const query = `mutation { ...f ... on Mutation { ${tries(['a'])} } } fragment f on Mutation { ${tries(['b', 'c', 'd', 'e'])} }`;
    expect((await server.post({ query }, caller('mallory'))).status).toBe(200);
    expect(tried() - before).toBe(5);
    const again = await server.post({ query: `mutation { ${tries(['x'])} }` }, caller('mallory'));
    expect(again.status).toBe(429);
    const six = `mutation { ${tries(['p', 'q', 'r', 's', 't', 'u'])} }`;
    expect((await server.post({ query: six }, caller('trent'))).status).toBe(429);
    expect(tried() - before).toBe(5);
  });

  it('counts operations on a socket as requests', async () => {
    const client = server.socket(caller('dora').authorization);
    for (let i = 0; i < 8; i += 1) await client.iterate({ query: '{ health }' }).next();
    await expect(client.iterate({ query: '{ health }' }).next()).rejects.toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
    await client.dispose();
  });

  it('counts wrong tokens by address, whatever X-Forwarded-For says, and holds up nobody with a right one', async () => {
    const statuses = [];
    for (let i = 0; i < 14; i += 1) {
      const headers = { authorization: 'Bearer nonsense', 'x-forwarded-for': `203.0.113.${i}` };
      statuses.push((await server.post({ query: '{ health }' }, headers)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 401), 429, 429]);
    expect((await server.post({ query: '{ health }' })).status).toBe(429);
    expect((await server.post({ query: '{ health }' }, caller('heidi'))).status).toBe(200);
  });

  it('bounds the sockets of one caller, and gives a place back', async () => {
    const open = async () => {
      const socket = server.rawSocket();
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload: caller('sybil') }));
      return socket;
    };
    const [first] = [await open(), await open()];
    const third = await open();
    const [code] = await once(third, 'close');
    expect(code).toBe(4429);
    first.close();
    await once(first, 'close');
    const next = await open();
    expect(JSON.parse(String((await once(next, 'message'))[0]))).toEqual({ type: 'connection_ack' });
  });
});
