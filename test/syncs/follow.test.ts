import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { subscriber, type Subscriber } from '../support/subscriber.ts';

let hub: Hub;
let tenant: Tenant;
let integration: string;
const open: Subscriber<object>[] = [];
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 600, payments: 10, invoices: 10 } } });
  tenant = await hub.aTenant();
  integration = await aStripeIntegration(hub, tenant);
  await hub.startWorker();
});
afterAll(() => hub?.close());
afterEach(async () => {
  hub.stripe.faults.clear();
  await Promise.all(open.splice(0).map((each) => each.close()));
});

interface View {
  id: string;
  revision: string;
  status: string;
  progress: { processed: number; percent: number | null };
  integration: { id: string };
}
const VIEW = `id revision status progress { processed percent } integration { id }`;

function followOne(id: string, who = tenant): Subscriber<{ syncJobUpdated: View }> {
  const query = `subscription ($id: ID!) { syncJobUpdated(id: $id) { ${VIEW} } }`;
  const following = subscriber<{ syncJobUpdated: View }>({
    url: hub.api.url,
    token: who.token,
    query,
    variables: { id },
  });
  open.push(following);
  return following;
}

function followAll(integrationId: string | null, who = tenant): Subscriber<{ syncJobsUpdated: View }> {
  const query = `subscription ($integrationId: ID) { syncJobsUpdated(integrationId: $integrationId) { ${VIEW} } }`;
  const following = subscriber<{ syncJobsUpdated: View }>({
    url: hub.api.url,
    token: who.token,
    query,
    variables: { integrationId },
  });
  open.push(following);
  return following;
}

describe('syncJobUpdated', () => {
  it('tells the state now, then every step in order, and completes with the end', async () => {
    const release = hub.stripe.faults.pause();
    const id = await startSync(tenant, integration, { mode: 'FULL' });
    const following = followOne(id);
    const first = await following.until(() => true);
    expect(first.syncJobUpdated).toMatchObject({ id, progress: { processed: 0 } });
    expect(['QUEUED', 'RUNNING']).toContain(first.syncJobUpdated.status);
    release();
    await following.completed;

    const views = following.received.map((each) => each.syncJobUpdated);
    expect(views.length).toBeGreaterThan(3);
    expect(views.at(-1)).toMatchObject({ status: 'SUCCEEDED', progress: { percent: 100 } });
    expect(views.slice(0, -1).every(({ status }) => status === 'QUEUED' || status === 'RUNNING')).toBe(true);
    views.slice(1).forEach((view, n) => {
      const earlier = views[n]!; // `n` counts from the one before
      expect(BigInt(view.revision)).toBeGreaterThan(BigInt(earlier.revision));
      expect(view.progress.processed).toBeGreaterThanOrEqual(earlier.progress.processed);
      expect(view.progress.percent ?? 0).toBeGreaterThanOrEqual(earlier.progress.percent ?? 0);
    });
  });

  it('tells a late comer the end, once, and completes', async () => {
    const id = await startSync(tenant, integration, { resources: ['product'] });
    await finished(tenant, id);
    const following = followOne(id);
    await following.completed;
    expect(following.received.map(({ syncJobUpdated }) => syncJobUpdated.status)).toEqual(['SUCCEEDED']);
  });

  it('fails for a job of another tenant as for one that does not exist', async () => {
    const id = await startSync(tenant, integration, { resources: ['product'] });
    const other = await hub.aTenant();
    for (const wrong of [id, crypto.randomUUID(), 'nonsense']) {
      const following = followOne(wrong, other);
      await expect(following.completed).rejects.toThrow('SYNC_JOB_NOT_FOUND');
      expect(following.received).toEqual([]);
    }
    await finished(tenant, id);
  });

  it('is told of the end of a canceled job', async () => {
    hub.stripe.faults.pause();
    const id = await startSync(tenant, integration, { resources: ['product'], mode: 'FULL' });
    const following = followOne(id);
    await following.until(({ syncJobUpdated }) => syncJobUpdated.status === 'RUNNING');
    await tenant.ask(`mutation ($id: ID!) { cancelSync(id: $id) { __typename } }`, { id });
    await following.completed;
    expect(following.received.at(-1)?.syncJobUpdated.status).toBe('CANCELED');
  });
});

describe('syncJobsUpdated', () => {
  it('tells of unfinished jobs first, then of every job of the tenant, or of one integration', async () => {
    const other = await aStripeIntegration(hub, tenant);
    const release = hub.stripe.faults.pause();
    const running = await startSync(tenant, integration, { resources: ['product'], mode: 'FULL' });
    const [all, mine, foreign] = [followAll(null), followAll(other), followAll(null, await hub.aTenant())];
    const first = await all.until(() => true);
    expect(first.syncJobsUpdated.id).toBe(running);
    const beside = await startSync(tenant, other, { resources: ['product'] });
    release();

    const ended = (id: string) => (data: { syncJobsUpdated: View }) =>
      data.syncJobsUpdated.id === id && data.syncJobsUpdated.status === 'SUCCEEDED';
    await Promise.all([all.until(ended(running)), all.until(ended(beside)), mine.until(ended(beside))]);
    expect(mine.received.every(({ syncJobsUpdated }) => syncJobsUpdated.integration.id === other)).toBe(true);
    expect(foreign.received).toEqual([]);
    for (const id of [running, beside]) {
      const revisions = all.received
        .filter(({ syncJobsUpdated }) => syncJobsUpdated.id === id)
        .map(({ syncJobsUpdated }) => Number(syncJobsUpdated.revision));
      expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b));
    }
  });
});
