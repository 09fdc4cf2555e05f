/** The main job, for each of the vendors: everything is brought, changes arrive by webhook, a later pull brings only changes. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
// Loaded here, where no test waits for it: its 4,000 files take Jest longer than a test may.
import 'square';
import { differences, mirrorOf, storedRows, truthOf } from '../convergence/mirror.ts';
import {
  aHub,
  anIntegration,
  finished,
  receiveWebhooks,
  startSync,
  type Hub,
  type Tenant,
} from '../support/hub.ts';
import { VENDORS, type VendorId } from '../support/sandboxes.ts';
import { until } from '../webhooks/deliveries.ts';

/** All vendors' clocks are behind ours by this, in ms, and put forward, so that what happened is in their past. */
let behind = 240_000;
const now = () => Date.now() - behind;
const later = (ms: number) => (behind -= ms);

/** Resources whose every change is told by a webhook that leads to the new state. */
const told: Readonly<Record<VendorId, RegExp>> = {
  stripe: /^(contact|product|price|subscription|invoice|payment) /,
  square: /^(location|contact|product|order|payment|refund|invoice) /,
  // Of lists nothing is told, of campaigns only that they were sent.
  mailchimp: /^contact /,
  quickbooks: /^(contact|product|account|invoice|payment) /,
};

/** What a vendor cannot ask for by the time of its change is read whole by every pull. */
const alwaysWhole: Readonly<Record<VendorId, readonly string[]>> = {
  stripe: [],
  square: ['location', 'invoice'],
  mailchimp: ['list', 'campaign'],
  quickbooks: ['company'],
};

let hub: Hub;
let tenant: Tenant;
beforeAll(async () => {
  const size = { customers: 120, payments: 150, invoices: 60 };
  hub = await aHub({
    providers: VENDORS,
    stripe: { size, now },
    square: { size, now, mostPerPage: 40 },
    mailchimp: { size: { lists: 3, members: 300, campaigns: 20 }, now },
    quickbooks: { size: { ...size, vendors: 20 }, now },
  });
  await hub.startWorker();
  tenant = await hub.aTenant();
}, 60_000);
afterAll(() => hub?.close());

describe.each(VENDORS)('%s', (providerId) => {
  let integrationId: string;
  beforeAll(async () => {
    integrationId = await anIntegration(hub, tenant, { providerId });
  });
  beforeEach(() => void later(10_000));

  async function sync(more: object = {}) {
    const job = await finished(tenant, await startSync(tenant, integrationId, more));
    expect(job).toMatchObject({ status: 'SUCCEEDED', error: null });
    return job;
  }
  const missing = async () => differences(await mirrorOf(hub, integrationId), truthOf(hub, providerId));

  it('has every object in the records after a full pass', async () => {
    const job = await sync({ mode: 'FULL' });
    const truth = truthOf(hub, providerId);
    expect(truth.size).toBeGreaterThan(200);
    expect(await missing()).toEqual([]);
    expect(job.progress).toMatchObject({ created: truth.size, percent: 100 });
  });

  it('is asked only for changes later, and only what changed is written', async () => {
    const [rowsBefore, before] = [await storedRows(hub, integrationId), truthOf(hub, providerId)];
    const { sandbox } = hub.vendor(providerId);
    sandbox.changeSome(0.02, { seed: 7 });
    const changed = differences(before, truthOf(hub, providerId));
    expect(changed.length).toBeGreaterThan(3);
    later(10_000);
    sandbox.resetRequests();
    const id = await startSync(tenant, integrationId);
    expect((await finished(tenant, id)).status).toBe('SUCCEEDED');

    expect(await missing()).toEqual([]);
    const tuples = new Map(rowsBefore.map(({ key, tuple }) => [key, tuple]));
    const written = (await storedRows(hub, integrationId)).filter(
      ({ key, tuple }) => tuples.get(key) !== tuple,
    );
    expect(written.map(({ key }) => key).toSorted()).toEqual(changed);

    const { syncJob } = await tenant.ask<{ syncJob: { progress: { perResource: PerResource[] } } }>(
      `query ($id: ID!) { syncJob(id: $id) { progress { perResource { resource processed } } } }`,
      { id },
    );
    const incremental = syncJob.progress.perResource.filter(
      ({ resource }) => !alwaysWhole[providerId].includes(resource),
    );
    const transferred = incremental.reduce((sum, { processed }) => sum + processed, 0);
    // Several events may tell of one object.
    expect(transferred).toBeLessThanOrEqual(3 * changed.length);
  });

  it('tells of changes by webhook, and they are applied', async () => {
    await receiveWebhooks(hub, tenant, { providerId, integrationId });
    const before = truthOf(hub, providerId);
    hub.vendor(providerId).sandbox.changeSome(0.03, { seed: 12 });
    const changed = differences(before, truthOf(hub, providerId)).filter((key) => told[providerId].test(key));
    expect(changed.length).toBeGreaterThan(3);
    await hub.vendor(providerId).sandbox.settled();
    const unheard = async () => (await missing()).filter((key) => told[providerId].test(key));
    expect(await until(unheard, (keys) => keys.length === 0, 15_000)).toEqual([]);
  });
});

interface PerResource {
  resource: string;
  processed: number;
}
