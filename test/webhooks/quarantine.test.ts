import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, aStripeIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { rows, rowsAs } from '../support/rows.ts';
import {
  allDone,
  contact,
  lastEvent,
  OWN_SECRET,
  ownRoute,
  send,
  SHARED,
  SHARED_SECRET,
  until,
} from './deliveries.ts';

let hub: Hub;
let tenant: Tenant;
beforeAll(async () => {
  hub = await aHub({
    env: { STRIPE_CONNECT_WEBHOOK_SECRETS: SHARED_SECRET },
    stripe: { size: { customers: 3, payments: 2, invoices: 1 } },
  });
  tenant = await hub.aTenant();
  await hub.startWorker();
});
afterAll(() => hub?.close());

const EVENTS =
  '{ webhookEvents { edges { node { id eventId eventType status provider { id } integration { id } } } } }';
interface Listed {
  webhookEvents: { edges: { node: { id: string; eventId: string; status: string } }[] };
}
const listed = async (who: Tenant) =>
  (await who.ask<Listed>(EVENTS)).webhookEvents.edges.map(({ node }) => node);

describe('an event whose account nobody has connected', () => {
  it('waits, seen by nobody, and is applied once the integration appears; sent again it is a duplicate', async () => {
    const customer = hub.stripe.change.createCustomer({ name: 'Early Bird' });
    const event = { ...lastEvent(hub), account: hub.stripe.account.id };
    expect(await send(hub, SHARED, { event, secret: SHARED_SECRET })).toBe(200);
    expect(await listed(tenant)).toEqual([]);

    const integration = await aStripeIntegration(hub, tenant);
    const [only] = await until(
      () => listed(tenant),
      (events) => events[0]?.status === 'APPLIED',
      15_000,
    );
    expect(only).toMatchObject({
      eventId: event.id,
      integration: { id: integration },
      provider: { id: 'stripe' },
    });
    expect(await contact(tenant, integration, customer.id)).toMatchObject({ name: 'Early Bird' });

    expect(await send(hub, SHARED, { event, secret: SHARED_SECRET })).toBe(200);
    expect(await listed(tenant)).toHaveLength(1);
    expect(await listed(await hub.aTenant())).toEqual([]);
  });
});

describe('replaying', () => {
  const replay = (who: Tenant, id: string) =>
    who.ask<{ replayWebhookEvent: { __typename: string; status?: string; code?: string } }>(
      `mutation ($id: ID!) { replayWebhookEvent(id: $id) {
        __typename ... on WebhookEvent { status } ... on HubProblem { code } } }`,
      { id },
    );

  it('applies an event again without changing what is newer, and only for its owner', async () => {
    const integration = await aStripeIntegration(hub, tenant, { webhookSecret: OWN_SECRET });
    const customer = hub.stripe.change.createCustomer({ name: 'Before' });
    const created = lastEvent(hub);
    await send(hub, ownRoute(integration), { event: created, secret: OWN_SECRET });
    await allDone(hub);
    await rows(hub.database.url, `update record set version = version + 1 where external_id = $1`, [
      customer.id,
    ]);
    const [event] = (await listed(tenant)).filter(({ eventId }) => eventId === created.id);
    if (!event) throw new Error('the event is not listed');

    const stranger = await hub.aTenant();
    expect((await replay(stranger, event.id)).replayWebhookEvent).toMatchObject({
      code: 'WEBHOOK_EVENT_NOT_FOUND',
    });
    expect((await replay(tenant, event.id)).replayWebhookEvent.__typename).toBe('WebhookEvent');
    const [again] = (await allDone(hub)).filter(({ id }) => id === event.id);
    expect(again).toMatchObject({ status: 'APPLIED', attempts: 1 });
    expect(await contact(tenant, integration, customer.id)).toMatchObject({ name: 'Before' });
    const audited = await rows(hub.database.url, `select action from audit_entry where target_id = $1`, [
      event.id,
    ]);
    expect(audited).toEqual([{ action: 'webhook_event.replayed' }]);
  });
});

describe('what the inbox keeps', () => {
  it('cannot be forgotten by the router before 30 days, nor while it is not done', async () => {
    const remove = () =>
      rowsAs({ databaseUrl: hub.database.url, role: 'hub_router' }, 'delete from webhook_event returning id');
    expect(await remove()).toEqual([]);
    await rows(hub.database.url, `update webhook_event set received_at = now() - interval '31 days'`);
    await rows(
      hub.database.url,
      `update webhook_event set status = 'QUEUED', next_attempt_at = now() + interval '1 day'
        where id = (select min(id::text)::uuid from webhook_event)`,
    );
    const [{ count } = { count: 0 }] = await rows<{ count: number }>(
      hub.database.url,
      'select count(*)::int - 1 as count from webhook_event',
    );
    expect(await remove()).toHaveLength(count);
  });
});
