import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entities } from '../../src/entities.ts';
import { openPlatform, type OpenPlatform } from '../../src/platform/platform.ts';
import { attachQuarantined } from '../../src/webhooks/attach.ts';
import { aHub, aStripeIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { allDone, contact, lastEvent, send, SHARED, SHARED_SECRET, stored, until } from './deliveries.ts';

let hub: Hub;
let platform: OpenPlatform;
/** Each connects the same account; the first of them with two integrations. */
let tenants: Tenant[];
let owners: { tenant: Tenant; integration: string }[];
beforeAll(async () => {
  hub = await aHub({
    env: { STRIPE_CONNECT_WEBHOOK_SECRETS: SHARED_SECRET },
    stripe: { size: { customers: 3, payments: 2, invoices: 1 } },
  });
  const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
  platform = await openPlatform(settings, entities, { log: hub.log });
  tenants = [await hub.aTenant(), await hub.aTenant(), await hub.aTenant()];
  owners = [];
});
afterAll(async () => {
  await platform?.close();
  await hub?.close();
});

const deliver = async (name: string) => {
  const customer = hub.stripe.change.createCustomer({ name });
  const event = { ...lastEvent(hub), account: hub.stripe.account.id };
  expect(await send(hub, SHARED, { event, secret: SHARED_SECRET })).toBe(200);
  return { customer, event };
};
const listed = async (tenant: Tenant) => {
  const { webhookEvents } = await tenant.ask<{
    webhookEvents: { edges: { node: { eventId: string; integration: { id: string } } }[] };
  }>('{ webhookEvents { edges { node { eventId integration { id } } } } }');
  return webhookEvents.edges.map(({ node }) => node);
};

describe('an event that came before the integrations of its account', () => {
  it('reaches each of them once, of whatever tenant, also where the process ends midway', async () => {
    const { customer, event } = await deliver('Early Bird');
    for (const tenant of [tenants[0], ...tenants])
      if (tenant) owners.push({ tenant, integration: await aStripeIntegration(hub, tenant) });

    // As a process leaves it that ends when it has just shown the event to its first owner.
    const [first] = owners.toSorted((one, other) => (one.integration < other.integration ? -1 : 1));
    await rows(hub.database.url, 'update webhook_event set tenant_id = $1, integration_id = $2', [
      first?.tenant.id,
      first?.integration,
    ]);
    for (const { tenant } of owners) expect(await listed(tenant)).toEqual([]);

    await attachQuarantined(platform).run();
    await attachQuarantined(platform).run();
    expect((await stored(hub)).map(({ status }) => status)).toEqual(owners.map(() => 'QUEUED'));
    const shown = await Promise.all(tenants.map(listed));
    expect(
      shown
        .flat()
        .map((each) => each.integration.id)
        .toSorted(),
    ).toEqual(owners.map(({ integration }) => integration).toSorted());
    expect(new Set(shown.flat().map(({ eventId }) => eventId))).toEqual(new Set([event.id]));

    await hub.startWorker();
    await allDone(hub);
    for (const { tenant, integration } of owners)
      expect(await contact(tenant, integration, customer.id)).toMatchObject({ name: 'Early Bird' });
  });
});

describe('a quarantined event that an owner was sent again meanwhile', () => {
  it('reaches only the others', async () => {
    const { event } = await deliver('Known');
    const rowsOf = async () => (await stored(hub)).filter(({ event_id }) => event_id === event.id);
    await until(
      rowsOf,
      (found) => found.filter(({ status }) => status === 'APPLIED').length === owners.length,
      20_000,
    );
    const [known] = owners;
    const isOf = `event_id = $1 and integration_id`;
    await rows(hub.database.url, `delete from webhook_event where ${isOf} <> $2`, [
      event.id,
      known?.integration,
    ]);
    await rows(
      hub.database.url,
      `insert into webhook_event (id, provider_id, account_hash, dedupe_key, event_id, event_type, body, status)
       select gen_random_uuid(), provider_id, account_hash, 'quarantined', event_id, event_type, body, 'QUARANTINED'
         from webhook_event where ${isOf} = $2`,
      [event.id, known?.integration],
    );
    await attachQuarantined(platform).run();
    await allDone(hub);
    expect((await rowsOf()).map(({ integration_id, status }) => [integration_id, status]).toSorted()).toEqual(
      owners.map(({ integration }) => [integration, 'APPLIED']).toSorted(),
    );
  });
});
