import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from '../../src/providers/provider.ts';
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
const RESOURCES = square.resources as SquareResourceName[];
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

describe('a connection', () => {
  it('names the seller of the token', async () => {
    const { merchantId, name } = sandbox.seller;
    expect(await connection.check(signal)).toEqual({ externalId: merchantId, name });
  });

  it('asks the rate budget before every request', async () => {
    for (const resource of RESOURCES) await pagesOf(connection, resource);
    expect(world.admitted()).toBe(sandbox.requests().length);
  });

  it('refuses a resource that Square does not have', () => {
    expect(() => connection.resource('campaign')).toThrow('Square has no resource campaign');
  });
});

describe.each(RESOURCES)('a full pull of %s', (resource) => {
  it('shows exactly what is there, each object once, all locations and all time', async () => {
    const { pages, copy } = await fullCopy(resource);
    expect(copy.raw()).toEqual(truth(resource));
    const count = sandbox.truth(resource).length;
    expect(pages.flatMap((page) => page.changes)).toHaveLength(count);
    expect(pages.map((page) => page.fullPass)).toEqual([
      ...Array.from({ length: pages.length - 1 }, () => 'more'),
      'complete',
    ]);
    for (const state of copy.states()) expect(state).toMatchObject({ from: 'page', resource });
  });

  it('goes on from every page without a gap', async () => {
    const pages = await pagesOf(connection, resource);
    // Locations come all at once.
    expect(pages.length).toBeGreaterThan(resource === 'location' ? 0 : 2);
    for (const [at, { position }] of pages.slice(0, -1).entries()) {
      const rest = await pagesOf(connection, resource, position);
      const copy = createCopy(connection, resource);
      await copy.takeAll([...pages.slice(0, at + 1), ...rest]);
      expect(copy.raw()).toEqual(truth(resource));
      expect(rest.at(-1)?.fullPass).toBe('complete');
    }
  });

  it('goes on from every page after its cursor has died', async () => {
    const pages = await pagesOf(connection, resource);
    now += 16 * MINUTE;
    for (const [at, { position }] of pages.slice(0, -1).entries()) {
      const copy = createCopy(connection, resource);
      await copy.takeAll([...pages.slice(0, at + 1), ...(await pagesOf(connection, resource, position))]);
      expect(copy.raw()).toEqual(truth(resource));
    }
  });

  it('says how far it has come, never going back', async () => {
    const pages = await pagesOf(connection, resource);
    const fractions = pages.flatMap(({ fraction }) => fraction ?? []);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    for (const fraction of fractions) expect(fraction >= 0 && fraction <= 1).toBe(true);
    const last = pages.at(-1);
    expect(last?.total ?? last?.fraction).toBe(resource === 'contact' ? SIZE.customers : 1);
  });

  it('fetches each object as the list shows it, and the missing as gone', async () => {
    const { copy } = await fullCopy(resource);
    for (const state of copy.states().slice(0, 3)) {
      const fetched = await connection.resource(resource).fetch(state.externalId, signal);
      expect(fetched).toMatchObject({ kind: 'seen', from: 'fetch', raw: state.raw, data: state.data });
    }
    expect(await connection.resource(resource).fetch('NOSUCHOBJECT', signal)).toEqual({
      kind: 'gone',
      from: 'fetch',
      resource,
      externalId: 'NOSUCHOBJECT',
      version: 0n,
    });
  });
});

describe.each(RESOURCES)('the next pull of %s', (resource) => {
  it('catches up with changes, from wherever the last one ended', async () => {
    const { copy, behind } = await fullCopy(resource);
    let position = behind;
    for (let day = 1; day <= 3; day += 1) {
      now += 24 * 60 * MINUTE;
      sandbox.changeSome(0.2, { seed: day });
      someBusiness();
      now += MINUTE;
      const pages = await pagesOf(connection, resource, position);
      await copy.takeAll(pages);
      expect(copy.raw()).toEqual(truth(resource));
      position = positionBehind(pages);
    }
  });

  it('goes on from every page of changes', async () => {
    const { behind } = await fullCopy(resource);
    now += 60 * MINUTE;
    sandbox.changeSome(1);
    now += MINUTE;
    const pages = await pagesOf(connection, resource, behind);
    for (const [at, { position }] of pages.slice(0, -1).entries()) {
      const copy = createCopy(connection, resource);
      // Half of the resumptions find their cursor dead.
      if (at % 2 === 1) now += 16 * MINUTE;
      await copy.takeAll(await pagesOf(connection, resource, behind));
      await copy.takeAll([...pages.slice(0, at + 1), ...(await pagesOf(connection, resource, position))]);
      expect(changed(copy.raw(), truth(resource))).toEqual([]);
    }
  });
});

/** Ids whose states differ; what a copy of changes never saw is none of it. */
function changed(copy: Record<string, unknown>, now: Record<string, unknown>): string[] {
  return Object.keys(copy).filter((id) => JSON.stringify(copy[id]) !== JSON.stringify(now[id]));
}

function someBusiness(): void {
  const { change } = sandbox;
  const [location] = sandbox.truth('location');
  const location_id = location?.id ?? '';
  change.createCustomer({ given_name: 'New', email_address: 'new@example.com' });
  change.createItem({ name: 'New show' });
  const { id: paymentId } = change.createPayment({ location_id, amount: 4_200 });
  change.refundPayment(paymentId ?? '', { amount: 100 });
  change.createInvoice({ location_id, amount: 9_900 });
  change.updateLocation(location_id, { name: `Renamed at ${now}` });
}
