import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/platform/log.ts';
import { openBells, type Bells } from '../../src/platform/queue/bells.ts';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { aRedis, type TestRedis } from '../support/services.ts';
import { liveObjects, recordsOf, rowsOf, truthOf } from './truth.ts';
import { until } from './until.ts';

let redis: TestRedis;
let hub: Hub;
let tenant: Tenant;
let bells: Bells;
beforeAll(async () => {
  redis = await aRedis();
  hub = await aHub({
    redisUrl: redis.url,
    stripe: { size: { customers: 900, payments: 100, invoices: 50 } },
  });
  tenant = await hub.aTenant();
  await hub.startWorker();
  const log = createLog({ level: 'silent' });
  bells = openBells({ redisUrl: redis.url, prefix: 'hub', listens: false, log });
});
afterAll(async () => {
  await bells?.close(0);
  await hub?.close();
  await redis?.stop();
});
afterEach(() => hub.stripe.faults.clear());

async function processed(id: string): Promise<number> {
  const { syncJob } = await tenant.ask<{ syncJob: { progress: { processed: number } } }>(
    `query ($id: ID!) { syncJob(id: $id) { progress { processed } } }`,
    { id },
  );
  return syncJob.progress.processed;
}

/** Milliseconds between the request and the moment a worker took it, by the database's clock. */
async function waited(id: string): Promise<number> {
  const [row] = await rowsOf<{ ms: number }>(
    hub.database.url,
    `select extract(epoch from started_at - created_at)::float * 1000 as ms from sync_job where id = $1`,
    [id],
  );
  if (!row) throw new Error('no such job');
  return row.ms;
}

describe('Redis', () => {
  it('killed in the middle of a sync and back empty: the sync finishes, and bells ring again', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    hub.stripe.faults.next(50, { kind: 'slow', ms: 150 });
    const id = await startSync(tenant, integration);
    await until(async () => (await processed(id)) > 0);
    await redis.kill();
    const atDeath = await processed(id);
    expect(atDeath).toBeLessThan(900);
    await until(async () => (await processed(id)) > atDeath);
    await redis.startEmpty();
    const back = performance.now();

    await until(async () => (await bells.ring('high')) === 'rung');
    expect(performance.now() - back).toBeLessThan(5_000);
    const other = await aStripeIntegration(hub, tenant);
    const next = await startSync(tenant, other, { resources: ['product'] });
    expect((await finished(tenant, next)).status).toBe('SUCCEEDED');
    expect(performance.now() - back).toBeLessThan(15_000);
    expect(await waited(next)).toBeLessThan(5_000);

    expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED', error: null });
    expect(liveObjects(await recordsOf(hub.database.url, integration))).toEqual(truthOf(hub.stripe));
  }, 60_000);

  it('frozen while syncs are asked for, then lost with whatever it had: they run all the same', async () => {
    const integrations = await Promise.all([1, 2, 3].map(() => aStripeIntegration(hub, tenant)));
    redis.pause();
    const ids = await Promise.all(
      integrations.map((each) => startSync(tenant, each, { resources: ['product'] })),
    );
    redis.resume();
    await redis.startEmpty();
    for (const id of ids) expect((await finished(tenant, id)).status).toBe('SUCCEEDED');
  }, 60_000);

  it('away when a sync is asked for: it runs, and is followed to its end', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    await redis.kill();
    const id = await startSync(tenant, integration);
    expect((await finished(tenant, id)).status).toBe('SUCCEEDED');
    expect(liveObjects(await recordsOf(hub.database.url, integration))).toEqual(truthOf(hub.stripe));
    await redis.startEmpty();
    await until(() => bells.connected);
    const began = performance.now();
    await until(async () => (await bells.ring('high')) === 'rung');
    expect(performance.now() - began).toBeLessThan(5_000);
  }, 60_000);
});
