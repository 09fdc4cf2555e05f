import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Stripe } from 'stripe';
import { stripeClient } from './stripe/client.ts';
import type { Fault, StripeSandbox } from './stripe/stripe.ts';
import { startStripeSandbox } from './stripe/stripe.ts';

const SIZE = { customers: 5, payments: 5, invoices: 2 };
let sandbox: StripeSandbox;
let stripe: Stripe;

beforeEach(async () => {
  sandbox = await startStripeSandbox({ size: SIZE, rateLimit: null });
  stripe = stripeClient(sandbox);
});
afterEach(() => sandbox.close());

describe('faults', () => {
  it.each<[Fault, object]>([
    [{ kind: 'rate-limit' }, { type: 'StripeRateLimitError', statusCode: 429, code: 'rate_limit' }],
    [
      { kind: 'status', status: 500 },
      { type: 'StripeAPIError', statusCode: 500 },
    ],
    [
      { kind: 'status', status: 503 },
      { type: 'StripeAPIError', statusCode: 503 },
    ],
    [{ kind: 'truncated' }, { type: 'StripeAPIError' }],
    [{ kind: 'html' }, { type: 'StripeAPIError' }],
  ])('answer %o once, then all is well', async (fault, error) => {
    sandbox.faults.next(1, fault);
    await expect(stripe.customers.list()).rejects.toMatchObject(error);
    expect((await stripe.customers.list()).data).toHaveLength(5);
  });

  it('carry Retry-After and the reason of a rate limit', async () => {
    sandbox.faults.next(1, { kind: 'rate-limit', retryAfter: 3, reason: 'endpoint-rate' });
    const response = await fetch(`${sandbox.url}/v1/customers`);
    await response.text();
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(response.headers.get('stripe-rate-limited-reason')).toBe('endpoint-rate');
  });

  it('reset connections and hang', async () => {
    // The SDK tries a reset connection once more by itself.
    sandbox.faults.next(2, { kind: 'reset' });
    await expect(stripe.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    sandbox.faults.next(1, { kind: 'hang' });
    const impatient = stripeClient(sandbox, { timeout: 100 });
    await expect(impatient.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  });

  it('lose the answer of a request that took effect, and the same key finds it again', async () => {
    sandbox.faults.next(1, { kind: 'status', status: 500, applied: true }, /^POST \/v1\/customers$/);
    const options = { idempotencyKey: 'lost-answer' };
    expect((await stripe.customers.list()).data).toHaveLength(5);
    await expect(stripe.customers.create({ name: 'Lost' }, options)).rejects.toMatchObject({
      statusCode: 500,
    });
    const found = await stripe.customers.create({ name: 'Lost' }, options);
    expect(sandbox.truth('customers').filter(({ name }) => name === 'Lost')).toMatchObject([
      { id: found.id },
    ]);
  });

  it('break the connection after the request took effect', async () => {
    sandbox.faults.next(1, { kind: 'reset', applied: true });
    // The SDK repeats a reset POST by itself, with the same idempotency key: one customer, not two.
    const { id } = await stripe.customers.create({ name: 'Cut off' });
    expect(sandbox.truth('customers').filter(({ name }) => name === 'Cut off')).toMatchObject([{ id }]);
  });

  it('leave nothing behind when the request did not take effect', async () => {
    sandbox.faults.next(1, { kind: 'status', status: 500 });
    await expect(stripe.customers.create({ name: 'Never' })).rejects.toMatchObject({ statusCode: 500 });
    expect(sandbox.truth('customers')).toHaveLength(5);
  });

  it('pause and go on', async () => {
    const goOn = sandbox.faults.pause();
    const order: string[] = [];
    const listing = stripe.customers.list().then(() => order.push('answered'));
    await fetch(`${sandbox.url}/v1/account`, { signal: AbortSignal.timeout(50) }).catch(() =>
      order.push('gave up'),
    );
    goOn();
    await listing;
    expect(order).toEqual(['gave up', 'answered']);
  });

  it('can be cleared', async () => {
    sandbox.faults.next(5, { kind: 'status', status: 500 });
    sandbox.faults.clear();
    expect((await stripe.customers.list()).data).toHaveLength(5);
  });
});

describe('the request log', () => {
  it('tells method, path, query, status and account', async () => {
    await stripe.customers.list({ limit: 2 });
    await stripe.customers.retrieve('cus_none').catch(() => undefined);
    expect(sandbox.requests()).toMatchObject([
      { method: 'GET', path: '/v1/customers', query: 'limit=2', status: 200, account: sandbox.account.id },
      { method: 'GET', path: '/v1/customers/cus_none', status: 404 },
    ]);
    sandbox.resetRequests();
    expect(sandbox.requests()).toEqual([]);
  });
});

describe('the rate limit', () => {
  it('refuses reads beyond it with 429 and leaves writes alone', async () => {
    const limited = await startStripeSandbox({
      size: SIZE,
      rateLimit: { readsPerSecond: 3, writesPerSecond: 100 },
    });
    try {
      const client = stripeClient(limited);
      const reads = await Promise.allSettled(Array.from({ length: 20 }, () => client.customers.list()));
      const refused = reads.filter(({ status }) => status === 'rejected');
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThanOrEqual(17);
      expect(refused[0]).toMatchObject({ reason: { type: 'StripeRateLimitError', code: 'rate_limit' } });
      expect((await client.customers.create({ name: 'Still' })).name).toBe('Still');
    } finally {
      await limited.close();
    }
  });
});
