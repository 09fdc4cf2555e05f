import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stripe } from 'stripe';
import { stripeClient } from './stripe/client.ts';
import type { StripeSandbox } from './stripe/stripe.ts';
import { startStripeSandbox } from './stripe/stripe.ts';

let sandbox: StripeSandbox;
let stripe: Stripe;

const EVERY = { limit: 10_000 };
const ids = (objects: readonly { id: string }[]): string[] => objects.map(({ id }) => id);
/** A request without the SDK, whose types would not allow it. */
async function raw(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; body: { error: Partial<Stripe.StripeRawError> }; headers: Headers }> {
  const headers = { authorization: `Bearer ${sandbox.apiKey}`, ...init.headers };
  const response = await fetch(`${sandbox.url}${path}`, { ...init, headers });
  // `as`: where the body is no error, these tests do not look into it.
  const body = (await response.json()) as { error: Partial<Stripe.StripeRawError> };
  return { status: response.status, body, headers: response.headers };
}

beforeAll(async () => {
  sandbox = await startStripeSandbox({
    size: { customers: 120, payments: 250, invoices: 60 },
    rateLimit: null,
    webhookRetryDelays: [1, 1],
  });
  stripe = stripeClient(sandbox);
});
afterAll(() => sandbox.close());

describe('lists', () => {
  it('page through every live object, newest first, with the default and the largest page', async () => {
    const newestFirst = ids(sandbox.truth('customers')).reverse();
    expect(ids(await stripe.customers.list().autoPagingToArray(EVERY))).toEqual(newestFirst);
    expect(ids(await stripe.customers.list({ limit: 100 }).autoPagingToArray(EVERY))).toEqual(newestFirst);
  });

  it.each(['charges', 'invoices', 'products', 'prices'] as const)(
    'give the same %s as the truth',
    async (name) => {
      expect(ids(await stripe[name].list({ limit: 100 }).autoPagingToArray(EVERY))).toEqual(
        ids(sandbox.truth(name)).reverse(),
      );
    },
  );

  it('render each object on its own as in the list', async () => {
    const [listed] = (await stripe.paymentIntents.list({ limit: 1 })).data;
    expect(await stripe.paymentIntents.retrieve(listed?.id ?? '')).toMatchObject({ ...listed });
    expect(JSON.parse(JSON.stringify(listed))).toEqual(sandbox.truth('payment_intents').at(-1));
  });

  it('walk to newer objects with ending_before, oldest first when auto-paging', async () => {
    const truth = ids(sandbox.truth('customers'));
    const [first = ''] = truth;
    expect(
      ids(await stripe.customers.list({ ending_before: first, limit: 7 }).autoPagingToArray(EVERY)),
    ).toEqual(truth.slice(1));
    const page = await stripe.customers.list({ ending_before: first, limit: 7 });
    expect(ids(page.data)).toEqual(truth.slice(1, 8).reverse());
    expect(page.has_more).toBe(true);
  });

  it('filter by created, with every bound', async () => {
    const truth = sandbox.truth('customers');
    const middle = truth[60]?.created ?? 0;
    const listed = async (created: Stripe.RangeQueryParam | number): Promise<string[]> =>
      ids(await stripe.customers.list({ created, limit: 100 }).autoPagingToArray(EVERY));
    const expected = (keep: (created: number) => boolean): string[] =>
      ids(truth.filter(({ created }) => keep(created))).reverse();
    expect(await listed({ gte: middle })).toEqual(expected((at) => at >= middle));
    expect(await listed({ gt: middle })).toEqual(expected((at) => at > middle));
    expect(await listed({ lt: middle })).toEqual(expected((at) => at < middle));
    expect(await listed({ lte: middle })).toEqual(expected((at) => at <= middle));
    expect(await listed(middle)).toEqual(expected((at) => at === middle));
  });

  it('filter by reference', async () => {
    const customer =
      sandbox.truth('payment_intents').find((intent) => intent.customer !== null)?.customer ?? '';
    const expected = sandbox.truth('payment_intents').filter((intent) => intent.customer === customer);
    expect(ids(await stripe.paymentIntents.list({ customer }).autoPagingToArray(EVERY))).toEqual(
      ids(expected).reverse(),
    );
  });

  it('hide canceled subscriptions unless asked for them', async () => {
    const truth = sandbox.truth('subscriptions');
    const canceled = truth.filter(({ status }) => status === 'canceled');
    expect(canceled.length).toBeGreaterThan(0);
    expect(await stripe.subscriptions.list({ limit: 100 }).autoPagingToArray(EVERY)).toHaveLength(
      truth.length - canceled.length,
    );
    expect(
      await stripe.subscriptions.list({ limit: 100, status: 'all' }).autoPagingToArray(EVERY),
    ).toHaveLength(truth.length);
    expect(ids(await stripe.subscriptions.list({ status: 'canceled' }).autoPagingToArray(EVERY))).toEqual(
      ids(canceled).reverse(),
    );
    const hidden = stripe.subscriptions.list({ starting_after: canceled[0]?.id ?? '' });
    await expect(hidden).rejects.toMatchObject({ statusCode: 400, code: 'resource_missing' });
  });

  it('keep several objects of the same second in a stable order', () => {
    const created = sandbox.truth('payment_intents').map((intent) => intent.created);
    expect(new Set(created).size).toBeLessThan(created.length);
    expect(created).toEqual([...created].sort((a, b) => a - b));
  });
});

describe('strictness', () => {
  it.each([
    ['?foo=1', 'parameter_unknown', 'foo'],
    ['?limit=101', 'parameter_invalid_integer', 'limit'],
    ['?limit=0', 'parameter_invalid_integer', 'limit'],
    ['?limit=ten', 'parameter_invalid_integer', 'limit'],
    ['?created[after]=1', 'parameter_unknown', 'created[after]'],
    ['?created[gte]=yesterday', 'parameter_invalid_integer', 'created[gte]'],
    ['?starting_after=cus_none', 'resource_missing', 'starting_after'],
    ['?ending_before=cus_none', 'resource_missing', 'ending_before'],
    ['?starting_after=', 'parameter_invalid_empty', 'starting_after'],
  ])('refuses GET /v1/customers%s with %s', async (query, code, param) => {
    const { status, body } = await raw(`/v1/customers${query}`);
    expect([status, body.error.type, body.error.code, body.error.param]).toEqual([
      400,
      'invalid_request_error',
      code,
      param,
    ]);
  });

  it('refuses both cursors at once', async () => {
    const [a = '', b = ''] = ids(sandbox.truth('customers'));
    const both = stripe.customers.list({ starting_after: a, ending_before: b });
    await expect(both).rejects.toThrow('Received both starting_after and ending_before');
  });

  it('refuses JSON bodies and bodies on GET', async () => {
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect((await raw('/v1/customers', json)).body.error.message).toContain(
      'application/x-www-form-urlencoded',
    );
  });

  it('answers 404 to unknown routes, methods and trailing slashes', async () => {
    expect((await raw('/v1/customer')).body.error.message).toContain(
      'Unrecognized request URL (GET: /v1/customer)',
    );
    expect((await raw('/v1/customers/')).body.error.message).toContain('remove the trailing slash');
    expect((await raw('/v1/charges', { method: 'DELETE' })).status).toBe(404);
    expect((await raw('/v1/customers/cus_1/nothing')).status).toBe(404);
  });

  it('answers 404 resource_missing to unknown ids', async () => {
    const missing = stripe.customers.retrieve('cus_none');
    await expect(missing).rejects.toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    await expect(missing).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
      message: "No such customer: 'cus_none'",
    });
  });

  it('answers 401 to a wrong or absent key, and takes Basic as well as Bearer', async () => {
    const wrong = stripeClient(sandbox, { apiKey: 'sk_test_wrong_key_1234' }).customers.list();
    await expect(wrong).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    await expect(wrong).rejects.toThrow('Invalid API Key provided: sk_test_**********1234');
    expect((await raw('/v1/customers', { headers: { authorization: '' } })).status).toBe(401);
    const basic = `Basic ${Buffer.from(`${sandbox.apiKey}:`).toString('base64')}`;
    expect((await raw('/v1/customers', { headers: { authorization: basic } })).status).toBe(200);
  });

  it('checks the form of Stripe-Version and echoes it', async () => {
    const version = (value: string) => raw('/v1/account', { headers: { 'stripe-version': value } });
    expect((await version('latest')).status).toBe(400);
    expect((await version('2026-10-28.endive')).headers.get('stripe-version')).toBe('2026-10-28.endive');
    expect((await raw('/v1/account')).headers.get('request-id')).toMatch(/^req_\w{14}$/);
  });

  it('names missing and invalid values when creating', async () => {
    const post = (path: string, body: string) =>
      raw(path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect((await post('/v1/payment_intents', 'currency=usd')).body.error).toMatchObject({
      code: 'parameter_missing',
      param: 'amount',
    });
    expect((await post('/v1/payment_intents', 'amount=10&currency=xyz')).body.error.param).toBe('currency');
    expect((await post('/v1/payment_intents', 'amount=1005&currency=kwd')).body.error.param).toBe('amount');
    expect((await post('/v1/customers', 'email=nobody')).body.error.code).toBe('email_invalid');
    expect((await post('/v1/customers', 'address[planet]=Mars')).body.error.param).toBe('address[planet]');
  });
});
