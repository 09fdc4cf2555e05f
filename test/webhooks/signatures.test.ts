import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedEvent } from '../sandbox/stripe/webhooks.ts';
import { aHub, aStripeIntegration, type Hub, type Tenant } from '../support/hub.ts';
import {
  allDone,
  contact,
  lastEvent,
  OWN_SECRET,
  ownRoute,
  post,
  send,
  SHARED,
  SHARED_SECRET,
  stored,
} from './deliveries.ts';

const MAX_BYTES = 1_048_576;

let hub: Hub;
let tenant: Tenant;
let integration: string;
beforeAll(async () => {
  hub = await aHub({
    env: { STRIPE_CONNECT_WEBHOOK_SECRETS: SHARED_SECRET, WEBHOOK_MAX_BYTES: String(MAX_BYTES) },
    stripe: { size: { customers: 3, payments: 2, invoices: 1 } },
  });
  await hub.startWorker();
  tenant = await hub.aTenant();
  integration = await aStripeIntegration(hub, tenant, { webhookSecret: OWN_SECRET });
});
afterAll(() => hub?.close());

describe('a delivery signed by the official SDK', () => {
  it("is accepted on an integration's own route and applied", async () => {
    const { id } = hub.stripe.change.createCustomer({ name: 'Ada Lovelace', email: 'ada@example.com' });
    const event = lastEvent(hub);
    expect(await send(hub, ownRoute(integration), { event, secret: OWN_SECRET })).toBe(200);
    await allDone(hub);
    expect(await contact(tenant, integration, id)).toMatchObject({ name: 'Ada Lovelace', deletedAt: null });
  });

  it('is accepted on the shared route and applied where its account is connected', async () => {
    const { id } = hub.stripe.change.createCustomer({ name: 'Grace Hopper' });
    const event = { ...lastEvent(hub), account: hub.stripe.account.id };
    expect(await send(hub, SHARED, { event, secret: SHARED_SECRET })).toBe(200);
    await allDone(hub);
    expect(await contact(tenant, integration, id)).toMatchObject({ name: 'Grace Hopper' });
  });

  it('is accepted as the sandbox itself delivers it', async () => {
    // The sandbox draws its own secret, so the integration learns it afterwards, as a person would enter it.
    const url = hub.api.url + ownRoute(integration);
    const endpoint = hub.stripe.webhookEndpoints.create({ url, enabled_events: ['*'] });
    const other = await hub.aTenant();
    const id = await aStripeIntegration(hub, other, { webhookSecret: endpoint.secret });
    hub.stripe.webhookEndpoints.remove(endpoint.id);
    const customer = hub.stripe.change.createCustomer({ name: 'Alan Turing' });
    const signed = hub.stripe.signedEvent(lastEvent(hub), endpoint.secret);
    expect((await post(hub, ownRoute(id), signed)).status).toBe(200);
    await allDone(hub);
    expect(await contact(other, id, customer.id)).toMatchObject({ name: 'Alan Turing' });
  });

  it('is taken on an own route only for its own account', async () => {
    const before = await stored(hub);
    hub.stripe.change.createCustomer({ name: 'Somebody else' });
    const event = { ...lastEvent(hub), account: 'acct_of_somebody_else' };
    expect(await send(hub, ownRoute(integration), { event, secret: OWN_SECRET })).toBe(200);
    expect(await stored(hub)).toEqual(before);
  });
});

const nowS = () => Math.floor(Date.now() / 1000);

/** What each kind of bad delivery does to a good one. */
const bad: Record<string, (good: Good) => Good> = {
  'signed with another secret': ({ event, secret }) => ({
    event,
    secret,
    ...signedEvent(event, 'whsec_of_somebody_else'),
  }),
  'with a made-up signature': (good) => withSignature(good, `t=${nowS()},v1=${'0'.repeat(64)}`),
  'signed over 300 seconds ago': ({ event, secret }) => ({
    event,
    secret,
    ...signedEvent(event, secret, nowS() - 310),
  }),
  'with its old signature under a new time': ({ event, secret, ...good }) => {
    const old = signedEvent(event, secret, nowS() - 310).headers['stripe-signature'];
    return withSignature({ event, secret, ...good }, old.replace(/t=\d+/, `t=${nowS()}`));
  },
  're-serialised, without the spaces': (good) => ({ ...good, body: JSON.stringify(JSON.parse(good.body)) }),
  'with one letter changed': (good) => ({ ...good, body: good.body.replace('customer', 'Customer') }),
  'cut off at the end': (good) => ({ ...good, body: good.body.slice(0, -1) }),
  'without its body': (good) => ({ ...good, body: '' }),
  'without a signature header': ({ headers, ...good }) => ({
    ...good,
    headers: { 'content-type': headers['content-type'] ?? '' },
  }),
  'with an empty signature header': (good) => withSignature(good, ''),
  'with a malformed signature header': (good) => withSignature(good, 'v1'),
  'with only a test-mode scheme': (good) =>
    withSignature(good, (good.headers['stripe-signature'] ?? '').replace('v1=', 'v0=')),
  'with 1 MiB of what is not JSON': (good) => ({ ...good, body: '{'.repeat(MAX_BYTES) }),
};

interface Good {
  readonly event: object;
  readonly secret: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

function withSignature(good: Good, signature: string): Good {
  return { ...good, headers: { ...good.headers, 'stripe-signature': signature } };
}

describe.each(['shared', 'own'] as const)('on the %s route, a delivery', (route) => {
  const path = () => (route === 'shared' ? SHARED : ownRoute(integration));
  const secret = route === 'shared' ? SHARED_SECRET : OWN_SECRET;

  it.each(Object.keys(bad))('%s is refused and leaves nothing', async (kind) => {
    const before = await stored(hub);
    const event = { ...lastEvent(hub), id: `evt_${randomUUID()}`, account: hub.stripe.account.id };
    const good = { event, secret, ...signedEvent(event, secret) };
    const answer = await post(hub, path(), bad[kind]?.(good) ?? good);
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'SIGNATURE_REFUSED' } } });
    expect(await stored(hub)).toEqual(before);
  });

  it('that is too large is refused', async () => {
    const before = await stored(hub);
    const signed = signedEvent({ ...lastEvent(hub), padding: 'x'.repeat(MAX_BYTES) }, secret);
    expect((await post(hub, path(), signed)).status).toBe(413);
    expect(await stored(hub)).toEqual(before);
  });
});

describe('a route', () => {
  it('of an unknown provider is not found', async () => {
    const signed = signedEvent(lastEvent(hub), SHARED_SECRET);
    expect((await post(hub, '/api/v1/webhooks/nobody', signed)).status).toBe(404);
    expect((await post(hub, `/api/v1/webhooks/nobody/${integration}`, signed)).status).toBe(404);
  });

  it('of an unknown integration answers like a wrong signature, byte for byte', async () => {
    const forged = await post(hub, ownRoute(integration), signedEvent(lastEvent(hub), 'whsec_forged_forged'));
    for (const id of [randomUUID(), 'not-a-uuid', '%00']) {
      for (const secret of [SHARED_SECRET, OWN_SECRET])
        expect(await post(hub, ownRoute(id), signedEvent(lastEvent(hub), secret))).toEqual(forged);
    }
  });

  it('does not take the secret of another route', async () => {
    const event = { ...lastEvent(hub), account: hub.stripe.account.id };
    expect(await send(hub, ownRoute(integration), { event, secret: SHARED_SECRET })).toBe(401);
    expect(await send(hub, SHARED, { event, secret: OWN_SECRET })).toBe(401);
  });

  it('of a deleted integration is closed', async () => {
    const id = await aStripeIntegration(hub, tenant, { webhookSecret: OWN_SECRET });
    await tenant.ask('mutation ($id: ID!) { deleteIntegration(id: $id) { __typename } }', { id });
    expect(await send(hub, ownRoute(id), { event: lastEvent(hub), secret: OWN_SECRET })).toBe(401);
  });

  it('of an integration without a secret takes nothing', async () => {
    const id = await aStripeIntegration(hub, tenant);
    for (const secret of ['', SHARED_SECRET, OWN_SECRET].filter(Boolean))
      expect(await send(hub, ownRoute(id), { event: lastEvent(hub), secret })).toBe(401);
  });
});
