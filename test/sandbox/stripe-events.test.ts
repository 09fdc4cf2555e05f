import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stripe } from 'stripe';
import { stripeClient } from './stripe/client.ts';
import type { StripeSandbox } from './stripe/stripe.ts';
import { startStripeSandbox } from './stripe/stripe.ts';

interface Post {
  body: string;
  headers: IncomingHttpHeaders;
}
let now = 0;
let sandbox: StripeSandbox;
let stripe: Stripe;
let receiver: Server;
let received: Post[];
/** What the receiver answers, in turn; 200 when it runs out. */
let answers: number[];
let hookUrl: string;

beforeEach(async () => {
  now = Date.now();
  received = [];
  answers = [];
  sandbox = await startStripeSandbox({
    size: { customers: 30, payments: 60, invoices: 20 },
    now: () => now,
    rateLimit: null,
    webhookRetryDelays: [1, 1],
  });
  stripe = stripeClient(sandbox);
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
    response.writeHead(answers.shift() ?? 200, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  // `as`: a server listening on a TCP port has an address of this kind.
  hookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks/stripe`;
});
afterEach(async () => {
  await sandbox.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

function eventsOf(params: Stripe.EventListParams): Promise<Stripe.Event[]> {
  return stripe.events.list(params).autoPagingToArray({ limit: 10_000 });
}

describe('the event log', () => {
  it('tells the seeded objects of the last 30 days and nothing older', async () => {
    const since = Math.floor(now / 1_000) - 30 * 86_400;
    const events = await eventsOf({ limit: 100 });
    expect(events.map(({ id }) => id)).toEqual(
      sandbox
        .events()
        .map(({ id }) => id)
        .reverse(),
    );
    expect(Math.min(...events.map(({ created }) => created))).toBeGreaterThanOrEqual(since);
    const recent = sandbox.truth('payment_intents').filter(({ created }) => created >= since);
    const told = events.filter(({ type }) => type === 'payment_intent.created');
    expect(told).toHaveLength(recent.length);
  });

  it('tells every change after a bookmark, in order, with the attributes as they were', async () => {
    const bookmark = sandbox.change.createCustomer({ name: 'First', metadata: { tier: 'a' } });
    const [start] = await eventsOf({ type: 'customer.created', limit: 1 });
    now += 5_000;
    await stripe.customers.update(bookmark.id, { name: 'Second', metadata: { tier: 'b', since: '2026' } });
    sandbox.change.createPayment({ customer: bookmark.id });
    sandbox.change.deleteCustomer(bookmark.id);
    const later = await eventsOf({ ending_before: start?.id ?? '', limit: 2 });
    expect(later.map(({ type }) => type)).toEqual([
      'customer.updated',
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'customer.deleted',
    ]);
    const [updated] = later;
    expect(updated?.data.previous_attributes).toEqual({
      name: 'First',
      metadata: { tier: 'a', since: null },
    });
    expect(updated?.request).toMatchObject({ id: expect.stringMatching(/^req_/) });
    expect(later.at(-1)?.request).toEqual({ id: null, idempotency_key: null });
    expect(updated).toMatchObject({ api_version: '2026-10-28.endive', created: Math.floor(now / 1_000) });
  });

  it('keeps the state an object had at the time of the event', async () => {
    const customer = sandbox.change.createCustomer({ name: 'Before' });
    sandbox.change.updateCustomer(customer.id, { name: 'After' });
    const [created] = await eventsOf({ type: 'customer.created', limit: 1 });
    expect(created?.data.object).toMatchObject({ name: 'Before' });
  });

  it('records nothing when an update changes nothing', () => {
    const customer = sandbox.change.createCustomer({ name: 'Same' });
    const before = sandbox.events().length;
    sandbox.change.updateCustomer(customer.id, { name: 'Same' });
    expect(sandbox.events()).toHaveLength(before);
  });

  it('filters by type, wildcard and list of types', async () => {
    const all = sandbox.events();
    const count = (keep: (type: string) => boolean): number => all.filter(({ type }) => keep(type)).length;
    expect(await eventsOf({ type: 'charge.*', limit: 100 })).toHaveLength(
      count((type) => type.startsWith('charge.')),
    );
    const types = ['customer.created', 'invoice.paid'];
    expect(await eventsOf({ types, limit: 100 })).toHaveLength(count((type) => types.includes(type)));
    await expect(stripe.events.list({ type: 'charge.*', types })).rejects.toThrow('only specify one');
    await expect(stripe.events.list({ types: Array<string>(21).fill('invoice.paid') })).rejects.toMatchObject(
      {
        statusCode: 400,
      },
    );
  });

  it('forgets events after 30 days', async () => {
    sandbox.change.createCustomer();
    const [event] = await eventsOf({ limit: 1 });
    now += 31 * 86_400_000;
    expect(await eventsOf({ limit: 100 })).toEqual([]);
    await expect(stripe.events.retrieve(event?.id ?? '')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('tells of a fraction of all objects changed at once', () => {
    const before = sandbox.events().length;
    const touched = sandbox.changeSome(0.2, { seed: 3 });
    const total = (
      ['customers', 'charges', 'payment_intents', 'invoices', 'products', 'prices', 'subscriptions'] as const
    )
      .map((resource) => sandbox.truth(resource).length)
      .reduce((sum, count) => sum + count, 0);
    expect(touched.length).toBeGreaterThan(total * 0.08);
    expect(touched.length).toBeLessThan(total * 0.3);
    expect(sandbox.events().length - before).toBeGreaterThanOrEqual(touched.length);
  });
});

describe('webhooks', () => {
  it('arrive signed over the raw body, at endpoints created through the API', async () => {
    const endpoint = await stripe.webhookEndpoints.create({
      url: hookUrl,
      enabled_events: ['customer.created'],
    });
    expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
    const customer = sandbox.change.createCustomer({ name: 'Ýrr' });
    sandbox.change.updateCustomer(customer.id, { name: 'not asked for' });
    await sandbox.settled();
    expect(received).toHaveLength(1);
    const [post = { body: '', headers: {} }] = received;
    const signature = post.headers['stripe-signature'] ?? '';
    const event = stripe.webhooks.constructEvent(post.body, signature, endpoint.secret ?? '');
    expect(event).toMatchObject({ type: 'customer.created', data: { object: { id: customer.id } } });
    expect(event.account).toBeUndefined();
    const reformatted = JSON.stringify(JSON.parse(post.body));
    expect(() => stripe.webhooks.constructEvent(reformatted, signature, endpoint.secret ?? '')).toThrow();
  });

  it('are tried again after a failure, redirects included, and then given up', async () => {
    sandbox.webhookEndpoints.create({ url: hookUrl, enabled_events: ['*'] });
    answers = [500, 302, 200];
    sandbox.change.createCustomer();
    await sandbox.settled();
    expect(sandbox.deliveries().map(({ status, attempt }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 302],
      [3, 200],
    ]);
    expect(await eventsOf({ delivery_success: false })).toEqual([]);
    answers = [500, 500, 500];
    sandbox.change.createCustomer();
    await sandbox.settled();
    const [failed] = await eventsOf({ delivery_success: false });
    expect(failed).toMatchObject({ type: 'customer.created', pending_webhooks: 1 });
    sandbox.resend(failed?.id ?? '');
    await sandbox.settled();
    expect(await eventsOf({ delivery_success: false })).toEqual([]);
    expect(received).toHaveLength(7);
  });

  it('go to Connect endpoints with the account, and to own endpoints without', async () => {
    const connected = sandbox.addConnectedAccount({ size: { customers: 1, payments: 0, invoices: 0 } });
    const own = sandbox.webhookEndpoints.create({ url: `${hookUrl}?own`, enabled_events: ['*'] });
    const connect = sandbox.webhookEndpoints.create({
      url: `${hookUrl}?connect`,
      enabled_events: ['*'],
      connect: true,
    });
    sandbox.change.createCustomer();
    sandbox.changeIn(connected.id).createCustomer();
    await sandbox.settled();
    expect(sandbox.deliveries().map(({ endpointId }) => endpointId)).toEqual([own.id, connect.id]);
    const accounts = received.map(({ body }) => JSON.parse(body).account);
    expect(accounts).toEqual(expect.arrayContaining([undefined, connected.id]));
  });

  it('stop when the endpoint is disabled or deleted', async () => {
    const { id } = await stripe.webhookEndpoints.create({ url: hookUrl, enabled_events: ['*'] });
    await stripe.webhookEndpoints.update(id, { disabled: true });
    sandbox.change.createCustomer();
    await stripe.webhookEndpoints.del(id);
    sandbox.change.createCustomer();
    await sandbox.settled();
    expect(received).toEqual([]);
  });

  it('can be made by hand, stale ones too', () => {
    const { body, headers } = sandbox.signedEvent({ id: 'evt_1', object: 'event' }, 'whsec_x', 1_700_000_000);
    const verify = (tolerance: number) =>
      stripe.webhooks.constructEvent(body, headers['stripe-signature'], 'whsec_x', tolerance);
    expect(() => verify(300)).toThrow('Timestamp outside the tolerance zone');
    expect(verify(Number.MAX_SAFE_INTEGER).id).toBe('evt_1');
  });
});
