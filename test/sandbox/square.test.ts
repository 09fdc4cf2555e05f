import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SquareError, type SquareClient } from 'square';
import { squareClient } from './square/client.ts';
import { rawById } from './square/copy.ts';
import { startSquareSandbox, type SquareSandbox } from './square/square.ts';

const SIZE = { customers: 205, payments: 60, invoices: 12, products: 8, orders: 4, locations: 3 };
const DAY = 86_400_000;
let sandbox: SquareSandbox;
let square: SquareClient;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z');
  sandbox = await startSquareSandbox({ size: SIZE, now: () => now });
  square = squareClient(sandbox);
});
afterEach(() => sandbox.close());

const ids = (objects: readonly { id?: string | null }[]) => objects.map(({ id }) => id).toSorted();

async function refusal(work: PromiseLike<unknown>): Promise<SquareError> {
  const outcome = await Promise.resolve(work).catch((error: unknown) => error);
  if (outcome instanceof SquareError) return outcome;
  throw new Error(`not refused: ${String(outcome)}`);
}
/** What the SDK's types would not let through. */
async function raw(path: string, body?: unknown): Promise<{ status: number; body: { errors?: object[] } }> {
  const headers = {
    authorization: `Bearer ${sandbox.seller.accessToken}`,
    'content-type': 'application/json',
  };
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(sandbox.url + path, init);
  return { status: response.status, body: (await response.json()) as { errors?: object[] } };
}

describe('data', () => {
  it('is the same for the same seed and clock, and as large as asked', async () => {
    const again = await startSquareSandbox({ size: SIZE, now: () => now });
    for (const resource of [
      'location',
      'contact',
      'product',
      'order',
      'payment',
      'refund',
      'invoice',
    ] as const)
      expect(again.truth(resource)).toEqual(sandbox.truth(resource));
    await again.close();
    expect(sandbox.truth('contact')).toHaveLength(SIZE.customers);
    expect(sandbox.truth('payment')).toHaveLength(SIZE.payments);
    expect(sandbox.truth('invoice')).toHaveLength(SIZE.invoices);
    expect(sandbox.truth('product')).toHaveLength(SIZE.products);
    expect(sandbox.truth('order')).toHaveLength(SIZE.payments + SIZE.invoices + SIZE.orders);
    expect(sandbox.truth('location')).toHaveLength(SIZE.locations);
  });

  it('of another seller is another, behind another token', async () => {
    const other = sandbox.addSeller({ size: { customers: 3, payments: 1, invoices: 1 }, currency: 'JPY' });
    const { merchant } = await squareClient(sandbox, other.accessToken).merchants.get({ merchantId: 'me' });
    expect(merchant).toMatchObject({ id: other.merchantId, currency: 'JPY' });
    expect(other.merchantId).not.toBe(sandbox.seller.merchantId);
    expect(sandbox.truth('contact', other.merchantId)).toHaveLength(3);
  });
});

describe('lists, through the SDK', () => {
  it('page customers by cursor, a hundred at a time, with their number', async () => {
    const pages: number[] = [];
    const found: { id?: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await square.customers.search({ limit: 100n, count: true, ...(cursor && { cursor }) });
      pages.push(page.customers?.length ?? 0);
      found.push(...(page.customers ?? []));
      expect(page.count).toBe(205n);
      cursor = page.cursor;
    } while (cursor);
    expect(pages).toEqual([100, 100, 5]);
    expect(ids(found)).toEqual(ids(sandbox.truth('contact')));
  });

  it('show payments of the main location and of the last year unless asked for more', async () => {
    const [main, second] = sandbox.truth('location');
    const yearAgo = now - 365 * DAY;
    const all = sandbox.truth('payment');
    const of = (locationId: string | null | undefined) =>
      all.filter(({ location_id }) => location_id === locationId);
    const recent = of(main?.id).filter(({ created_at }) => Date.parse(created_at ?? '') >= yearAgo);
    const old = of(second?.id).length;
    expect(recent.length).toBeLessThan(of(main?.id).length);
    expect(ids(await collect(await square.payments.list({})))).toEqual(ids(recent));
    const beginTime = '2020-01-01T00:00:00Z';
    const asked = await collect(await square.payments.list({ locationId: second?.id ?? '', beginTime }));
    expect(asked).toHaveLength(old);
    expect(ids(asked)).toEqual(ids(of(second?.id)));
  });

  it('show refunds of all locations', async () => {
    const found = await collect(await square.refunds.list({ beginTime: '2020-01-01T00:00:00Z' }));
    expect(ids(found)).toEqual(ids(sandbox.truth('refund')));
    expect(found.length).toBeGreaterThan(0);
  });

  it('sort by the time that is asked for, either way', async () => {
    const [payment] = sandbox.truth('payment');
    now += DAY;
    sandbox.change.updatePayment(payment?.id ?? '', { note: 'Touched' });
    const query = { beginTime: '2020-01-01T00:00:00Z', locationId: payment?.location_id ?? '', limit: 1 };
    const last = async (sortField: 'UPDATED_AT' | 'CREATED_AT', sortOrder: string) =>
      (await square.payments.list({ ...query, sortField, sortOrder })).data[0]?.id;
    expect(await last('UPDATED_AT', 'DESC')).toBe(payment?.id);
    expect(await last('UPDATED_AT', 'ASC')).not.toBe(payment?.id);
    expect(await last('CREATED_AT', 'ASC')).toBe(payment?.id);
  });

  it('show orders of up to ten locations, invoices of one', async () => {
    const locationIds = sandbox.truth('location').map(({ id }) => id ?? '');
    const { orders = [] } = await square.orders.search({ locationIds });
    expect(ids(orders)).toEqual(ids(sandbox.truth('order')));
    const invoices = await Promise.all(
      locationIds.map(async (locationId) => collect(await square.invoices.list({ locationId }))),
    );
    expect(ids(invoices.flat())).toEqual(ids(sandbox.truth('invoice')));
  });

  it('leave out what is empty', async () => {
    const body = { query: { filter: { created_at: { start_at: '2030-01-01T00:00:00Z' } } } };
    expect((await raw('/v2/customers/search', body)).body).toEqual({});
  });

  it('answer single objects as the lists show them', async () => {
    const [customer] = sandbox.truth('contact');
    const [order] = sandbox.truth('order');
    const [item] = sandbox.truth('product');
    const plain = (object: unknown) => Object.values(rawById([object]))[0];
    expect((await raw(`/v2/customers/${customer?.id}`)).body).toEqual({ customer: plain(customer) });
    expect((await raw(`/v2/orders/${order?.id}`)).body).toEqual({ order: plain(order) });
    expect((await raw(`/v2/catalog/object/${item?.id}`)).body).toEqual({ object: plain(item) });
    const main = await square.locations.get({ locationId: 'main' });
    expect(main.location?.id).toBe(sandbox.truth('location')[0]?.id);
  });
});

async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of list) found.push(each);
  return found;
}

describe('the catalog', () => {
  it('is searched by an exclusive time, with tombstones when asked for', async () => {
    const [gone, changed] = sandbox.truth('product');
    const before = await square.catalog.search({ objectTypes: ['ITEM'] });
    expect(before.objects).toHaveLength(8);
    now += DAY;
    sandbox.change.deleteItem(gone?.id ?? '');
    sandbox.change.updateItem(changed?.id ?? '', { name: 'Renamed' });
    const since = { objectTypes: ['ITEM' as const], beginTime: before.latestTime ?? '' };
    expect(ids((await square.catalog.search(since)).objects ?? [])).toEqual([changed?.id]);
    const all = await square.catalog.search({ ...since, includeDeletedObjects: true });
    expect(ids(all.objects ?? [])).toEqual(ids([gone ?? {}, changed ?? {}]));
    expect(all.objects?.find(({ id }) => id === gone?.id)?.isDeleted).toBe(true);
    expect(all.latestTime).toBe(new Date(now).toISOString());
    expect(
      (await square.catalog.search({ ...since, beginTime: all.latestTime ?? '' })).objects,
    ).toBeUndefined();
    expect((await refusal(square.catalog.object.get({ objectId: gone?.id ?? '' }))).statusCode).toBe(404);
  });

  it('has variations as objects of their own, which lists show only when asked', async () => {
    const [item] = sandbox.truth('product');
    const variation = item?.item_data?.variations?.[0]?.id ?? '';
    expect(ids((await square.catalog.search({})).objects ?? [])).toEqual(ids(sandbox.truth('product')));
    now += DAY;
    sandbox.change.updateVariation(variation, 777);
    const { objects = [] } = await square.catalog.search({
      objectTypes: ['ITEM', 'ITEM_VARIATION'],
      beginTime: new Date(now - 1).toISOString(),
    });
    expect(ids(objects)).toEqual([variation]);
    const fetched = (await raw(`/v2/catalog/object/${item?.id}`)).body;
    expect(JSON.stringify(fetched)).toContain('"amount":777');
    expect(ids(await collect(await square.catalog.list({ types: 'ITEM' })))).toEqual(
      ids(sandbox.truth('product')),
    );
  });
});

describe('strictness', () => {
  it.each<[string, string, unknown, number, string]>([
    ['a limit too high', '/v2/customers/search', { limit: 101 }, 400, 'VALUE_TOO_HIGH'],
    ['a limit too low', '/v2/customers/search', { limit: 0 }, 400, 'VALUE_TOO_LOW'],
    ['a limit that is none', '/v2/customers/search', { limit: 'many' }, 400, 'EXPECTED_INTEGER'],
    ['an unknown field', '/v2/customers/search', { query: { sorting: {} } }, 400, 'BAD_REQUEST'],
    ['an unknown parameter', '/v2/payments?page=2', undefined, 400, 'BAD_REQUEST'],
    ['a parameter twice', '/v2/payments?limit=1&limit=2', undefined, 400, 'BAD_REQUEST'],
    ['a time that is none', '/v2/payments?begin_time=yesterday', undefined, 400, 'INVALID_TIME'],
    ['an unknown order', '/v2/payments?sort_order=UP', undefined, 400, 'INVALID_ENUM_VALUE'],
    ['an unknown location', '/v2/payments?location_id=L0', undefined, 404, 'NOT_FOUND'],
    ['no locations', '/v2/orders/search', {}, 400, 'MISSING_REQUIRED_PARAMETER'],
    [
      'eleven locations',
      '/v2/orders/search',
      { location_ids: Array(11).fill('L') },
      400,
      'ARRAY_LENGTH_TOO_LONG',
    ],
    [
      'a sort by another time than the filter',
      '/v2/orders/search',
      { location_ids: ['L'], query: { filter: { date_time_filter: { updated_at: {} } } } },
      400,
      'BAD_REQUEST',
    ],
    ['invoices of no location', '/v2/invoices', undefined, 400, 'MISSING_REQUIRED_PARAMETER'],
    ['a cursor made up', '/v2/payments?cursor=abc', undefined, 400, 'INVALID_CURSOR'],
    ['an unknown path', '/v2/nothing', undefined, 404, 'NOT_FOUND'],
    ['an unknown customer', '/v2/customers/NOBODY', undefined, 404, 'NOT_FOUND'],
    ['another method', '/v2/locations', {}, 404, 'NOT_FOUND'],
  ])('refuses %s', async (_name, path, body, status, code) => {
    const answer = await raw(path, body);
    expect(answer).toMatchObject({ status, body: { errors: [{ code }] } });
  });

  it('takes a cursor for its own query only, and for a quarter of an hour', async () => {
    const { cursor = '' } = await square.customers.search({});
    expect((await square.customers.search({ cursor })).customers).toHaveLength(100);
    const other = { query: { sort: { field: 'CREATED_AT', order: 'DESC' } } } as const;
    expect((await refusal(square.customers.search({ cursor, ...other }))).errors[0]?.code).toBe(
      'INVALID_CURSOR',
    );
    now += 16 * 60_000;
    expect((await refusal(square.customers.search({ cursor }))).errors[0]?.code).toBe('INVALID_CURSOR');
  });

  it('ignores a payments limit above a hundred', async () => {
    expect((await square.payments.list({ limit: 500 })).data.length).toBeLessThanOrEqual(100);
  });
});
