import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection, Page } from '../../src/providers/provider.ts';
import { square } from '../../src/providers/square/index.ts';
import type { SquareResourceName } from '../../src/providers/square/resources.ts';
import {
  aWorld,
  createCopy,
  pagesOf,
  positionBehind,
  rawById,
  type CountingWorld,
} from '../sandbox/square/copy.ts';
import { startSquareSandbox, type SquareSandbox } from '../sandbox/square/square.ts';

// More than ten locations, and with short pages more than one page of each list.
const SIZE = { customers: 100, payments: 120, invoices: 60, products: 20, orders: 20, locations: 12 };
const SHORT = 5;
const MINUTE = 60_000;
const { signal } = new AbortController();

let sandbox: SquareSandbox;
let world: CountingWorld;
let connection: Connection;
let now: number;
let lag: number;

// The SDK is 4,000 files, which Jest reads one by one.
beforeAll(async () => void (await import('square')), 120_000);

beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z');
  lag = 0;
  sandbox = await startSquareSandbox({
    size: SIZE,
    mostPerPage: SHORT,
    now: () => now,
    customerLagMs: () => lag,
  });
  world = aWorld(sandbox);
  connection = square.open({ accessToken: sandbox.seller.accessToken }, world);
});
afterEach(async () => {
  world.close();
  await sandbox.close();
});

const truth = (resource: SquareResourceName) => rawById(sandbox.truth(resource));

async function fullCopy(resource: SquareResourceName) {
  const pages = await pagesOf(connection, resource);
  const copy = createCopy(connection, resource);
  await copy.takeAll(pages);
  return { pages, copy, behind: positionBehind(pages) };
}

/** Ids whose states differ; what a copy of changes never saw is none of it. */
function changed(copy: Record<string, unknown>, now: Record<string, unknown>): string[] {
  return Object.keys(copy).filter((id) => JSON.stringify(copy[id]) !== JSON.stringify(now[id]));
}

describe('changes', () => {
  const latePages = async (resource: SquareResourceName, pages: Page[]) => {
    now += MINUTE;
    return pagesOf(connection, resource, positionBehind(pages));
  };

  it.each(['contact', 'product', 'order', 'payment', 'refund'] as const)(
    'of %s are asked for by time: an idle seller costs one or two requests',
    async (resource) => {
      const pages = await pagesOf(connection, resource);
      now += 60 * MINUTE;
      sandbox.resetRequests();
      const next = await pagesOf(connection, resource, positionBehind(pages));
      // The catalog's own last change is within the overlap for ever.
      expect(next.flatMap((page) => page.changes).length).toBeLessThanOrEqual(resource === 'product' ? 1 : 0);
      expect(next.map((page) => page.fullPass)).toEqual(next.map(() => null));
      // Payments are listed location by location.
      expect(sandbox.requests().length).toBeLessThanOrEqual(resource === 'payment' ? 13 : 3);
    },
  );

  it('that searches show late are still found', async () => {
    const { copy, pages } = await fullCopy('contact');
    lag = 2 * MINUTE;
    now += 10 * MINUTE;
    const customer = sandbox.truth('contact')[7]?.id ?? '';
    sandbox.change.updateCustomer(customer, { note: 'Late' });
    const early = await latePages('contact', pages);
    await copy.takeAll(early);
    expect(changed(copy.raw(), truth('contact'))).toEqual([customer]);
    now += 2 * MINUTE;
    await copy.takeAll(await latePages('contact', early));
    expect(copy.raw()).toEqual(truth('contact'));
  });

  it('during a pull are left to the next one, which the busiest seller cannot keep from ending', async () => {
    const copy = createCopy(connection, 'payment');
    const [location] = sandbox.truth('location');
    const pages: Page[] = [];
    for await (const page of connection.resource('payment').pull(undefined, signal)) {
      pages.push(page);
      now += 10_000;
      for (const { id } of sandbox.truth('payment').slice(0, 150))
        sandbox.change.updatePayment(id ?? '', { note: `Touched at ${now}` });
      sandbox.change.createPayment({ location_id: location?.id ?? '', amount: 100 });
    }
    await copy.takeAll(pages);
    now += MINUTE;
    await copy.takeAll(await pagesOf(connection, 'payment', positionBehind(pages)));
    expect(copy.raw()).toEqual(truth('payment'));
  });

  it('of a variation are changes of its item, whose own time does not tell', async () => {
    const { copy, pages } = await fullCopy('product');
    now += 10 * MINUTE;
    const [first, second] = sandbox.truth('product');
    const variationOf = (item: typeof first, n: number) => item?.item_data?.variations?.[n]?.id ?? '';
    sandbox.change.updateVariation(variationOf(first, 0), 1_234);
    sandbox.change.deleteVariation(variationOf(second, 1));
    const next = await latePages('product', pages);
    const hints = next.flatMap((page) => page.changes).filter(({ kind }) => kind === 'hint');
    expect(new Set(hints.map(({ externalId }) => externalId))).toEqual(new Set([first?.id, second?.id]));
    await copy.takeAll(next);
    expect(copy.raw()).toEqual(truth('product'));
  });

  it('of a variation are found by a full pass too', async () => {
    const { copy } = await fullCopy('product');
    now += 10 * MINUTE;
    sandbox.change.deleteVariation(sandbox.truth('product')[3]?.item_data?.variations?.[1]?.id ?? '');
    now += MINUTE;
    await copy.takeAll(await pagesOf(connection, 'product'));
    expect(copy.raw()).toEqual(truth('product'));
  });
});

describe('deletions', () => {
  it('of items are told among the changes', async () => {
    const { copy, behind } = await fullCopy('product');
    now += 10 * MINUTE;
    const [, doomed] = sandbox.truth('product');
    sandbox.change.deleteItem(doomed?.id ?? '');
    now += MINUTE;
    const pages = await pagesOf(connection, 'product', behind);
    expect(pages.flatMap((page) => page.changes).filter(({ kind }) => kind === 'gone')).toEqual([
      expect.objectContaining({ from: 'page', externalId: doomed?.id }),
    ]);
    await copy.takeAll(pages);
    expect(copy.raw()).toEqual(truth('product'));
  });

  it.each([
    ['contact', () => sandbox.change.deleteCustomer(sandbox.truth('contact')[5]?.id ?? '')],
    [
      'invoice',
      () =>
        sandbox.change.deleteInvoice(
          sandbox.truth('invoice').find(({ status }) => status === 'DRAFT')?.id ?? '',
        ),
    ],
    ['product', () => sandbox.change.deleteItem(sandbox.truth('product')[5]?.id ?? '')],
  ] as const)('of %s are found by what a full pass did not show', async (resource, remove) => {
    const { copy } = await fullCopy(resource);
    now += 10 * MINUTE;
    remove();
    now += MINUTE;
    const pages = await pagesOf(connection, resource);
    await copy.takeAll(pages);
    expect(copy.raw()).not.toEqual(truth(resource));
    await copy.checkUnseen(pages);
    expect(copy.raw()).toEqual(truth(resource));
    expect(copy.fetches()).toBe(1);
  });
});

describe('amounts', () => {
  it('larger than a double holds arrive digit by digit', async () => {
    const [payment] = sandbox.truth('payment');
    sandbox.change.updatePayment(payment?.id ?? '', {
      refunded_money: { amount: 9_007_199_254_740_993n, currency: 'USD' },
    });
    const fetched = await connection.resource('payment').fetch(payment?.id ?? '', signal);
    expect(fetched).toMatchObject({ data: { refunded: { amount: '90071992547409.93', currency: 'USD' } } });
    expect(JSON.stringify(fetched.kind === 'seen' && fetched.raw)).toContain('"amount":9007199254740993,');
  });
});
