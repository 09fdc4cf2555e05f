import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { entities } from '../../src/entities.ts';
import { forgetOldNotifications } from '../../src/notifications/retention.ts';
import { openPlatform } from '../../src/platform/platform.ts';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { until } from '../syncs/until.ts';
import { anEndpoint, change, stateOf, writeEvents } from './endpoints.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';

let hub: Hub;
let tenant: Tenant;
let receiver: Receiver;
let second: Receiver;
beforeAll(async () => {
  [receiver, second] = await Promise.all([startReceiver(), startReceiver()]);
  hub = await aHub({
    stripe: { size: { customers: 5, payments: 3, invoices: 1 } },
    env: { NOTIFICATION_ALLOWED_HOSTS: `${receiver.host},${second.host}` },
  });
  await hub.startWorker();
});
afterAll(async () => {
  await hub?.close();
  await Promise.all([receiver?.close(), second?.close()]);
});
afterEach(() => {
  for (const each of [receiver, second]) {
    if (each.forged.length > 0) throw new Error(`no secret verifies ${each.forged.join()}`);
    each.mood = () => false;
  }
});

/** A tenant of its own for each test: the receivers are shared. */
const aTenant = () => hub.aTenant();
const takenBy = (by: Receiver, of: Tenant) => by.taken.filter(({ tenantId }) => tenantId === of.id);

interface Delivery {
  id: string;
  eventId: string;
  eventType: string;
  status: string;
  attempts: number;
  endpoint: { id: string } | null;
  request: { headers: Record<string, string>; body: string };
  tries: { statusCode: number | null; answer: string | null; errorCode: string | null; url: string }[];
}

async function deliveries(of: Tenant, filter: object = {}): Promise<Delivery[]> {
  const { notificationDeliveries } = await of.ask<{
    notificationDeliveries: { edges: { node: Delivery }[] };
  }>(
    `query ($filter: NotificationDeliveryFilter) { notificationDeliveries(filter: $filter, first: 100) { edges { node {
      id eventId eventType status attempts endpoint { id } request { headers body }
      tries { statusCode answer errorCode url } } } } }`,
    { filter },
  );
  return notificationDeliveries.edges.map(({ node }) => node);
}

describe('a client application', () => {
  it('is told of a sync from its start to its end, in order, and can read what it was told', async () => {
    tenant = await aTenant();
    const endpoint = await anEndpoint(tenant, receiver, {
      description: 'Ours',
      eventTypes: ['sync.*', 'records.changed'],
    });
    const integration = await aStripeIntegration(hub, tenant);
    const job = await startSync(tenant, integration, { mode: 'FULL', resources: ['contact'] });
    expect((await finished(tenant, job)).status).toBe('SUCCEEDED');
    await until(() => takenBy(receiver, tenant).some(({ type }) => type === 'sync.succeeded'));
    expect(takenBy(receiver, tenant).map(({ type }) => type)).toEqual([
      'sync.started',
      'records.changed',
      'sync.succeeded',
    ]);
    const [started, changed, succeeded] = takenBy(receiver, tenant);
    expect(started?.data).toEqual({
      syncJobId: job,
      integrationId: integration,
      mode: 'FULL',
      resources: ['contact'],
    });
    expect(changed?.data).toEqual({
      integrationId: integration,
      resources: ['contact'],
      created: 5,
      updated: 0,
      deleted: 0,
    });
    expect(succeeded?.data).toMatchObject({ syncJobId: job, processed: 5, created: 5 });
    expect(started?.headers).toMatchObject({ 'content-type': 'application/json' });

    await until(async () => (await deliveries(tenant, { status: 'WAITING' })).length === 0);
    const log = await deliveries(tenant, { endpointId: endpoint });
    expect(log.map(({ eventType, status, attempts }) => [eventType, status, attempts]).sort()).toEqual([
      ['records.changed', 'DELIVERED', 1],
      ['sync.started', 'DELIVERED', 1],
      ['sync.succeeded', 'DELIVERED', 1],
    ]);
    const of = log.find(({ eventType }) => eventType === 'sync.started');
    expect(of).toMatchObject({
      endpoint: { id: endpoint },
      eventId: started?.id,
      tries: [{ statusCode: 204, answer: '', errorCode: null, url: receiver.url }],
      request: { headers: { 'webhook-id': started?.id, 'webhook-signature': 'v1,…' } },
    });
    expect(JSON.parse(of?.request.body ?? '')).toMatchObject({ type: 'sync.started', data: started?.data });
  });

  it('has its secret shown once, and stored sealed', async () => {
    tenant = await aTenant();
    await anEndpoint(tenant, receiver);
    const secret = receiver.secrets.at(-1) ?? '';
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const shown = JSON.stringify(await tenant.ask('{ notificationEndpoints { edges { node { id url } } } }'));
    expect(shown).not.toContain(secret);
    const [row] = await rows<{ text: string }>(
      hub.database.url,
      `select n::text || encode(n.secrets, 'escape') as text from notification_endpoint n where tenant_id = $1`,
      [tenant.id],
    );
    expect(row?.text).not.toContain(secret.slice(6));
    expect(hub.logged()).not.toContain(secret.slice(6));
  });

  it('is told only of the types and the subjects it asked for', async () => {
    tenant = await aTenant();
    const [wanted, other] = [randomUUID(), randomUUID()];
    await anEndpoint(tenant, receiver, { eventTypes: ['integration.degraded'], about: [wanted] });
    await anEndpoint(tenant, second, { eventTypes: ['quote.*'] });
    await writeEvents(hub.database.url, tenant.id, [other, wanted, other, wanted]);
    await until(() => takenBy(receiver, tenant).length === 2);
    expect(takenBy(receiver, tenant).map(({ data }) => data['integrationId'])).toEqual([wanted, wanted]);
    expect(await deliveries(tenant)).toHaveLength(2);
    expect(takenBy(second, tenant)).toEqual([]);
  });

  it('verifies deliveries with either secret while one is being replaced, and with the new one afterwards', async () => {
    tenant = await aTenant();
    const endpoint = await anEndpoint(tenant, receiver);
    const old = receiver.secrets.at(-1) ?? '';
    const rotate = async (overlap: number) => {
      const made = await change(
        tenant,
        `rotateNotificationSecret(id: "${endpoint}", overlap: ${overlap})`,
        '... on NotificationEndpointWithSecret { secret }',
      );
      return String(made['secret']);
    };
    const next = await rotate(3_600);
    const deliverTo = async (secrets: string[]) => {
      receiver.secrets = secrets;
      const before = takenBy(receiver, tenant).length;
      await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
      await until(() => takenBy(receiver, tenant).length > before || receiver.forged.length > 0);
      return takenBy(receiver, tenant).at(-1)?.headers['webhook-signature'];
    };
    expect(String(await deliverTo([old])).split(' ')).toHaveLength(2);
    expect(String(await deliverTo([next])).split(' ')).toHaveLength(2);
    const last = await rotate(0);
    // The first one still has its hour; the second was replaced without an overlap.
    expect(String(await deliverTo([last])).split(' ')).toHaveLength(2);
    expect(String(await deliverTo([old])).split(' ')).toHaveLength(2);
    expect(receiver.forged).toEqual([]);
    await deliverTo([next]);
    expect(receiver.forged).toHaveLength(1);
    receiver.forged = [];
    receiver.secrets = [old, next, last];
  });

  it('gets a test delivery, alone', async () => {
    tenant = await aTenant();
    const endpoint = await anEndpoint(tenant, receiver, { eventTypes: ['quote.*'] });
    await anEndpoint(tenant, second);
    const made = await change(
      tenant,
      `testNotificationEndpoint(id: "${endpoint}")`,
      '... on NotificationDelivery { eventType status }',
    );
    expect(made).toMatchObject({ eventType: 'endpoint.test', status: 'WAITING' });
    await until(() => takenBy(receiver, tenant).length === 1);
    expect(takenBy(receiver, tenant)[0]).toMatchObject({
      type: 'endpoint.test',
      data: { endpointId: endpoint },
    });
    expect(await deliveries(tenant)).toHaveLength(1);
  });

  it('can have one delivery made again, with the same id', async () => {
    tenant = await aTenant();
    await anEndpoint(tenant, receiver);
    await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
    await until(async () => (await deliveries(tenant, { status: 'DELIVERED' })).length === 1);
    const [done] = await deliveries(tenant);
    const again = await change(
      tenant,
      `replayNotification(id: "${done?.id}")`,
      '... on NotificationDelivery { status attempts }',
    );
    expect(again).toMatchObject({ status: 'WAITING', attempts: 0 });
    await until(() => takenBy(receiver, tenant).length === 2);
    expect(new Set(takenBy(receiver, tenant).map(({ id }) => id))).toEqual(new Set([done?.eventId]));
    await until(async () => (await deliveries(tenant))[0]?.status === 'DELIVERED');
    expect((await deliveries(tenant))[0]?.tries).toHaveLength(2);
    expect(await change(tenant, `replayNotification(id: "${randomUUID()}")`)).toMatchObject({
      code: 'NOTIFICATION_NOT_FOUND',
    });
  });

  it('recovers what happened while it was switched off, and what was given up', async () => {
    tenant = await aTenant();
    const endpoint = await anEndpoint(tenant, receiver);
    const since = new Date(Date.now() - 1_000).toISOString();
    const off = await change(
      tenant,
      `updateNotificationEndpoint(input: { id: "${endpoint}", enabled: false })`,
      '... on NotificationEndpoint { enabled disabledReason }',
    );
    expect(off).toMatchObject({ enabled: false, disabledReason: 'OWNER' });
    const missed = await writeEvents(hub.database.url, tenant.id, [randomUUID(), randomUUID()]);
    const pending = () =>
      rows(hub.database.url, 'select 1 from outgoing_event_pending where tenant_id = $1', [tenant.id]);
    await until(async () => (await pending()).length === 0);
    expect(await change(tenant, `recoverNotifications(id: "${endpoint}", since: "${since}")`)).toMatchObject({
      code: 'NOTIFICATION_ENDPOINT_DISABLED',
    });
    await change(tenant, `updateNotificationEndpoint(input: { id: "${endpoint}", enabled: true })`);
    expect(takenBy(receiver, tenant)).toEqual([]);
    const recovered = await change(
      tenant,
      `recoverNotifications(id: "${endpoint}", since: "${since}")`,
      '... on NotificationsRecovered { count }',
    );
    expect(recovered).toMatchObject({ count: 2 });
    await until(() => takenBy(receiver, tenant).length === 2);
    expect(takenBy(receiver, tenant).map(({ id }) => id)).toEqual(missed);
    await until(async () => (await deliveries(tenant, { status: 'DELIVERED' })).length === 2);
    await rows(
      hub.database.url,
      `update notification_delivery set status = 'FAILED', attempts = 10 where event_id = $1`,
      [missed[0]],
    );
    expect(
      await change(
        tenant,
        `recoverNotifications(id: "${endpoint}", since: "${since}")`,
        '... on NotificationsRecovered { count }',
      ),
    ).toMatchObject({ count: 1 });
    await until(() => takenBy(receiver, tenant).length === 3);
  });

  it('is no longer told of anything once its endpoint is deleted', async () => {
    tenant = await aTenant();
    const endpoint = await anEndpoint(tenant, receiver);
    expect(await change(tenant, `deleteNotificationEndpoint(id: "${endpoint}")`)).toMatchObject({
      __typename: 'NotificationEndpointDeleted',
    });
    await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
    const pending = () =>
      rows(hub.database.url, 'select 1 from outgoing_event_pending where tenant_id = $1', [tenant.id]);
    await until(async () => (await pending()).length === 0);
    expect(await deliveries(tenant)).toEqual([]);
    expect(await change(tenant, `deleteNotificationEndpoint(id: "${endpoint}")`)).toMatchObject({
      code: 'NOTIFICATION_ENDPOINT_NOT_FOUND',
    });
  });

  it('is audited: who made, changed, rotated, tested and removed it', async () => {
    tenant = await aTenant();
    const endpoint = await anEndpoint(tenant, receiver, { eventTypes: ['quote.*'] });
    for (const call of [
      `updateNotificationEndpoint(input: { id: "${endpoint}", description: "New" })`,
      `rotateNotificationSecret(id: "${endpoint}")`,
      `testNotificationEndpoint(id: "${endpoint}")`,
      `deleteNotificationEndpoint(id: "${endpoint}")`,
    ])
      expect((await change(tenant, call)).code).toBeUndefined();
    const entries = await rows<{ action: string; actor: string }>(
      hub.database.url,
      'select action, actor from audit_entry where target_id = $1 order by at, id',
      [endpoint],
    );
    expect(entries.map(({ action }) => action.split('.')[1]).sort()).toEqual([
      'created',
      'deleted',
      'secret_rotated',
      'tested',
      'updated',
    ]);
    expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set([`user-${tenant.id}`]));
  });
});

describe('what is old', () => {
  it('is forgotten, but for events that are still to be delivered once more', async () => {
    tenant = await aTenant();
    await anEndpoint(tenant, receiver);
    const [old, again, young] = await writeEvents(hub.database.url, tenant.id, [
      randomUUID(),
      randomUUID(),
      randomUUID(),
    ]);
    await until(async () => (await deliveries(tenant, { status: 'DELIVERED' })).length === 3);
    const days = `interval '31 days'`;
    await rows(
      hub.database.url,
      `update outgoing_event set created_at = now() - ${days} where id = any($1)`,
      [[old, again]],
    );
    await rows(
      hub.database.url,
      `update notification_delivery set created_at = now() - ${days} where event_id = $1`,
      [old],
    );
    const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
    const platform = await openPlatform(settings, entities, { log: hub.log });
    await forgetOldNotifications(platform, hub.config.notifications.keptS).run();
    await platform.close();
    const left = await rows<{ id: string }>(
      hub.database.url,
      'select id from outgoing_event where tenant_id = $1 order by seq',
      [tenant.id],
    );
    expect(left.map(({ id }) => id)).toEqual([again, young]);
    expect((await deliveries(tenant)).map(({ eventId }) => eventId).toSorted()).toEqual(
      [again, young].toSorted(),
    );
  });
});

describe('what cannot be an endpoint', () => {
  const create = async (input: object) => {
    tenant ??= await aTenant();
    const { createNotificationEndpoint } = await tenant.ask<{
      createNotificationEndpoint: Record<string, unknown>;
    }>(
      `mutation ($input: CreateNotificationEndpointInput!) { createNotificationEndpoint(input: $input) {
        __typename ... on HubProblem { code message } ... on HubInvalidInput { field } } }`,
      { input },
    );
    return createNotificationEndpoint;
  };

  it.each([
    'http://example.com/events',
    'https://user:secret@example.com/events',
    'ftp://example.com/',
    'not a url',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://①②⑦.⓪.⓪.①/',
    'https://localhost/',
    'https://localhost./',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    `https://example.com/${'x'.repeat(2_000)}`,
  ])('is the URL %s', async (url) => {
    expect(await create({ url })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.url' });
  });

  it('is one that wants events nobody sends, or says too much', async () => {
    const url = 'https://example.com/';
    expect(await create({ url, eventTypes: ['sync.exploded'] })).toMatchObject({ field: 'input.eventTypes' });
    expect(await create({ url, description: 'x'.repeat(501) })).toMatchObject({ field: 'input.description' });
    expect(await create({ url, about: Array.from({ length: 101 }, randomUUID) })).toMatchObject({
      field: 'input.about',
    });
  });

  it('is one more than a tenant can have', async () => {
    tenant = await aTenant();
    await rows(
      hub.database.url,
      `insert into notification_endpoint (id, tenant_id, url, secrets, status)
       select gen_random_uuid(), $1, 'https://example.com', '', 'IDLE' from generate_series(1, 50)`,
      [tenant.id],
    );
    expect(await create({ url: 'https://example.com/' })).toMatchObject({
      code: 'NOTIFICATION_ENDPOINT_LIMIT_REACHED',
    });
  });
});

describe('an endpoint', () => {
  it('of another tenant does not exist', async () => {
    const [owner, stranger] = [await aTenant(), await aTenant()];
    const endpoint = await anEndpoint(owner, receiver);
    const calls = [
      `updateNotificationEndpoint(input: { id: "${endpoint}", enabled: false })`,
      `rotateNotificationSecret(id: "${endpoint}")`,
      `testNotificationEndpoint(id: "${endpoint}")`,
      `deleteNotificationEndpoint(id: "${endpoint}")`,
      `recoverNotifications(id: "${endpoint}", since: "2026-01-01T00:00:00Z")`,
    ];
    for (const call of calls)
      expect(await change(stranger, call)).toMatchObject({ code: 'NOTIFICATION_ENDPOINT_NOT_FOUND' });
    expect((await stateOf(hub.database.url, endpoint)).status).not.toBe('DISABLED');
    await writeEvents(hub.database.url, stranger.id, [randomUUID()]);
    await writeEvents(hub.database.url, owner.id, [randomUUID()]);
    await until(() => takenBy(receiver, owner).length === 1);
    expect(takenBy(receiver, stranger)).toEqual([]);
  });
});
