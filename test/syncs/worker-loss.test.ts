import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../src/worker.ts';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { startWorkerProcess, workerEnvironment, type WorkerProcess } from '../support/worker-process.ts';
import { startCrew, type Crew } from './crew.ts';
import { liveObjects, recordsOf, rowsOf, truthOf } from './truth.ts';
import { until } from './until.ts';

let hub: Hub;
let tenant: Tenant;
let crew: Crew;
let zombie: WorkerProcess | undefined;
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 600, payments: 20, invoices: 10 } } });
  tenant = await hub.aTenant();
  crew = await startCrew(hub);
}, 60_000);
afterAll(async () => {
  await crew?.end();
  await hub?.close();
});
afterEach(async () => {
  hub.stripe.faults.clear();
  zombie?.kill();
  await zombie?.ended;
  zombie = undefined;
  await crew.killAll();
});

async function fenceOf(id: string): Promise<{ fence: string; attempts: number; status: string } | undefined> {
  const [row] = await rowsOf<{ fence: string; attempts: number; status: string }>(
    hub.database.url,
    'select fence, attempts, status from sync_job where id = $1',
    [id],
  );
  return row;
}

/** Whether the job's worker has begun with its resource, and so waits for the provider. */
async function pulls(id: string): Promise<boolean> {
  const rows = await rowsOf(
    hub.database.url,
    `select 1 from sync_job where id = $1 and status = 'RUNNING' and progress->'contact'->>'state' = 'RUNNING'`,
    [id],
  );
  return rows.length > 0;
}

describe('a worker that dies', () => {
  it('is replaced by another one, by itself: the sweeper finds what it left', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    const held = crew.proxy.hold('before', ({ statements }) =>
      statements.some((each) => each.includes('record_insert')),
    );
    await crew.ready();
    const id = await startSync(tenant, integration, { resources: ['contact'] });
    await crew.kill((await held).door);
    const job = await finished(tenant, id);
    expect(job).toMatchObject({ status: 'SUCCEEDED', progress: { created: 600 } });
    expect(liveObjects(await recordsOf(hub.database.url, integration)).contact).toEqual(
      truthOf(hub.stripe).contact,
    );
  }, 60_000);

  it('of its job each time ends the job instead of every worker', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    const poison = ({ statements }: { statements: readonly string[] }) =>
      statements.some((each) => each.includes('insert into sync_checkpoint'));
    let held = crew.proxy.hold('before', poison);
    await crew.ready();
    const id = await startSync(tenant, integration, { resources: ['contact'], priority: 'LOW' });
    // Two tries are what the low lane gives.
    for (let tries = 1; tries <= 2; tries += 1) {
      const { door } = await held;
      expect(await fenceOf(id)).toMatchObject({ attempts: tries, status: 'RUNNING' });
      held = crew.proxy.hold('before', poison);
      await crew.kill(door);
      await crew.takeOver(id);
    }
    expect(await finished(tenant, id)).toMatchObject({ status: 'FAILED', error: { code: 'WORKER_DIED' } });
    const told = await rowsOf(
      hub.database.url,
      `select 1 from outgoing_event where type = 'sync.failed' and payload->>'syncJobId' = $1`,
      [id],
    );
    expect(told).toHaveLength(1);
    expect(await recordsOf(hub.database.url, integration)).toEqual([]);
  }, 60_000);
});

describe('a worker that was only asleep', () => {
  it('changes nothing when it wakes up after its work was taken over', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    zombie = startWorkerProcess(workerEnvironment(hub.config));
    await zombie.ready;
    const release = hub.stripe.faults.pause();
    const id = await startSync(tenant, integration, { resources: ['contact'] });
    await until(() => pulls(id));
    const before = await fenceOf(id);
    zombie.freeze();
    release();

    const other = await startWorker(hub.config, hub.log);
    const job = await finished(tenant, id);
    expect(job).toMatchObject({ status: 'SUCCEEDED', progress: { created: 600 } });
    const after = await fenceOf(id);
    expect(BigInt(after?.fence ?? 0)).toBeGreaterThan(BigInt(before?.fence ?? 0));
    const stored = await recordsOf(hub.database.url, integration);

    zombie.thaw();
    // From here on the one that slept is the only worker, and does as it is told.
    await other.close();
    const next = await startSync(tenant, integration, { resources: ['product'] });
    expect((await finished(tenant, next)).status).toBe('SUCCEEDED');
    expect(await fenceOf(id)).toEqual(after);
    expect(
      (await recordsOf(hub.database.url, integration)).filter(({ resource }) => resource === 'contact'),
    ).toEqual(stored);
    expect(await finished(tenant, id)).toEqual(job);
  }, 60_000);
});
