import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { systemClock } from '../../src/platform/clock.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { createRateBudget } from '../../src/platform/rate-budget.ts';
import { connectRedis } from '../../src/platform/redis.ts';
import { aRedis } from '../support/services.ts';
import type { TestRedis } from '../support/services.ts';

const log = createLog({ level: 'silent' });
let server: TestRedis;
let redis: Redis;

beforeEach(async () => {
  server = await aRedis();
  redis = await connection();
});

afterEach(async () => {
  redis.disconnect();
  await server.stop();
});

async function connection(): Promise<Redis> {
  const client = connectRedis(server.url, log);
  await new Promise((resolve) => client.once('ready', resolve));
  return client;
}

/** Notes how long each caller was told to wait, and lets it go on at once. */
function notingClock(): Clock & { waits: number[] } {
  const waits: number[] = [];
  return { waits, now: () => Date.now(), sleep: async (ms) => void waits.push(ms) };
}

/** One turn takes a minute, so the time the test itself needs does not matter. */
const perMinute = { perSecond: 1 / 60, burst: 3 };
const minutes = (waits: readonly number[]) => waits.map((ms) => Math.round(ms / 60_000));

describe('the budget', () => {
  it('lets a burst through and then one turn after the other', async () => {
    const clock = notingClock();
    const budget = createRateBudget({ redis, clock, log });
    for (let i = 0; i < 6; i += 1) await budget.take('stripe:1', perMinute);
    expect(minutes(clock.waits)).toEqual([1, 2, 3]);
  });

  it('is one budget for all processes, and one for each key', async () => {
    const [here, there] = [notingClock(), notingClock()];
    const other = await connection();
    const a = createRateBudget({ redis, clock: here, log });
    const b = createRateBudget({ redis: other, clock: there, log });
    await Promise.all([a, b, a, b, a, b].map((budget) => budget.take('stripe:1', perMinute)));
    expect([...minutes(here.waits), ...minutes(there.waits)].sort()).toEqual([1, 2, 3]);
    await b.take('stripe:2', perMinute);
    expect(there.waits.length + here.waits.length).toBe(3);
    other.disconnect();
  });

  it('keeps to the rate for real', async () => {
    const budget = createRateBudget({ redis, clock: systemClock, log });
    const startedAt = performance.now();
    for (let i = 0; i < 11; i += 1) await budget.take('stripe:1', { perSecond: 50, burst: 1 });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(190);
  });

  it('forgets a key when nobody waits any more', async () => {
    const budget = createRateBudget({ redis, clock: systemClock, log });
    await budget.take('stripe:1', { perSecond: 20, burst: 5 });
    await budget.pauseFor('stripe:1', 20);
    expect((await redis.keys('*')).length).toBeGreaterThan(0);
    await systemClock.sleep(300);
    expect(await redis.keys('*')).toEqual([]);
  });

  it('lets go of a caller that gives up', async () => {
    const budget = createRateBudget({ redis, clock: systemClock, log });
    for (let i = 0; i < 3; i += 1) await budget.take('stripe:1', perMinute);
    const controller = new AbortController();
    const waiting = budget.take('stripe:1', perMinute, controller.signal);
    const reason = new Error('canceled');
    setTimeout(() => controller.abort(reason), 20);
    await expect(waiting).rejects.toBe(reason);
    await expect(budget.take('stripe:2', perMinute, controller.signal)).rejects.toBe(reason);
  });
});

describe('a pause', () => {
  it('holds for every process, and a shorter one does not end it', async () => {
    const clock = notingClock();
    const other = await connection();
    await createRateBudget({ redis: other, clock, log }).pauseFor('stripe:1', 400);
    await createRateBudget({ redis: other, clock, log }).pauseFor('stripe:1', 10);
    other.disconnect();
    const budget = createRateBudget({ redis, clock: systemClock, log });
    const startedAt = performance.now();
    await budget.take('stripe:1', { perSecond: 100, burst: 10 });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(300);
    await budget.take('stripe:2', { perSecond: 100, burst: 10 });
  });

  it('holds for those who were already waiting when another process was told', async () => {
    const other = await connection();
    const there = createRateBudget({ redis: other, clock: systemClock, log });
    let slept = 0;
    const clock: Clock = {
      now: () => Date.now(),
      async sleep(ms) {
        slept += 1;
        if (slept === 1) await there.pauseFor('stripe:1', 300);
        else await systemClock.sleep(ms);
      },
    };
    const budget = createRateBudget({ redis, clock, log });
    const rate = { perSecond: 20, burst: 1 };
    await budget.take('stripe:1', rate);
    const startedAt = performance.now();
    await budget.take('stripe:1', rate);
    expect(slept).toBeGreaterThanOrEqual(2);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(290);
    other.disconnect();
  });
});

describe('without Redis', () => {
  it.each<[string, () => Promise<void> | void]>([
    ['is gone', () => server.kill()],
    ['hangs', () => server.pause()],
  ])('each process keeps to a quarter of the rate when Redis %s', async (_, fail) => {
    const clock = notingClock();
    const budget = createRateBudget({ redis, clock, log });
    await fail();
    const startedAt = performance.now();
    for (let i = 0; i < 60; i += 1) await budget.take('stripe:1', { perSecond: 1 / 60, burst: 8 });
    expect(minutes(clock.waits).slice(0, 3)).toEqual([4, 8, 12]);
    // Each of these would take a tenth of a second if a Redis that does not answer were asked every time.
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    server.resume();
  });

  it('works in a process that never saw Redis, and honours a pause there', async () => {
    await server.kill();
    const lost = connectRedis(server.url, log);
    const budget = createRateBudget({ redis: lost, clock: systemClock, log });
    await budget.pauseFor('stripe:1', 200);
    const startedAt = performance.now();
    await budget.take('stripe:1', { perSecond: 100, burst: 10 });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(190);
    lost.disconnect();
  });

  it('the budget is shared again as soon as Redis is back, scripts lost or not', async () => {
    const budget = createRateBudget({ redis, clock: systemClock, log });
    const rate = { perSecond: 1_000, burst: 100 };
    await budget.take('stripe:1', rate);
    await server.kill();
    await budget.take('stripe:1', rate);
    const ready = new Promise((resolve) => redis.once('ready', resolve));
    await server.startEmpty();
    await ready;
    // Redis is asked again a second after it failed. Each turn leaves a key there for a moment.
    const deadline = performance.now() + 10_000;
    let shared = false;
    while (!shared && performance.now() < deadline) {
      await budget.take('stripe:1', { perSecond: 1, burst: 1_000 });
      shared = (await redis.keys('rate:*')).length > 0;
      await systemClock.sleep(50);
    }
    expect(shared).toBe(true);
  });
});
