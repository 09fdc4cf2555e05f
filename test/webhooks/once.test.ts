import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi } from '../../src/api.ts';
import { entities } from '../../src/entities.ts';
import { openPlatform, type OpenPlatform } from '../../src/platform/platform.ts';
import { createReceiver } from '../../src/webhooks/receive.ts';
import { signedEvent } from '../sandbox/stripe/webhooks.ts';
import { movableClock } from '../support/clock.ts';
import { aHub, aStripeIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { rowsAs } from '../support/rows.ts';
import {
  allDone,
  contact,
  lastEvent,
  OWN_SECRET,
  ownRoute,
  send,
  SHARED,
  SHARED_SECRET,
} from './deliveries.ts';

let hub: Hub;
let tenant: Tenant;
beforeAll(async () => {
  hub = await aHub({
    env: { STRIPE_CONNECT_WEBHOOK_SECRETS: SHARED_SECRET },
    stripe: { size: { customers: 3, payments: 2, invoices: 1 } },
  });
  await hub.startWorker();
  tenant = await hub.aTenant();
});
afterAll(() => hub?.close());

async function storedOf(eventId: string) {
  return (await allDone(hub)).filter((event) => event.event_id === eventId);
}

describe('the same event', () => {
  it('50 times at once is one row and one effect, and every delivery is acknowledged', async () => {
    const integration = await aStripeIntegration(hub, tenant, { webhookSecret: OWN_SECRET });
    const customer = hub.stripe.change.createCustomer({ name: 'Once only' });
    const event = lastEvent(hub);
    const statuses = await Promise.all(
      Array.from({ length: 50 }, () => send(hub, ownRoute(integration), { event, secret: OWN_SECRET })),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    const [only, ...others] = await storedOf(event.id);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ status: 'APPLIED', attempts: 1, tenant_id: tenant.id });
    const before = await contact(tenant, integration, customer.id);
    expect(before).toMatchObject({ name: 'Once only' });

    // Another process, which has never heard of it, knows it as well.
    const restarted = await startApi({ ...hub.config, http: { ...hub.config.http, port: 0 } }, hub.log);
    expect(await send({ api: restarted }, ownRoute(integration), { event, secret: OWN_SECRET })).toBe(200);
    await restarted.close();
    expect(await storedOf(event.id)).toEqual([only]);
    expect(await contact(tenant, integration, customer.id)).toEqual(before);
  });

  it("of one account reaches every tenant's integration of that account, once each", async () => {
    const [one, two] = [await hub.aTenant(), await hub.aTenant()];
    const account = hub.stripe.addAccount({ size: { customers: 1, payments: 0, invoices: 0 } });
    const first = await aStripeIntegration(hub, one, { apiKey: account.apiKey });
    const second = await aStripeIntegration(hub, two, { apiKey: account.apiKey });
    const customer = hub.stripe.changeIn(account.id).createCustomer({ name: 'Of both' });
    const event = { ...lastEvent(hub, account.id), account: account.id };
    for (let i = 0; i < 3; i++) expect(await send(hub, SHARED, { event, secret: SHARED_SECRET })).toBe(200);
    const events = await storedOf(event.id);
    expect(events.map(({ tenant_id, status }) => [tenant_id, status]).sort()).toEqual(
      [one.id, two.id].sort().map((id) => [id, 'APPLIED']),
    );
    expect(await contact(one, first, customer.id)).toMatchObject({ name: 'Of both' });
    expect(await contact(two, second, customer.id)).toMatchObject({ name: 'Of both' });
    expect(await contact(one, second, customer.id)).toBeNull();
  });

  it("id of one tenant's own event does not block another tenant's", async () => {
    const [attacker, victim] = [await hub.aTenant(), await hub.aTenant()];
    const secrets = { attacker: `${OWN_SECRET}_attacker`, victim: `${OWN_SECRET}_victim` };
    const theirs = await aStripeIntegration(hub, attacker, { webhookSecret: secrets.attacker });
    const own = await aStripeIntegration(hub, victim, { webhookSecret: secrets.victim });
    const customer = hub.stripe.change.createCustomer({ name: 'Of the victim' });
    const event = lastEvent(hub);
    const lie = { ...event, data: { object: { ...customer, name: 'A lie' } } };
    expect(await send(hub, ownRoute(theirs), { event: lie, secret: secrets.attacker })).toBe(200);
    expect(await send(hub, ownRoute(own), { event, secret: secrets.victim })).toBe(200);
    expect(await storedOf(event.id)).toHaveLength(2);
    expect(await contact(victim, own, customer.id)).toMatchObject({ name: 'Of the victim' });
  });
});

describe('an event of an unknown account', () => {
  it('is quarantined: acknowledged, kept once, applied nowhere and seen by nobody', async () => {
    hub.stripe.change.createCustomer({ name: 'Unknown' });
    const event = { ...lastEvent(hub), account: 'acct_nobody_knows' };
    for (let i = 0; i < 2; i++) expect(await send(hub, SHARED, { event, secret: SHARED_SECRET })).toBe(200);
    expect(await storedOf(event.id)).toMatchObject([
      { status: 'QUARANTINED', tenant_id: null, integration_id: null },
    ]);
    const as = { databaseUrl: hub.database.url, role: 'hub_app', tenantId: tenant.id };
    const visible = await rowsAs<{ tenant_id: string | null }>(as, 'select tenant_id from webhook_event');
    expect(visible).not.toContainEqual({ tenant_id: null });
    expect(visible.length).toBeGreaterThan(0);
  });
});

describe('a signing secret', () => {
  let platform: OpenPlatform;
  const clock = movableClock(Date.now());
  beforeAll(async () => {
    const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
    platform = await openPlatform(settings, entities, { log: hub.log, clock });
  });
  afterAll(() => platform?.close());

  it('that was replaced stays good beside the new one until the overlap ends', async () => {
    const receiver = createReceiver(platform);
    const [old, renewed] = [`${OWN_SECRET}_old`, `${OWN_SECRET}_new`];
    const integration = await aStripeIntegration(hub, tenant, { webhookSecret: old });
    const accepts = async (secret: string): Promise<boolean> => {
      const event = { ...lastEvent(hub), id: `evt_${randomUUID()}` };
      const { body, headers } = signedEvent(event, secret, Math.floor(clock.now() / 1000));
      const url = `http://hub.test${ownRoute(integration)}`;
      const delivery = { raw: Buffer.from(body), headers, url };
      return receiver.receive('stripe', integration, delivery).then(
        () => true,
        () => false,
      );
    };
    const accepted = async () => ({ old: await accepts(old), renewed: await accepts(renewed) });

    expect(await accepted()).toEqual({ old: true, renewed: false });
    await tenant.ask(
      'mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { __typename } }',
      { input: { id: integration, webhookSecret: renewed, webhookSecretOverlap: 600 } },
    );
    // What a process remembers of secrets it forgets within seconds.
    await clock.advance(5_001);
    expect(await accepted()).toEqual({ old: true, renewed: true });
    await clock.advance(500_000);
    expect(await accepted()).toEqual({ old: true, renewed: true });
    await clock.advance(200_000);
    expect(await accepted()).toEqual({ old: false, renewed: true });
  });
});
