import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { liveObjects, recordsOf, RESOURCES, truthOf, type StoredRecord } from './truth.ts';

let hub: Hub;
let tenant: Tenant;
let integration: string;
/** The provider's clock is ahead of ours by this, in ms; set forward, so that what happened is in its past. */
let ahead = 0;
beforeAll(async () => {
  hub = await aHub({
    stripe: {
      size: { customers: 300, payments: 900, invoices: 200 },
      now: () => Date.now() + ahead,
    },
  });
  await hub.startWorker();
  tenant = await hub.aTenant();
  integration = await aStripeIntegration(hub, tenant);
  await sync();
});
afterAll(() => hub?.close());
beforeEach(() => hub.stripe.resetRequests());

async function sync(more: object = {}) {
  ahead += 10_000;
  const job = await finished(tenant, await startSync(tenant, integration, more));
  expect(job).toMatchObject({ status: 'SUCCEEDED', error: null });
  return job;
}

function records(): Promise<StoredRecord[]> {
  return recordsOf(hub.database.url, integration);
}

/** `GET /path` of everything that was asked, without queries. */
function asked(): string[] {
  return hub.stripe.requests().map(({ method, path }) => `${method} ${path}`);
}

describe('an incremental sync', () => {
  it('asks for one page of events per resource, and nothing else, when nothing changed', async () => {
    const before = await records();
    const job = await sync();
    expect(asked()).toEqual(RESOURCES.map(() => 'GET /v1/events'));
    expect(await records()).toEqual(before);
    expect(job.progress).toMatchObject({ created: 0, updated: 0, deleted: 0, percent: 100 });
  });

  it('transfers only what changed when 1 % did', async () => {
    const before = new Map((await records()).map((record) => [record.externalId, record.tuple]));
    ahead += 10_000;
    const touched = hub.stripe.changeSome(0.01);
    const job = await sync();

    const after = await records();
    const truth = truthOf(hub.stripe);
    expect(liveObjects(after)).toEqual(truth);

    // A change of a charge is one of its payment.
    const paymentOf = new Map(hub.stripe.truth('charges').map(({ id, payment_intent: of }) => [id, of]));
    const changed = new Set(touched.map(({ id }) => paymentOf.get(id) ?? id));
    const written = after.filter(({ externalId, tuple }) => before.get(externalId) !== tuple);
    expect(new Set(written.map(({ externalId }) => externalId))).toEqual(changed);
    expect(written.length).toBeGreaterThan(10);
    expect(written.length).toBeLessThan(after.length / 20);
    expect(job.progress).toMatchObject({ created: 0, updated: changed.size, deleted: 0 });

    const payments = [...changed].filter((id) => id in truth.payment);
    expect(asked().toSorted()).toEqual(
      [
        ...RESOURCES.map(() => 'GET /v1/events'),
        ...payments.map((id) => `GET /v1/payment_intents/${id}`),
      ].toSorted(),
    );
  });

  it('brings what is new, and what is read again changes nothing', async () => {
    const { change } = hub.stripe;
    const customer = change.createCustomer({ name: 'Zoë Ødegård' });
    change.createPayment({ amount: 6_500, currency: 'jpy', customer: customer.id });
    const job = await sync();
    expect(job.progress).toMatchObject({ created: 2, updated: 0 });
    const stored = await records();
    expect(liveObjects(stored)).toEqual(truthOf(hub.stripe));

    await sync();
    expect(await records()).toEqual(stored);
  });

  it('looks at the object itself where two changes share a second', async () => {
    const { id } = hub.stripe.truth('customers')[0]!; // the account has customers
    // The provider's clock tells seconds: both events have the same version.
    hub.stripe.change.updateCustomer(id, { name: 'First' });
    hub.stripe.change.updateCustomer(id, { name: 'Second' });
    await sync();
    expect(liveObjects(await records())).toEqual(truthOf(hub.stripe));
  });

  it('is a full pass again once the event log no longer reaches back to the last one', async () => {
    const { id } = hub.stripe.truth('customers')[0]!; // the account has customers
    hub.stripe.change.updateCustomer(id, { name: 'Changed long ago' });
    ahead += 30 * 86_400_000;
    const job = await sync();
    expect(asked()).toContain('GET /v1/customers');
    expect(job.progress).toMatchObject({ created: 0, updated: 1, deleted: 0 });
    expect(liveObjects(await records())).toEqual(truthOf(hub.stripe));
  });
});
