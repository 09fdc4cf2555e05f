import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi } from '../../src/api.ts';
import { entities } from '../../src/entities.ts';
import { withdrawWebhook } from '../../src/integrations/withdraw-webhook.ts';
import { openPlatform } from '../../src/platform/platform.ts';
import { aHub, tenantWith, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import type { VendorId } from '../support/sandboxes.ts';
import { allDone, until } from '../webhooks/deliveries.ts';

const SIZE = { customers: 3, payments: 2, invoices: 1 };
const LISTS = 3;
const OWN_SECRET = 'a-secret-that-a-person-made-up';

let hub: Hub;
let tenant: Tenant;
beforeAll(async () => {
  hub = await aHub({
    providers: ['square', 'mailchimp'],
    stripe: { size: SIZE },
    square: { size: SIZE },
    mailchimp: { size: { lists: LISTS, members: 9, campaigns: 1 } },
  });
  tenant = await hub.aTenant();
  await hub.startWorker();
});
afterAll(() => hub?.close());

const FIELDS = `... on Integration { id webhook { url registered registeredAt pending problem } }
  ... on HubProblem { code message } ... on HubInvalidInput { field }`;

interface Webhook {
  url: string;
  registered: boolean;
  registeredAt: string | null;
  pending: boolean;
  problem: string | null;
}
type Answer = { id: string; webhook: Webhook; code?: string; field?: string };

async function create(
  providerId: VendorId,
  more: object = { registerWebhook: true },
  by = tenant,
): Promise<Answer> {
  const credential = Object.entries(hub.vendor(providerId).credential()).map(([name, value]) => ({
    name,
    value,
  }));
  const { createIntegration } = await by.ask<{ createIntegration: Answer }>(
    `mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { ${FIELDS} } }`,
    { input: { providerId, name: 'Registered', credential, ...more } },
  );
  return createIntegration;
}

async function update(id: string, change: object): Promise<Answer> {
  const { updateIntegration } = await tenant.ask<{ updateIntegration: Answer }>(
    `mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { ${FIELDS} } }`,
    { input: { id, ...change } },
  );
  return updateIntegration;
}

async function webhookOf(id: string): Promise<Webhook> {
  const { integration } = await tenant.ask<{ integration: { webhook: Webhook } }>(
    `query ($id: ID!) { integration(id: $id) { webhook { url registered registeredAt pending problem } } }`,
    { id },
  );
  return integration.webhook;
}

const settled = (id: string): Promise<Webhook> =>
  until(
    () => webhookOf(id),
    ({ pending }) => !pending,
  );

async function remove(id: string): Promise<void> {
  const { deleteIntegration } = await tenant.ask<{ deleteIntegration: { id?: string } }>(
    'mutation ($id: ID!) { deleteIntegration(id: $id) { ... on IntegrationDeleted { id } } }',
    { id },
  );
  expect(deleteIntegration.id).toBe(id);
}

/** A waiting registration need not wait for its pause to end. */
const makeDue = (id: string) =>
  rows(hub.database.url, `update webhook_registration set next_attempt_at = now() where id = $1`, [id]);

async function atStripe(): Promise<{ id: string; url: string; api_version: string }[]> {
  const response = await fetch(`${hub.stripe.url}/v1/webhook_endpoints?limit=100`, {
    headers: { authorization: `Bearer ${hub.stripe.apiKey}` },
  });
  return ((await response.json()) as { data: { id: string; url: string; api_version: string }[] }).data;
}
const urlsAtStripe = async () => (await atStripe()).map(({ url }) => url);

function urlsAtMailchimp(): string[] {
  const { sandbox } = hub.vendor('mailchimp');
  return sandbox.truth('list').flatMap(({ id }) => sandbox.webhooks(id).map(({ url }) => url));
}

async function lastAudit(id: string): Promise<{ action: string; detail: Record<string, unknown> }> {
  const [entry] = await rows<{ action: string; detail: Record<string, unknown> }>(
    hub.database.url,
    'select action, detail from audit_entry where target_id = $1 order by at desc, id desc limit 1',
    [id],
  );
  if (!entry) throw new Error('nothing is in the audit');
  return entry;
}

const POST_STRIPE = /POST \/v1\/webhook_endpoints/;

describe('a registered webhook', () => {
  it('of Stripe delivers to the route that the integration shows, signed with what Stripe made up', async () => {
    const made = await create('stripe');
    expect(made.webhook).toMatchObject({ registered: false, registeredAt: null, pending: true });
    const webhook = await settled(made.id);
    expect(webhook).toMatchObject({ registered: true, problem: null });
    expect(await urlsAtStripe()).toEqual([webhook.url]);

    hub.stripe.change.createCustomer({ name: 'Told by webhook' });
    await hub.stripe.settled();
    expect(hub.stripe.deliveries().at(-1)?.status).toBe(200);
    expect((await allDone(hub)).at(-1)).toMatchObject({ integration_id: made.id, status: 'APPLIED' });
    await remove(made.id);
    expect(await urlsAtStripe()).toEqual([]);
    expect((await lastAudit(made.id)).detail).toEqual({ webhook: 'REMOVED', url: webhook.url });
  });

  it('of Mailchimp is told to every list, with a secret that was known before Mailchimp tried it', async () => {
    const { id } = await create('mailchimp');
    const { url } = await settled(id);
    const [first, ...others] = urlsAtMailchimp();
    expect(others).toEqual(Array.from({ length: LISTS - 1 }, () => first));
    expect(first?.slice(0, url.length + 1)).toBe(`${url}/`);
    expect(first?.length).toBeGreaterThan(url.length + 30);

    const { sandbox } = hub.vendor('mailchimp');
    const [list] = sandbox.truth('list');
    sandbox.change.subscribe(list?.id ?? '', { email_address: 'told@example.com' });
    await sandbox.settled();
    expect(sandbox.deliveries().at(-1)?.status).toBe(200);
    expect((await allDone(hub)).at(-1)).toMatchObject({ integration_id: id, status: 'APPLIED' });

    await update(id, { webhookSecret: OWN_SECRET });
    await settled(id);
    expect(new Set(urlsAtMailchimp())).toEqual(new Set([`${url}/${OWN_SECRET}`]));
    await remove(id);
    expect(urlsAtMailchimp()).toEqual([]);
  });

  it('can be given up and asked for again', async () => {
    const { id } = await create('stripe', { registerWebhook: false });
    expect(await webhookOf(id)).toMatchObject({ registered: false, pending: false });
    await update(id, { registerWebhook: true });
    expect((await settled(id)).registered).toBe(true);
    const [first] = await atStripe();
    await update(id, { registerWebhook: true });
    await settled(id);
    const [second, ...others] = await atStripe();
    expect(others).toEqual([]);
    expect(second?.id).not.toBe(first?.id);
    await update(id, { registerWebhook: false });
    expect(await settled(id)).toMatchObject({ registered: false, registeredAt: null });
    expect(await urlsAtStripe()).toEqual([]);
    await remove(id);
  });
});

describe('asking for it', () => {
  it('is refused where the provider lets nothing be registered, before anything is used up', async () => {
    const { sandbox } = hub.vendor('square');
    sandbox.resetRequests();
    expect(await create('square')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.registerWebhook' });
    expect(sandbox.requests()).toEqual([]);
    const { id } = await create('square', {});
    expect(await update(id, { registerWebhook: true })).toMatchObject({ field: 'input.registerWebhook' });
    expect(await webhookOf(id)).toMatchObject({ registered: false, pending: false });
  });

  it('need not be done where the hub is reached over https, unless somebody has a secret already', async () => {
    expect((await create('stripe', {})).webhook.pending).toBe(false);
    const publicUrl = 'https://hub.example';
    const http = { ...hub.config.http, port: 0, publicUrl };
    const api = await startApi({ ...hub.config, http }, hub.log);
    const caller = tenantWith(api.url, tenant.id, tenant.token);
    hub.stripe.faults.next(1, { kind: 'status', status: 503 }, POST_STRIPE);
    const asked = await create('stripe', {}, caller);
    expect(asked.webhook).toMatchObject({
      url: `${publicUrl}/api/v1/webhooks/stripe/${asked.id}`,
      pending: true,
    });
    const not = await create('stripe', { webhookSecret: OWN_SECRET }, caller);
    expect(not.webhook.pending).toBe(false);
    const square = await create('square', {}, caller);
    expect(square.webhook.pending).toBe(false);
    await api.close();
    await remove(asked.id);
    expect(await urlsAtStripe()).toEqual([]);
  });
});

describe('what goes wrong on the way', () => {
  it('is shown, and tried again', async () => {
    hub.stripe.faults.next(1, { kind: 'status', status: 503 }, POST_STRIPE);
    const { id } = await create('stripe');
    const failed = await until(
      () => webhookOf(id),
      ({ problem }) => problem !== null,
    );
    expect(failed).toMatchObject({ registered: false, pending: true });
    await makeDue(id);
    expect(await settled(id)).toMatchObject({ registered: true, problem: null });
    await remove(id);
  });

  it('leaves no second endpoint where the answer to the first was lost', async () => {
    hub.stripe.faults.next(1, { kind: 'status', status: 500, applied: true }, POST_STRIPE);
    const { id } = await create('stripe');
    await until(
      () => webhookOf(id),
      ({ problem }) => problem !== null,
    );
    const [lost] = await atStripe();
    await makeDue(id);
    const { url } = await settled(id);
    const endpoints = await atStripe();
    expect(endpoints.map((endpoint) => endpoint.url)).toEqual([url]);
    expect(endpoints[0]?.id).not.toBe(lost?.id);
    hub.stripe.change.createCustomer({ name: 'Signed with the second secret' });
    await hub.stripe.settled();
    expect(hub.stripe.deliveries().at(-1)?.status).toBe(200);
    await remove(id);
  });

  it('leaves nothing that is no longer wanted, even when Stripe was just being asked', async () => {
    hub.stripe.faults.next(1, { kind: 'slow', ms: 700 }, POST_STRIPE);
    hub.stripe.resetRequests();
    const { id } = await create('stripe');
    await until(
      async () => hub.stripe.requests().length,
      (count) => count >= 2,
    );
    await update(id, { registerWebhook: false });
    expect(await settled(id)).toMatchObject({ registered: false });
    await until(urlsAtStripe, (urls) => urls.length === 0);
    // Whoever was overtaken has found out by now, and has taken back what it left.
    await until(
      () => rows(hub.database.url, 'select id from webhook_registration where id = $1', [id]),
      (left) => left.length === 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await urlsAtStripe()).toEqual([]);
    await remove(id);
  });

  it('does not keep an integration from being deleted; the audit says what is left at the provider', async () => {
    const { id } = await create('stripe');
    const { url } = await settled(id);
    hub.stripe.faults.next(1, { kind: 'status', status: 503 }, /DELETE/);
    await remove(id);
    expect((await lastAudit(id)).detail).toEqual({
      webhook: 'LEFT_BEHIND',
      url,
      leftBehind: 'PROVIDER_UNAVAILABLE',
    });
    expect(hub.logged()).toContain('webhook left at the provider');
    const [endpoint] = await atStripe();
    hub.stripe.webhookEndpoints.remove(endpoint?.id ?? '');
  });

  it('is noticed when the deleting process dies half-way', async () => {
    const { id } = await create('stripe');
    await settled(id);
    const platform = await openPlatform(
      { ...hub.config, vendors: hub.config.providers, worker: false },
      entities,
      { log: hub.log },
    );
    hub.stripe.faults.next(1, { kind: 'status', status: 503 }, /DELETE/);
    await withdrawWebhook(platform, platform.db.tenant(tenant.id), id);
    await platform.close();
    expect(await webhookOf(id)).toMatchObject({ pending: true });
    await rows(hub.database.url, `update webhook_registration set lease_until = now() where id = $1`, [id]);
    expect(await settled(id)).toMatchObject({ registered: false });
    expect(await urlsAtStripe()).toEqual([]);
    expect((await lastAudit(id)).action).toBe('integration.webhook_removed');
  });
});
