import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { liveObjects, recordsOf, truthOf } from './truth.ts';
import { until } from './until.ts';

let hub: Hub;
let tenant: Tenant;
/** The provider's clock is ahead of ours by this, in ms. */
let ahead = 0;
beforeAll(async () => {
  hub = await aHub({
    stripe: { size: { customers: 250, payments: 60, invoices: 60 }, now: () => Date.now() + ahead },
  });
  await hub.startWorker();
  tenant = await hub.aTenant();
});
afterAll(() => hub?.close());
beforeEach(() => hub.stripe.faults.clear());

async function sync(integration: string, more: object = {}) {
  ahead += 10_000;
  const job = await finished(tenant, await startSync(tenant, integration, more));
  expect(job).toMatchObject({ status: 'SUCCEEDED', error: null });
  return job;
}

/** An integration that has everything the account has, among it one of each kind that Stripe can delete. */
async function aSyncedIntegration() {
  const { change } = hub.stripe;
  const customer = change.createCustomer({ name: 'Leaves soon' });
  const product = change.createProduct({ name: 'Never sold' });
  const price = hub.stripe.truth('prices')[0]!; // the account has prices
  const invoice = change.createInvoice({ customer: customer.id, lines: [{ price: price.id, quantity: 1 }] });
  const integration = await aStripeIntegration(hub, tenant);
  await sync(integration);
  const remove = () => {
    ahead += 10_000;
    change.deleteInvoice(invoice.id);
    change.deleteProduct(product.id);
    change.deleteCustomer(customer.id);
  };
  return { integration, remove, ids: { customer: customer.id, product: product.id, invoice: invoice.id } };
}

async function expectBuried(integration: string, ids: Record<string, string>): Promise<void> {
  const records = await recordsOf(hub.database.url, integration);
  expect(liveObjects(records)).toEqual(truthOf(hub.stripe));
  const buried = records.filter(({ deletedAt }) => deletedAt !== null);
  expect(buried.map(({ externalId }) => externalId).toSorted()).toEqual(Object.values(ids).toSorted());
  for (const record of buried) expect(record).toMatchObject({ data: null, raw: null });
}

describe('what the provider deletes', () => {
  it('becomes a tombstone by its event, with nothing fetched', async () => {
    const { integration, remove, ids } = await aSyncedIntegration();
    remove();
    hub.stripe.resetRequests();
    const job = await sync(integration);
    expect(job.progress).toMatchObject({ created: 0, deleted: 3 });
    await expectBuried(integration, ids);
    expect(hub.stripe.requests().every(({ path }) => path === '/v1/events')).toBe(true);
  });

  it('is found by a full pass that was never told, which looks only at what is missing', async () => {
    const { integration, remove, ids } = await aSyncedIntegration();
    remove();
    hub.stripe.resetRequests();
    const job = await sync(integration, { mode: 'FULL' });
    expect(job.progress).toMatchObject({ created: 0, updated: 0, deleted: 3 });
    await expectBuried(integration, ids);
    const looks = hub.stripe.requests().filter(({ path }) => /^\/v1\/\w+\/\w+$/.test(path));
    expect(looks.map(({ path }) => path).toSorted()).toEqual([
      `/v1/customers/${ids.customer}`,
      `/v1/invoices/${ids.invoice}`,
      `/v1/products/${ids.product}`,
    ]);
    // Found once, a tombstone is not looked for again.
    hub.stripe.resetRequests();
    expect((await sync(integration, { mode: 'FULL' })).progress).toMatchObject({ deleted: 0 });
    expect(hub.stripe.requests().some(({ path }) => path.includes(ids.customer))).toBe(false);
  });

  it('stays away from lists unless asked for', async () => {
    const { integration, remove, ids } = await aSyncedIntegration();
    remove();
    await sync(integration);
    const ask = async (includeDeleted: boolean) => {
      const { integration: shown } = await tenant.ask<{
        integration: { records: { edges: { node: { externalId: string; deletedAt: string | null } }[] } };
      }>(
        `query ($id: ID!, $includeDeleted: Boolean) { integration(id: $id) {
          records(resource: "product", first: 100, includeDeleted: $includeDeleted) {
            edges { node { externalId deletedAt ... on ProductRecord { name } } } } } }`,
        { id: integration, includeDeleted },
      );
      return shown.records.edges.map(({ node }) => node);
    };
    expect((await ask(false)).some(({ externalId }) => externalId === ids.product)).toBe(false);
    expect(await ask(true)).toContainEqual({
      externalId: ids.product,
      deletedAt: expect.any(String),
      name: null,
    });
  });
});

describe('a pass whose place in the list is deleted under it', () => {
  it('goes on by time, without a gap', async () => {
    const integration = await aStripeIntegration(hub, tenant);
    const newestFirst = hub.stripe.truth('customers').toReversed();
    const cursor = newestFirst[99]!; // there are more than two pages of customers
    hub.stripe.resetRequests();
    hub.stripe.faults.next(1, { kind: 'slow', ms: 0 }, /GET \/v1\/customers$/);
    hub.stripe.faults.next(1, { kind: 'slow', ms: 1_500 }, /GET \/v1\/customers$/);
    const running = sync(integration, { resources: ['contact'] });
    // The next request carries the cursor already and is held up.
    await until(() => hub.stripe.requests().some(({ path }) => path === '/v1/customers'));
    hub.stripe.change.deleteCustomer(cursor.id);
    await running;

    const lists = hub.stripe.requests().filter(({ path }) => path === '/v1/customers');
    expect(lists[1]).toMatchObject({ query: expect.stringContaining(cursor.id), status: 400 });
    expect(lists[2]?.query).toContain('created');
    await sync(integration, { resources: ['contact'] });
    const stored = liveObjects(await recordsOf(hub.database.url, integration));
    expect(stored.contact).toEqual(truthOf(hub.stripe).contact);
  });
});
