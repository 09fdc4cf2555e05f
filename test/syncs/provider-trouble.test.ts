import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aHub,
  aStripeIntegration,
  finished,
  jobWhen,
  startSync,
  type Hub,
  type Tenant,
} from '../support/hub.ts';
import { liveObjects, recordsOf, rowsOf, truthOf } from './truth.ts';

let hub: Hub;
let tenant: Tenant;
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 350, payments: 20, invoices: 10 } } });
  await hub.startWorker();
  tenant = await hub.aTenant();
});
afterAll(() => hub?.close());
afterEach(() => {
  hub.stripe.faults.clear();
  hub.stripe.resetRequests();
});

const LIST = /GET \/v1\/customers$/;

async function fromTrouble(integration: string, more: object = {}) {
  const job = await finished(
    tenant,
    await startSync(tenant, integration, { resources: ['contact'], ...more }),
  );
  return { job, lists: hub.stripe.requests().filter(({ path }) => path === '/v1/customers') };
}

async function expectAllContacts(integration: string): Promise<void> {
  const stored = liveObjects(await recordsOf(hub.database.url, integration));
  expect(stored.contact).toEqual(truthOf(hub.stripe).contact);
}

describe('a provider in trouble', () => {
  it('that asks for a pause gets it, and no try is used', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    hub.stripe.faults.next(1, { kind: 'slow', ms: 0 }, LIST);
    hub.stripe.faults.next(4, { kind: 'rate-limit', retryAfter: 1 }, LIST);
    const began = performance.now();
    // One try, then failure, would be the low lane's way with anything else that went wrong as often.
    const { job, lists } = await fromTrouble(integration, { priority: 'LOW' });
    expect(job).toMatchObject({ status: 'SUCCEEDED', attempts: 1, error: null });
    expect(performance.now() - began).toBeGreaterThan(4_000);
    expect(lists.map(({ status }) => status)).toEqual([200, 429, 429, 429, 429, 200, 200, 200]);
    await expectAllContacts(integration);
  });

  it('that asks for a long pause gets it, while the place is for others', async () => {
    const size = { customers: 350, payments: 0, invoices: 0 };
    const { apiKey } = hub.stripe.addAccount({ size });
    const integration = await aStripeIntegration(hub, tenant, { apiKey });
    const neighbour = await hub.aTenant();
    const theirs = await aStripeIntegration(hub, neighbour);
    hub.stripe.faults.next(1, { kind: 'slow', ms: 0 }, LIST);
    hub.stripe.faults.next(1, { kind: 'rate-limit', retryAfter: 600 }, LIST);
    // The low lane has one place.
    const paused = { resources: ['contact'], priority: 'LOW' };
    const id = await startSync(tenant, integration, paused);
    const job = await jobWhen(tenant, id, ({ error }) => error !== null);
    expect(job).toMatchObject({ status: 'QUEUED', error: { code: 'PROVIDER_THROTTLED' } });
    expect(job.progress.processed).toBe(100);
    const waitMs = Date.parse(job.error?.retryAt ?? '') - Date.now();
    expect(waitMs).toBeGreaterThan(500_000);
    expect(waitMs).toBeLessThan(700_000);
    expect(await finished(neighbour, await startSync(neighbour, theirs, paused))).toMatchObject({
      status: 'SUCCEEDED',
    });
    const [row] = await rowsOf<{ attempts: number }>(
      hub.database.url,
      'select attempts from sync_job where id = $1',
      [id],
    );
    expect(row).toEqual({ attempts: 0 });
  });

  it('that fails for a while is asked again from where it was', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    hub.stripe.faults.next(2, { kind: 'slow', ms: 0 }, LIST);
    hub.stripe.faults.next(1, { kind: 'status', status: 500 }, LIST);
    hub.stripe.faults.next(1, { kind: 'reset' }, LIST);
    const { job, lists } = await fromTrouble(integration, { priority: 'CRITICAL' });
    expect(job).toMatchObject({ status: 'SUCCEEDED', error: null, progress: { created: 350 } });
    expect(lists.map(({ status }) => status)).toEqual([200, 200, 500, null, 200, 200]);
    await expectAllContacts(integration);
  });

  it('whose answers cannot be read leaves nothing half-read behind', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    hub.stripe.faults.next(1, { kind: 'truncated' }, LIST);
    hub.stripe.faults.next(1, { kind: 'html' }, LIST);
    const { job } = await fromTrouble(integration, { priority: 'CRITICAL' });
    expect(job).toMatchObject({ status: 'SUCCEEDED', error: null });
    await expectAllContacts(integration);
  });

  it('that keeps failing is given up after the lane’s tries, and a retry goes on from the checkpoint', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    hub.stripe.faults.next(3, { kind: 'slow', ms: 0 }, LIST);
    hub.stripe.faults.next(3, { kind: 'status', status: 503 }, LIST);
    const { job, lists } = await fromTrouble(integration, { priority: 'HIGH' });
    expect(job).toMatchObject({
      status: 'FAILED',
      attempts: 3,
      error: { code: 'PROVIDER_UNAVAILABLE' },
      progress: { processed: 300 },
    });
    expect(lists).toHaveLength(6);
    const audited = await rowsOf<{ outcome: string }>(
      hub.database.url,
      `select outcome from audit_entry where target_id = $1 and action = 'sync.failed'`,
      [job.id],
    );
    expect(audited).toEqual([{ outcome: 'FAILED' }]);

    hub.stripe.resetRequests();
    await tenant.ask(`mutation ($id: ID!) { retrySync(id: $id) { __typename } }`, { id: job.id });
    expect(await finished(tenant, job.id)).toMatchObject({
      status: 'SUCCEEDED',
      error: null,
      progress: { created: 350 },
    });
    expect(hub.stripe.requests().filter(({ path }) => path === '/v1/customers')).toHaveLength(1);
    await expectAllContacts(integration);
  });

  it('that refuses the credential is left alone until a person enters a new one', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    hub.stripe.faults.next(1, { kind: 'status', status: 401 }, LIST);
    const { job, lists } = await fromTrouble(integration);
    expect(job).toMatchObject({ status: 'FAILED', error: { code: 'PROVIDER_CREDENTIAL_REFUSED' } });
    expect(lists).toHaveLength(1);
    const state = () =>
      tenant.ask(`query ($id: ID!) { integration(id: $id) { status } }`, { id: integration });
    expect(await state()).toEqual({ integration: { status: 'NEEDS_REAUTH' } });
    const { startSync: refused } = await tenant.ask<{ startSync: object }>(
      `mutation ($input: StartSyncInput!) { startSync(input: $input) { __typename ... on HubProblem { code } } }`,
      { input: { integrationId: integration } },
    );
    expect(refused).toEqual({ __typename: 'IntegrationNotReady', code: 'INTEGRATION_NOT_READY' });

    await tenant.ask(
      `mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { __typename } }`,
      { input: { id: integration, credential: [{ name: 'apiKey', value: hub.stripe.apiKey }] } },
    );
    expect(await state()).toEqual({ integration: { status: 'ACTIVE' } });
    expect((await fromTrouble(integration)).job.status).toBe('SUCCEEDED');
  });
});
