import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openBells } from '../../src/platform/queue/bells.ts';
import type { LaneName } from '../../src/platform/queue/lanes.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { rowsOf } from './truth.ts';
import { until } from './until.ts';

const LIMIT = 60;

let hub: Hub;
let crowd: Tenant;
let other: Tenant;
const workers: Worker[] = [];
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 120, payments: 10, invoices: 5 } } });
  [crowd, other] = [await hub.aTenant(), await hub.aTenant()];
});
afterEach(async () => {
  hub.stripe.faults.clear();
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
  await rowsOf(hub.database.url, `delete from sync_job where status in ('QUEUED', 'RUNNING')`);
});
afterAll(() => hub?.close());

async function work(config = hub.config): Promise<void> {
  workers.push(await startWorker(config, hub.log));
}

async function integrationsOf(tenant: Tenant, count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push(await aStripeIntegration(hub, tenant));
  return ids;
}

/** Puts small syncs into a lane, dealt out among the integrations, with a bell for each. */
async function backlog(
  tenant: Tenant,
  integrations: readonly string[],
  { lane, count }: { lane: LaneName; count: number },
): Promise<void> {
  await rowsOf(
    hub.database.url,
    `insert into sync_job (id, tenant_id, integration_id, kind, priority, mode, resources, status, requested_by)
     select gen_random_uuid(), $1, ($2::uuid[])[1 + n % cardinality($2::uuid[])], 'SYNC', upper($3), 'INCREMENTAL', '{product}',
            'QUEUED', 'backlog' from generate_series(1, $4) n`,
    [tenant.id, integrations, lane, count],
  );
  const bells = openBells({ redisUrl: hub.config.redis.url, prefix: 'hub', listens: false, log: hub.log });
  await until(() => bells.connected);
  for (let rung = 0; rung < count; rung += 500)
    await Promise.all(Array.from({ length: 500 }, () => bells.ring(lane)));
  await bells.close(0);
}

/** How many jobs of the tenant have started, or ended, since the moment. */
async function count(tenant: Tenant, what: string): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    hub.database.url,
    `select count(*)::int as count from sync_job where tenant_id = $1 and ${what}`,
    [tenant.id],
  );
  return row?.count ?? 0;
}

describe('a lane', () => {
  it('with 1,000 jobs of one tenant waiting starts the job of another within the next few starts', async () => {
    await backlog(crowd, await integrationsOf(crowd, 6), { lane: 'normal', count: 1_000 });
    const integration = await aStripeIntegration(hub, other);
    await work();
    await until(async () => (await count(crowd, 'started_at is not null')) >= 10);
    const id = await startSync(other, integration, { resources: ['product'], priority: 'NORMAL' });
    expect((await finished(other, id)).status).toBe('SUCCEEDED');
    const between = await count(
      crowd,
      `started_at > (select created_at from sync_job where id = '${id}')
        and started_at < (select started_at from sync_job where id = '${id}')`,
    );
    // Those that were being claimed when it came, and the one whose turn it was.
    expect(between).toBeLessThanOrEqual(6);
    expect(await count(crowd, `status = 'QUEUED'`)).toBeGreaterThan(500);
  }, 60_000);

  it('with 10,000 jobs waiting holds up no urgent one, and moves on meanwhile', async () => {
    const urgent = await integrationsOf(other, 25);
    await backlog(crowd, await integrationsOf(crowd, 6), { lane: 'low', count: 10_000 });
    await work();
    await until(async () => (await count(crowd, `status = 'SUCCEEDED'`)) > 0);
    const before = await count(crowd, `status = 'SUCCEEDED'`);
    for (const integration of [...urgent, ...urgent, ...urgent, ...urgent]) {
      await startSync(other, integration, { resources: ['product'], priority: 'CRITICAL' });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await until(async () => (await count(other, `priority = 'CRITICAL' and started_at is not null`)) === 100);
    const waits = await rowsOf<{ ms: number }>(
      hub.database.url,
      `select extract(epoch from started_at - created_at)::float * 1000 as ms from sync_job
        where tenant_id = $1 and priority = 'CRITICAL' order by 1`,
      [other.id],
    );
    expect(waits).toHaveLength(100);
    expect(waits[94]?.ms).toBeLessThan(1_000);
    expect(await count(crowd, `status = 'SUCCEEDED'`)).toBeGreaterThan(before);
    expect(await count(crowd, `status in ('FAILED', 'CANCELED')`)).toBe(0);
  }, 60_000);
});

describe('the rate budget of an account', () => {
  it('is kept by all workers in all lanes together: nothing is asked that the provider refuses', async () => {
    const limited = await aHub({
      stripe: {
        size: { customers: 900, payments: 200, invoices: 50 },
        rateLimit: { readsPerSecond: LIMIT, writesPerSecond: LIMIT },
      },
      // A little below the limit: what was sent in time may arrive bunched.
      env: { STRIPE_RATE_PER_SECOND: String(LIMIT - 10) },
    });
    try {
      const tenants = [await limited.aTenant(), await limited.aTenant()];
      await Promise.all([limited.startWorker(), limited.startWorker()]);
      const jobs = await Promise.all(
        (['CRITICAL', 'HIGH', 'NORMAL', 'LOW'] as const).flatMap((priority) =>
          tenants.map(async (tenant) => {
            const integration = await aStripeIntegration(limited, tenant);
            return { tenant, id: await startSync(tenant, integration, { priority }) };
          }),
        ),
      );
      for (const { tenant, id } of jobs) expect((await finished(tenant, id)).status).toBe('SUCCEEDED');
      const statuses = limited.stripe.requests().map(({ status }) => status);
      // More than a burst, or nothing would have been held back.
      expect(statuses.length).toBeGreaterThan(LIMIT * 1.5);
      expect(statuses.filter((status) => status === 429)).toEqual([]);
    } finally {
      await limited.close();
    }
  }, 60_000);

  it('rests in every worker for as long as the provider says', async () => {
    const integrations = await integrationsOf(other, 4);
    await Promise.all([work(), work()]);
    hub.stripe.faults.next(1_000, { kind: 'slow', ms: 40 });
    const ids = await Promise.all(integrations.map((each) => startSync(other, each, { mode: 'FULL' })));
    await until(async () => (await count(other, `status = 'RUNNING'`)) === integrations.length);
    hub.stripe.faults.clear();
    hub.stripe.resetRequests();
    hub.stripe.faults.next(1, { kind: 'rate-limit', retryAfter: 2 });
    await until(() => hub.stripe.requests().some(({ status }) => status === 429));
    // What was on its way when the answer came.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = hub.stripe.requests().length;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(hub.stripe.requests()).toHaveLength(asked);
    for (const id of ids) expect((await finished(other, id)).status).toBe('SUCCEEDED');
    expect(hub.stripe.requests().filter(({ status }) => status === 429)).toHaveLength(1);
  }, 60_000);
});
