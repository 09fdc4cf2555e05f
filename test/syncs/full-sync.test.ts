import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, aStripeIntegration, finished, startSync, type Hub } from '../support/hub.ts';

let hub: Hub;
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 250, payments: 600, invoices: 150 } } });
  await hub.startWorker();
});
afterAll(() => hub?.close());

describe('a full sync', () => {
  it('brings every object of the provider into records', async () => {
    const tenant = await hub.aTenant();
    const integration = await aStripeIntegration(hub, tenant);
    const job = await finished(tenant, await startSync(tenant, integration));
    expect(job).toMatchObject({ status: 'SUCCEEDED', error: null });
  });
});
