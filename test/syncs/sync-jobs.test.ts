import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker as startAWorker, type Worker } from '../../src/worker.ts';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { liveObjects, recordsOf, rowsOf, truthOf } from './truth.ts';
import { until } from './until.ts';

let hub: Hub;
let tenant: Tenant;
let integration: string;
let worker: Worker | undefined;
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 700, payments: 20, invoices: 10 } } });
  tenant = await hub.aTenant();
  integration = await aStripeIntegration(hub, tenant);
});
afterAll(() => hub?.close());
afterEach(async () => {
  hub.stripe.faults.clear();
  await endWorker();
});

async function startWorker(): Promise<void> {
  worker = await startAWorker(hub.config, hub.log);
}

async function endWorker(): Promise<void> {
  await worker?.close();
  worker = undefined;
}

interface Answer {
  __typename: string;
  status?: string;
  code?: string;
}

/** `cancelSync` or `retrySync`. */
async function ask(operation: 'cancelSync' | 'retrySync', id: string): Promise<Answer> {
  const data = await tenant.ask<Record<string, Answer>>(
    `mutation ($id: ID!) { ${operation}(id: $id) { __typename ... on SyncJob { status } ... on HubProblem { code } } }`,
    { id },
  );
  return data[operation]!; // a field that was asked for
}

async function job(id: string) {
  const { syncJob } = await tenant.ask<{
    syncJob: {
      status: string;
      startedAt: string | null;
      finishedAt: string | null;
      progress: { processed: number };
    };
  }>(`query ($id: ID!) { syncJob(id: $id) { status startedAt finishedAt progress { processed } } }`, { id });
  return syncJob;
}

const asked = (path: string) => hub.stripe.requests().filter((request) => request.path === path);

describe('canceling a sync', () => {
  it('ends a queued one at once, and no worker takes it up', async () => {
    const id = await startSync(tenant, integration, { resources: ['contact'] });
    expect(await ask('cancelSync', id)).toEqual({ __typename: 'SyncJob', status: 'CANCELED' });
    const next = await startSync(tenant, integration, { resources: ['product'] });
    await startWorker();
    expect((await finished(tenant, next)).status).toBe('SUCCEEDED');
    expect(await job(id)).toMatchObject({ status: 'CANCELED', startedAt: null });
    expect(asked('/v1/customers')).toHaveLength(0);
  });

  it('ends a running one soon; what it has stored stays, and a retry goes on from there', async () => {
    await startWorker();
    hub.stripe.faults.next(6, { kind: 'slow', ms: 0 }, /GET \/v1\/customers$/);
    hub.stripe.faults.next(1, { kind: 'hang' }, /GET \/v1\/customers$/);
    const id = await startSync(tenant, integration, { resources: ['contact'] });
    await until(async () => (await job(id)).progress.processed >= 500);
    expect(await ask('cancelSync', id)).toMatchObject({ __typename: 'SyncJob' });
    const canceled = await finished(tenant, id, 10_000);
    expect(canceled).toMatchObject({ status: 'CANCELED', error: null });
    const kept = await recordsOf(hub.database.url, integration);
    expect(kept.filter(({ resource }) => resource === 'contact')).toHaveLength(canceled.progress.processed);

    hub.stripe.resetRequests();
    expect(await ask('retrySync', id)).toMatchObject({ __typename: 'SyncJob' });
    const done = await finished(tenant, id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', progress: { created: 700 } });
    expect(liveObjects(await recordsOf(hub.database.url, integration)).contact).toEqual(
      truthOf(hub.stripe).contact,
    );
    // Pages of what was stored before are not asked for again.
    expect(asked('/v1/customers')[0]?.query).toContain('starting_after');
  });

  it('refuses jobs that are over or unknown', async () => {
    await startWorker();
    const id = await startSync(tenant, integration, { resources: ['product'] });
    await finished(tenant, id);
    expect(await ask('cancelSync', id)).toEqual({
      __typename: 'SyncJobStateConflict',
      code: 'SYNC_JOB_STATE_CONFLICT',
    });
    expect(await ask('retrySync', id)).toMatchObject({ __typename: 'SyncJobStateConflict' });
    expect(await ask('cancelSync', crypto.randomUUID())).toMatchObject({ __typename: 'SyncJobNotFound' });
  });
});

describe('two syncs of one integration', () => {
  it('run one after the other, syncs of others beside them', async () => {
    await startWorker();
    const other = await aStripeIntegration(hub, tenant);
    const release = hub.stripe.faults.pause();
    const first = await startSync(tenant, integration, { resources: ['contact'], mode: 'FULL' });
    await until(async () => (await job(first)).status === 'RUNNING');
    const second = await startSync(tenant, integration, { resources: ['product'], mode: 'FULL' });
    const beside = await startSync(tenant, other, { resources: ['product'] });
    await until(async () => (await job(beside)).status === 'RUNNING');
    expect((await job(second)).status).toBe('QUEUED');
    release();

    const ends = await Promise.all([first, second, beside].map((id) => finished(tenant, id)));
    expect(ends.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    const before = await job(first);
    const after = await job(second);
    expect(Date.parse(after.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(before.finishedAt ?? ''));
  });
});

describe('deleting an integration', () => {
  it('takes its credential at once and its records soon, and nobody else’s', async () => {
    await startWorker();
    const [doomed, spared] = [await aStripeIntegration(hub, tenant), await aStripeIntegration(hub, tenant)];
    for (const each of [doomed, spared]) await finished(tenant, await startSync(tenant, each));
    const kept = await recordsOf(hub.database.url, spared);
    await endWorker();

    await tenant.ask(`mutation ($id: ID!) { deleteIntegration(id: $id) { __typename } }`, { id: doomed });
    const sealed = await rowsOf<{ credential: Buffer | null; status: string }>(
      hub.database.url,
      'select credential, status from integration where id = $1',
      [doomed],
    );
    expect(sealed).toEqual([{ credential: null, status: 'DELETING' }]);
    expect(await tenant.ask(`query ($id: ID!) { integration(id: $id) { id } }`, { id: doomed })).toEqual({
      integration: null,
    });

    await startWorker();
    const rest = async (table: string) =>
      (await rowsOf(hub.database.url, `select 1 from ${table} where integration_id = $1`, [doomed])).length;
    await until(
      async () =>
        (await rowsOf(hub.database.url, 'select 1 from integration where id = $1', [doomed])).length === 0,
    );
    expect(await rest('record')).toBe(0);
    expect(await rest('sync_checkpoint')).toBe(0);
    const [cleanup] = await rowsOf<{ id: string }>(
      hub.database.url,
      `select id from sync_job where integration_id = $1 and kind = 'CLEANUP'`,
      [doomed],
    );
    expect((await finished(tenant, cleanup?.id ?? '')).status).toBe('SUCCEEDED');
    expect(await recordsOf(hub.database.url, spared)).toEqual(kept);
    expect((await finished(tenant, await startSync(tenant, spared))).status).toBe('SUCCEEDED');
  });

  it('ends the sync that is running on it', async () => {
    await startWorker();
    const doomed = await aStripeIntegration(hub, tenant);
    const release = hub.stripe.faults.pause();
    const id = await startSync(tenant, doomed);
    await until(async () => (await job(id)).status === 'RUNNING');
    await tenant.ask(`mutation ($id: ID!) { deleteIntegration(id: $id) { __typename } }`, { id: doomed });
    expect((await finished(tenant, id, 10_000)).status).toBe('CANCELED');
    release();
    await until(
      async () =>
        (await rowsOf(hub.database.url, 'select 1 from integration where id = $1', [doomed])).length === 0,
    );
    expect(await recordsOf(hub.database.url, doomed)).toEqual([]);
  });
});
