import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stripe } from 'stripe';
import { stripeClient } from './stripe/client.ts';
import type { StripeSandbox } from './stripe/stripe.ts';
import { startStripeSandbox } from './stripe/stripe.ts';

let sandbox: StripeSandbox;
let stripe: Stripe;

const EVERY = { limit: 10_000 };
const ids = (objects: readonly { id: string }[]): string[] => objects.map(({ id }) => id);
beforeAll(async () => {
  sandbox = await startStripeSandbox({
    size: { customers: 120, payments: 250, invoices: 60 },
    rateLimit: null,
    webhookRetryDelays: [1, 1],
  });
  stripe = stripeClient(sandbox);
});
afterAll(() => sandbox.close());

describe('objects', () => {
  it('are created, updated and deleted, and leave a tombstone', async () => {
    const created = await stripe.customers.create({ name: 'Zoë', metadata: { a: '1', b: '2' } });
    const updated = await stripe.customers.update(created.id, { name: '', metadata: { a: '', c: '3' } });
    expect(updated).toMatchObject({ name: null, metadata: { b: '2', c: '3' } });
    expect((await stripe.customers.update(created.id, { metadata: '' })).metadata).toEqual({});
    expect((await stripe.customers.update(created.id, { metadata: { 0: 'zero' } })).metadata).toEqual({
      0: 'zero',
    });
    await stripe.customers.del(created.id);
    expect(await stripe.customers.retrieve(created.id)).toMatchObject({
      id: created.id,
      object: 'customer',
      deleted: true,
    });
    expect(ids(sandbox.truth('customers'))).not.toContain(created.id);
    await expect(stripe.customers.update(created.id, { name: 'x' })).rejects.toMatchObject({
      statusCode: 404,
    });
    const after = stripe.customers.list({ starting_after: created.id });
    await expect(after).rejects.toMatchObject({ statusCode: 400, param: 'starting_after' });
  });

  it('pay, decline and refund', async () => {
    const paid = await stripe.paymentIntents.create({
      amount: 1_250,
      currency: 'USD',
      confirm: true,
      payment_method: 'pm_card_visa',
    });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 1_250, currency: 'usd' });
    const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 250 });
    expect(await stripe.charges.retrieve(String(refund.charge))).toMatchObject({
      amount_refunded: 250,
      refunded: false,
    });
    const declined = stripe.paymentIntents.create({
      amount: 900,
      currency: 'eur',
      confirm: true,
      payment_method: 'pm_card_chargeDeclinedInsufficientFunds',
    });
    await expect(declined).rejects.toBeInstanceOf(Stripe.errors.StripeCardError);
    await expect(declined).rejects.toMatchObject({
      code: 'card_declined',
      decline_code: 'insufficient_funds',
    });
  });

  it('bill: draft, finalized, paid; only drafts can be deleted', async () => {
    const customer = sandbox.truth('customers')[0]?.id ?? '';
    const price = sandbox.truth('prices')[0]?.id ?? '';
    const draft = sandbox.change.createInvoice({ customer, lines: [{ price, quantity: 2 }] });
    expect(await stripe.invoices.finalizeInvoice(draft.id)).toMatchObject({ status: 'open' });
    expect(await stripe.invoices.pay(draft.id)).toMatchObject({ status: 'paid', amount_remaining: 0 });
    await expect(stripe.invoices.del(draft.id)).rejects.toMatchObject({ statusCode: 400 });
    const second = await stripe.invoices.create({ customer });
    expect(await stripe.invoices.del(second.id)).toMatchObject({ deleted: true });
  });

  it('subscribe with a first invoice, and cancel', async () => {
    const customer = sandbox.truth('customers')[0]?.id ?? '';
    const price = sandbox.truth('prices').find(({ type }) => type === 'recurring')?.id ?? '';
    const started = await stripe.subscriptions.create({
      customer,
      items: [{ price }],
      expand: ['latest_invoice'],
    });
    expect(started.latest_invoice).toMatchObject({
      status: 'paid',
      parent: { type: 'subscription_details' },
    });
    expect(await stripe.subscriptions.cancel(started.id)).toMatchObject({ status: 'canceled' });
  });

  it('expand what can be expanded, at most four levels deep', async () => {
    const intent = sandbox
      .truth('payment_intents')
      .find(({ customer, status }) => customer !== null && status === 'succeeded');
    const id = intent?.id ?? '';
    const plain = await stripe.paymentIntents.retrieve(id);
    expect(typeof plain.latest_charge).toBe('string');
    const full = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge.customer', 'customer'] });
    expect(full).toMatchObject({ latest_charge: { object: 'charge', customer: { object: 'customer' } } });
    const [listed] = (await stripe.paymentIntents.list({ limit: 1, expand: ['data.latest_charge'] })).data;
    expect(typeof listed?.latest_charge).not.toBe('string');
    const [subscription] = (await stripe.subscriptions.list({ limit: 1, expand: ['data.items.data.price'] }))
      .data;
    expect(subscription?.items.data[0]?.price.object).toBe('price');
    await expect(stripe.paymentIntents.retrieve(id, { expand: ['amount'] })).rejects.toThrow(
      'cannot be expanded (amount)',
    );
    await expect(stripe.charges.list({ expand: ['customer'] })).rejects.toThrow("expanding 'data.customer'");
    await expect(
      stripe.subscriptions.list({ expand: ['data.items.data.price.product'] }),
    ).rejects.toMatchObject({
      code: 'property_expansion_max_depth',
    });
  });

  it('expand a deleted customer to its tombstone', async () => {
    const customer = sandbox.change.createCustomer({ name: 'Gone' });
    const { id } = sandbox.change.createPayment({ customer: customer.id });
    sandbox.change.deleteCustomer(customer.id);
    const intent = await stripe.paymentIntents.retrieve(id, { expand: ['customer'] });
    expect(intent.customer).toMatchObject({ id: customer.id, deleted: true });
  });
});

describe('idempotency', () => {
  it('replays the answer for the same key and body and refuses another body', async () => {
    const options = { idempotencyKey: 'order-1' };
    const first = await stripe.customers.create({ name: 'Once' }, options);
    const again = await stripe.customers.create({ name: 'Once' }, options);
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'idempotency-key': 'order-1',
    });
    const other = stripe.customers.create({ name: 'Twice' }, options);
    await expect(other).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(sandbox.truth('customers').filter(({ name }) => name === 'Once')).toHaveLength(1);
  });
});

describe('several accounts', () => {
  it('have their own keys and data', async () => {
    const second = sandbox.addAccount({ size: { customers: 3, payments: 2, invoices: 1 } });
    const listed = await stripeClient(sandbox, { apiKey: second.apiKey })
      .customers.list()
      .autoPagingToArray(EVERY);
    expect(ids(listed)).toEqual(ids(sandbox.truth('customers', second.id)).reverse());
    expect(listed).toHaveLength(3);
    expect((await stripeClient(sandbox, { apiKey: second.apiKey }).accounts.retrieveCurrent()).id).toBe(
      second.id,
    );
  });

  it('let a platform reach its connected accounts and no others', async () => {
    const connected = sandbox.addConnectedAccount({ size: { customers: 4, payments: 0, invoices: 0 } });
    expect(connected.connectOf).toBe(sandbox.account.id);
    expect(
      await stripeClient(sandbox, { stripeAccount: connected.id }).customers.list().autoPagingToArray(EVERY),
    ).toHaveLength(4);
    expect((await stripe.accounts.retrieve(connected.id)).object).toBe('account');
    const stranger = sandbox.addAccount({ size: { customers: 0, payments: 0, invoices: 0 } });
    const refused = stripeClient(sandbox, { stripeAccount: stranger.id }).customers.list();
    await expect(refused).rejects.toBeInstanceOf(Stripe.errors.StripePermissionError);
  });
});

describe('the same seed and clock', () => {
  it('give the same data; another seed gives other data', async () => {
    const options = { size: { customers: 20, payments: 30, invoices: 10 }, now: () => 1_795_000_000_000 };
    const started = await Promise.all([7, 7, 8].map((seed) => startStripeSandbox({ ...options, seed })));
    const [one, same, other] = started.map((each) => JSON.stringify([each.truth('charges'), each.events()]));
    await Promise.all(started.map((each) => each.close()));
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it('give exactly the asked number of live objects', async () => {
    const size = { customers: 30, payments: 40, invoices: 20, products: 5, prices: 9, subscriptions: 6 };
    const asked = await startStripeSandbox({ size });
    await asked.close();
    expect(asked.truth('customers')).toHaveLength(30);
    expect(asked.truth('payment_intents')).toHaveLength(40);
    expect(asked.truth('invoices')).toHaveLength(20);
    expect(asked.truth('products')).toHaveLength(5);
    expect(asked.truth('prices')).toHaveLength(9);
    expect(asked.truth('subscriptions')).toHaveLength(6);
  });

  it('give payments of every outcome and several currencies', () => {
    const statuses = new Set(sandbox.truth('payment_intents').map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['canceled', 'requires_payment_method', 'succeeded']);
    const currencies = new Set(sandbox.truth('payment_intents').map(({ currency }) => currency));
    expect([...currencies]).toEqual(expect.arrayContaining(['usd', 'jpy', 'kwd']));
  });
});
