import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { networkOf } from '../../src/platform/address.ts';
import { createLog } from '../../src/platform/log.ts';
import { SIGNATURE_ISSUER } from '../../src/platform/principal/principal.ts';
import { rateLimitsSchema, type RateLimit } from '../../src/platform/rate-limit-table.ts';
import { createRateLimits, type Asker, type RateLimits } from '../../src/platform/rate-limits.ts';
import { connectRedis } from '../../src/platform/redis.ts';
import { aPrincipal } from '../graphql/toy-server.ts';
import { aRedis, redisDb, type TestRedis } from '../support/services.ts';

const log = createLog({ level: 'silent' });
/** Longer than what is let through takes to be told. */
const TOLD_MS = 300;
const told = () => new Promise((resolve) => setTimeout(resolve, TOLD_MS));
const per = (of: RateLimit['of'], measure: RateLimit['measure'], perMinute: number) => ({
  of,
  measure,
  perMinute,
});

/** Lets through as many of `count` as it may, one after the other. */
async function letThrough(
  rates: RateLimits,
  asker: Asker,
  count: number,
  measure: RateLimit['measure'] = 'requests',
) {
  let passed = 0;
  for (let i = 0; i < count; i += 1) {
    await rates.take(asker, measure, 1).then(
      () => (passed += 1),
      () => undefined,
    );
  }
  return passed;
}

describe('with Redis', () => {
  const connections: Redis[] = [];
  let url: string;
  beforeAll(async () => {
    ({ url } = await redisDb());
  });
  afterAll(() => connections.forEach((redis) => redis.disconnect()));

  /** As in a process of its own. */
  async function aProcess(limits: readonly RateLimit[]): Promise<RateLimits> {
    const redis = connectRedis(url, log);
    connections.push(redis);
    await new Promise((resolve) => redis.once('ready', resolve));
    return createRateLimits({ redis, limits });
  }
  const someone = (more = {}): Asker => ({ principal: aPrincipal([], { tenantId: randomUUID(), ...more }) });

  it('counts a caller for all processes together, and tells how the budget stands', async () => {
    const limits = [per('principal', 'requests', 20)];
    const [one, two] = [await aProcess(limits), await aProcess(limits)];
    const asker = someone();
    expect(await one.take(asker, 'requests', 1)).toMatchObject({ limit: 20, remaining: 19 });
    expect(await letThrough(one, asker, 14)).toBe(14);
    await told();
    expect(await letThrough(two, asker, 30)).toBe(5);
    await expect(two.take(asker, 'requests', 1)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      standing: { limit: 20, remaining: 0 },
    });
    const third = await aProcess(limits);
    await told();
    expect(await letThrough(third, asker, 5)).toBe(0);
  });

  it('keeps the same subject of two tenants, doors and issuers apart, and shares what is shared', async () => {
    const rates = await aProcess([
      per('principal', 'requests', 5),
      per('door', 'requests', 8),
      per('tenant', 'requests', 12),
    ]);
    const tenantId = randomUUID();
    expect(await letThrough(rates, someone({ tenantId }), 20)).toBe(5);
    expect(await letThrough(rates, someone({ tenantId, issuer: 'another' }), 20)).toBe(3);
    expect(await letThrough(rates, someone({ tenantId, subject: 'eve' }), 20)).toBe(0);
    const service = { tenantId, kind: 'service' as const, issuer: SIGNATURE_ISSUER };
    expect(await letThrough(rates, someone(service), 20)).toBe(4);
    expect(await letThrough(rates, someone(), 20)).toBe(5);
  });

  it('has the tenant in every key of a known caller', async () => {
    const rates = await aProcess((['principal', 'door', 'tenant'] as const).map((of) => per(of, 'cost', 5)));
    const asker = someone();
    await rates.take(asker, 'cost', 3);
    await told();
    const keys = (await connections[0]?.keys('limit:*:cost:*')) ?? [];
    expect(keys.filter((key) => key.includes(asker.principal?.tenantId ?? '-'))).toHaveLength(3);
  });

  it('takes nothing for what it refuses', async () => {
    const rates = await aProcess([per('principal', 'cost', 100)]);
    const asker = someone();
    await rates.take(asker, 'cost', 60);
    await expect(rates.take(asker, 'cost', 41)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await rates.take(asker, 'cost', 40)).toMatchObject({ remaining: 0 });
  });

  it('counts attempts at once, also of two processes at the same time', async () => {
    const limits = [per('address', 'attempts', 10)];
    const [one, two] = [await aProcess(limits), await aProcess(limits)];
    const asker = { principal: null, remoteAddress: '203.0.113.7' };
    const tried = await Promise.all([
      letThrough(one, asker, 20, 'attempts'),
      letThrough(two, asker, 20, 'attempts'),
    ]);
    expect(tried[0] + tried[1]).toBeLessThanOrEqual(10);
    expect(tried[0] + tried[1]).toBeGreaterThan(0);
    expect(await letThrough(one, { ...asker, remoteAddress: '203.0.113.8' }, 20, 'attempts')).toBe(10);
  });
});

describe('without Redis', () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await aRedis();
  });
  afterAll(() => server.stop());

  it('counts by itself while Redis is gone or hangs, without waiting for it each time', async () => {
    const redis = connectRedis(server.url, log);
    await new Promise((resolve) => redis.once('ready', resolve));
    const rates = createRateLimits({ redis, limits: [per('tenant', 'requests', 10)] });
    const asker = () => ({ principal: aPrincipal([], { tenantId: randomUUID() }) });
    server.pause();
    const hanging = asker();
    const started = performance.now();
    expect(await letThrough(rates, hanging, 50)).toBe(10);
    expect(performance.now() - started).toBeLessThan(5_000);
    server.resume();
    await server.kill();
    await told();
    expect(await letThrough(rates, hanging, 5)).toBe(0);
    expect(await letThrough(rates, asker(), 50)).toBe(10);
    redis.disconnect();
  });
});

describe('the network of an address', () => {
  it('is the same for all addresses of a customer', () => {
    expect(networkOf('::ffff:198.51.100.7')).toBe('198.51.100.7');
    expect(networkOf('2001:DB8::1')).toBe('2001:db8:0:0');
    expect(networkOf('2001:0db8:0000:0000:ffff::9%eth0')).toBe('2001:db8:0:0');
    expect(networkOf('::1')).toBe('0:0:0:0');
    expect(networkOf('unknown')).toBe('unknown');
  });

  it('is the first 64 bits, however the address is written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
        expect(networkOf(written)).toBe(networkOf(address));
      }),
      { verbose: true, examples: [['1:2:3:4:5:6:7:8'], ['1::8'], ['::']] },
    );
  });
});

describe('the setting', () => {
  it('changes what it names and refuses what does not exist', () => {
    const rows = rateLimitsSchema.parse({ 'principal.cost': 7 });
    expect(rows.find(({ of, measure }) => of === 'principal' && measure === 'cost')?.perMinute).toBe(7);
    expect(rows.length).toBeGreaterThan(5);
    for (const wrong of [{ 'nobody.cost': 1 }, { 'tenant.cost': 0 }, { 'tenant.cost': '5' }])
      expect(rateLimitsSchema.safeParse(wrong).success).toBe(false);
  });
});
