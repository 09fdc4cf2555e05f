import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { allDone, contact, lastEvent, OWN_SECRET, ownRoute, send } from './deliveries.ts';

/** The sandbox's clock: its events are as far apart as a test wishes. */
let now = Date.now() - 3_600_000;
const minute = () => (now += 60_000);

let hub: Hub;
let tenant: Tenant;
let integration: string;
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 3, payments: 2, invoices: 1 }, now: () => now } });
  await hub.startWorker();
  tenant = await hub.aTenant();
  integration = await aStripeIntegration(hub, tenant, { webhookSecret: OWN_SECRET });
});
afterAll(() => hub?.close());

/** The events of a customer that was created, renamed twice and maybe deleted, oldest first. */
function history(end: 'lives' | 'deleted') {
  const { id } = hub.stripe.change.createCustomer({ name: 'First' });
  const events = [lastEvent(hub)];
  for (const name of ['Second', 'Third']) {
    minute();
    hub.stripe.change.updateCustomer(id, { name });
    events.push(lastEvent(hub));
  }
  if (end === 'deleted') {
    minute();
    hub.stripe.change.deleteCustomer(id);
    events.push(lastEvent(hub));
  }
  minute();
  return { id, events };
}

/** One after another, each applied before the next is sent. */
async function deliver(events: readonly object[]): Promise<void> {
  for (const event of events) {
    expect(await send(hub, ownRoute(integration), { event, secret: OWN_SECRET })).toBe(200);
    await allDone(hub);
  }
}

describe('events out of order', () => {
  it.each([
    [0, 1, 2],
    [2, 1, 0],
    [2, 0, 1],
    [1, 2, 0],
  ])('as %i, %i, %i leave the newest state', async (...order) => {
    const { id, events } = history('lives');
    const versions: bigint[] = [];
    for (const at of order) {
      await deliver([events[at] ?? {}]);
      versions.push(BigInt((await contact(tenant, integration, id))?.version ?? -1));
    }
    expect(await contact(tenant, integration, id)).toMatchObject({ name: 'Third', deletedAt: null });
    expect(versions).toEqual(versions.toSorted((a, b) => Number(a - b)));
  });

  it('do not bring a deleted object back', async () => {
    const { id, events } = history('deleted');
    await deliver([events[0] ?? {}, events[3] ?? {}]);
    const tombstone = await contact(tenant, integration, id);
    expect(tombstone).toMatchObject({ name: null, email: null });
    expect(tombstone?.deletedAt).not.toBeNull();
    await deliver([events[1] ?? {}, events[2] ?? {}]);
    expect(await contact(tenant, integration, id)).toEqual(tombstone);
  });

  it('that tell of a deletion first keep the object from ever appearing', async () => {
    const { id, events } = history('deleted');
    await deliver(events.toReversed());
    expect((await contact(tenant, integration, id))?.deletedAt).not.toBeNull();
  });

  it('of the same second are settled by looking', async () => {
    const { id } = hub.stripe.change.createCustomer({ name: 'One' });
    const events = [lastEvent(hub)];
    for (const name of ['Two', 'Three']) {
      hub.stripe.change.updateCustomer(id, { name });
      events.push(lastEvent(hub));
    }
    expect(new Set(events.map(({ created }) => created)).size).toBe(1);
    minute();
    await deliver(events.toReversed());
    expect(await contact(tenant, integration, id)).toMatchObject({ name: 'Three' });
  });

  it('that are older than what a sync has brought change nothing', async () => {
    const { id, events } = history('lives');
    const job = await finished(tenant, await startSync(tenant, integration, { mode: 'FULL' }));
    expect(job.status).toBe('SUCCEEDED');
    const synced = await contact(tenant, integration, id);
    expect(synced).toMatchObject({ name: 'Third' });
    await deliver(events.slice(0, 2));
    expect(await contact(tenant, integration, id)).toMatchObject({ name: 'Third', deletedAt: null });
  });
});
