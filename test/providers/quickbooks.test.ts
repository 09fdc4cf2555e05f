import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Change, Connection, Page, Position, Seen } from '../../src/providers/provider.ts';
import { quickbooks } from '../../src/providers/quickbooks/index.ts';
import type { ResourceName } from '../../src/providers/resources.ts';
import { connect, never, pagesOf } from '../sandbox/quickbooks/connect.ts';
import type { EntityName, QuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';
import { startQuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';

const ENTITIES: Readonly<Record<string, readonly (EntityName | 'CompanyInfo')[]>> = {
  company: ['CompanyInfo'],
  contact: ['Customer', 'Vendor'],
  account: ['Account'],
  product: ['Item'],
  invoice: ['Invoice'],
  payment: ['Payment'],
};
const SIZE = { customers: 1_250, vendors: 40, items: 30, accounts: 20, invoices: 2_300, payments: 1_100 };

let sandbox: QuickbooksSandbox;
let connection: Connection;
/** The sandbox's clock is ahead of ours by this, in ms. */
let ahead = 0;

beforeAll(async () => {
  sandbox = await startQuickbooksSandbox({ size: SIZE, rateLimit: null, now: () => Date.now() + ahead });
  connection = connect(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.resetRequests());

/** Time goes by; access tokens end after an hour of it. */
function pass(ms: number): void {
  ahead += ms;
  connection = connect(sandbox, sandbox.issueCredential());
}

/** The sandbox's objects of a resource by our id. */
function truthOf(resource: ResourceName, of = sandbox): Record<string, unknown> {
  const entries = (ENTITIES[resource] ?? []).flatMap((entity) =>
    of.truth(entity).map((row) => {
      const id = resource === 'contact' ? `${entity}:${row.Id}` : row.Id;
      return [resource === 'company' ? of.realmId : id, row] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** What is stored after changes in this order, as the engine keeps it: the newest version of each object. */
function stored(changes: readonly Change[], before: Record<string, Change> = {}): Record<string, Change> {
  const kept = { ...before };
  for (const change of changes) {
    const other = kept[change.externalId];
    if (!other || change.version >= other.version) kept[change.externalId] = change;
  }
  return kept;
}

function rawOf(kept: Record<string, Change>): Record<string, unknown> {
  const live = Object.entries(kept).filter((entry): entry is [string, Seen] => entry[1].kind === 'seen');
  return Object.fromEntries(live.map(([id, { raw }]) => [id, raw]));
}

const changesIn = (pages: readonly Page[]) => pages.flatMap(({ changes }) => changes);
const lastPosition = (pages: readonly Page[]): Position => pages.at(-1)?.position ?? {};
const pull = (resource: ResourceName, position?: Position) => pagesOf(connection, resource, position);
const queries = () =>
  sandbox.requests().map(({ path, query }) => query['query'] ?? path.split('/').slice(4).join('/'));

describe('a full pass', () => {
  it.each(quickbooks.resources)('of %s is the truth, what was put away included', async (resource) => {
    const pages = await pull(resource);
    expect(rawOf(stored(changesIn(pages)))).toEqual(truthOf(resource));
    expect(pages.at(-1)?.fullPass).toBe('complete');
    expect(pages.slice(0, -1).every(({ fullPass }) => fullPass === 'more')).toBe(true);
    expect(changesIn(pages).every((change) => change.kind === 'seen' && change.from === 'page')).toBe(true);
  });

  it.each(['contact', 'invoice', 'payment'] as const)('of %s goes on from every page', async (resource) => {
    const pages = await pull(resource);
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, { position, fullPass }] of pages.entries()) {
      if (fullPass === 'complete') continue;
      const rest = await pull(resource, position);
      const all = changesIn([...pages.slice(0, at + 1), ...rest]);
      expect(rawOf(stored(all))).toEqual(truthOf(resource));
      expect(rest.at(-1)?.fullPass).toBe('complete');
    }
  });

  it('tells how many there will be once a page is not enough', async () => {
    expect((await pull('invoice')).map(({ total }) => total)).toEqual([
      SIZE.invoices,
      SIZE.invoices,
      SIZE.invoices,
    ]);
    expect((await pull('contact'))[0]?.total).toBe(SIZE.customers + SIZE.vendors);
  });

  it('keeps the ids of customers and vendors apart', async () => {
    const ids = changesIn(await pull('contact')).map(({ externalId }) => externalId);
    expect(ids).toEqual(expect.arrayContaining(['Customer:1', 'Vendor:1']));
  });

  it('misses nothing that is changed, made or deleted meanwhile', async () => {
    const before = truthOf('invoice');
    const seen: Change[] = [];
    let touched = 0;
    for await (const { changes } of connection.resource('invoice').pull(undefined, never)) {
      seen.push(...changes);
      if (touched > 0) continue;
      // In front of the reader as well as behind it.
      for (const id of Object.keys(before).filter((_, at) => at % 10 === 0)) {
        touched += 1;
        if (touched % 3 === 0) sandbox.change.remove('Invoice', id);
        else sandbox.change.update('Invoice', id, { PrivateNote: 'Meanwhile' });
      }
      sandbox.change.create('Invoice', { TotalAmt: 1, Balance: 1 });
    }
    const after = truthOf('invoice');
    const found = new Set(seen.map(({ externalId }) => externalId));
    expect(touched).toBeGreaterThan(200);
    expect(Object.keys(after).filter((id) => id in before && !found.has(id))).toEqual([]);
  });

  it('gets through more objects of one second than fit on a page', async () => {
    const now = 1_790_000_000_000;
    const bulk = await startQuickbooksSandbox({
      size: { customers: 1, items: 0, accounts: 0, invoices: 0, payments: 0 },
      rateLimit: null,
      now: () => now,
    });
    try {
      for (let i = 0; i < 2_450; i++) bulk.change.create('Payment', { TotalAmt: i });
      const pages = await pagesOf(connect(bulk), 'payment');
      expect(rawOf(stored(changesIn(pages)))).toEqual(truthOf('payment', bulk));
      expect(pages.length).toBeLessThan(7);
    } finally {
      await bulk.close();
    }
  });
});

describe('an incremental pull', () => {
  it('is one request for changes when nothing happened, and shows nothing', async () => {
    for (const resource of ['contact', 'account', 'product', 'invoice', 'payment'] as const) {
      pass(600_000);
      const position = lastPosition(await pull(resource));
      sandbox.resetRequests();
      pass(600_000);
      const pages = await pull(resource, lastPosition(await pull(resource, position)));
      expect(queries()).toEqual(['cdc', 'cdc']);
      expect(pages).toMatchObject([{ changes: [], fullPass: null }]);
    }
  });

  it.each(['contact', 'product', 'account', 'invoice', 'payment'] as const)(
    'of %s brings changes, news and deletions, from the end of any pull',
    async (resource) => {
      const first = await pull(resource);
      let kept = stored(changesIn(first));
      let position = lastPosition(first);
      for (let round = 1; round <= 3; round++) {
        pass(60_000);
        sandbox.changeSome(0.02, { seed: round + resource.length });
        const entity = ENTITIES[resource]?.[0] as EntityName;
        sandbox.change.create(entity, { Name: 'New', DisplayName: 'New', TotalAmt: 1.5, Balance: 0 });
        const pages = await pull(resource, position);
        kept = stored(changesIn(pages), kept);
        expect(rawOf(kept)).toEqual(truthOf(resource));
        expect(pages.every(({ fullPass }) => fullPass === null)).toBe(true);
        position = lastPosition(pages);
      }
    },
  );

  it('reads the minutes before its mark again', async () => {
    const position = lastPosition(await pull('contact'));
    // Happened before the mark, became visible after it.
    sandbox.change.update('Customer', '3', { DisplayName: 'Late' });
    pass(100_000);
    const moved = { ...position, since: Number(position['since']) + 100_000 };
    expect(rawOf(stored(changesIn(await pull('contact', moved))))['Customer:3']).toMatchObject({
      DisplayName: 'Late',
    });
  });

  it('reads a query for the rest of a list whose report is cut off', async () => {
    pass(600_000);
    const first = await pull('contact');
    pass(600_000);
    for (let id = 1; id <= 1_100; id++)
      sandbox.change.update('Customer', String(id), { Notes: 'All of them' });
    sandbox.resetRequests();
    const pages = await pull('contact', lastPosition(first));
    expect(queries()[0]).toBe('cdc');
    expect(queries()[1]).toContain('where MetaData.LastUpdatedTime >=');
    expect(pages.every(({ fullPass }) => fullPass === null)).toBe(true);
    expect(changesIn(pages).length).toBeLessThanOrEqual(1_200);
    const kept = stored(changesIn(pages), stored(changesIn(first)));
    expect(rawOf(kept)).toEqual(truthOf('contact'));
    for (const { position } of pages.slice(0, -1)) {
      const rest = stored(changesIn(await pull('contact', position)), kept);
      expect(rawOf(rest)).toEqual(truthOf('contact'));
    }
  });

  it('is a full pass again when a report of transactions is cut off, for it may hide deletions', async () => {
    pass(600_000);
    const first = await pull('payment');
    pass(600_000);
    for (const { Id } of sandbox.truth('Payment'))
      sandbox.change.update('Payment', Id, { PrivateNote: 'All' });
    const pages = await pull('payment', lastPosition(first));
    expect(pages.at(-1)?.fullPass).toBe('complete');
    expect(rawOf(stored(changesIn(pages)))).toEqual(truthOf('payment'));
  });

  it('is a full pass again when the last one is too long ago', async () => {
    const position = lastPosition(await pull('product'));
    pass(40 * 86_400_000);
    const pages = await pull('product', position);
    expect(pages.at(-1)?.fullPass).toBe('complete');
    expect(rawOf(stored(changesIn(pages)))).toEqual(truthOf('product'));
    // QuickBooks would still answer.
    pass(29.5 * 86_400_000);
    expect((await pull('product', lastPosition(pages))).at(-1)?.fullPass).toBe('complete');
  });
});

describe('deletions', () => {
  it('of transactions are told by the report and by a fetch', async () => {
    pass(600_000);
    const position = lastPosition(await pull('invoice'));
    const id = sandbox.truth('Invoice')[4]?.Id ?? '';
    sandbox.change.remove('Invoice', id);
    const gone = { kind: 'gone', resource: 'invoice', externalId: id };
    expect(changesIn(await pull('invoice', position))).toContainEqual(
      expect.objectContaining({ ...gone, from: 'page' }),
    );
    const fetched = await connection.resource('invoice').fetch(id, never);
    expect(fetched).toMatchObject({ ...gone, from: 'fetch' });
    expect(Number(fetched.version)).toBeGreaterThan((Date.now() + ahead) / 1_000 - 60);
  });

  it('of lists do not exist: what is put away stays, not active', async () => {
    pass(600_000);
    const position = lastPosition(await pull('contact'));
    sandbox.change.deactivate('Vendor', '7');
    const changed = changesIn(await pull('contact', position));
    expect(changed).toContainEqual(
      expect.objectContaining({
        kind: 'seen',
        externalId: 'Vendor:7',
        data: expect.objectContaining({ active: false }),
      }),
    );
    const fetched = await connection.resource('contact').fetch('Vendor:7', never);
    expect(fetched).toMatchObject({ kind: 'seen', data: { active: false, role: 'VENDOR' } });
  });
});

describe('a fetch', () => {
  it('answers the object as it is now', async () => {
    for (const resource of quickbooks.resources) {
      const [id = '', object] = Object.entries(truthOf(resource)).at(-1) ?? [];
      const seen = await connection.resource(resource).fetch(id, never);
      expect(seen).toMatchObject({ kind: 'seen', from: 'fetch', resource, externalId: id, raw: object });
    }
  });

  it('of what never was is gone, and of an id that is none of ours is refused', async () => {
    const contacts = connection.resource('contact');
    expect(await contacts.fetch('Customer:999999', never)).toMatchObject({ kind: 'gone' });
    await expect(contacts.fetch('Nobody:1', never)).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
    expect(() => connection.resource('campaign')).toThrow(
      expect.objectContaining({ code: 'PROVIDER_REFUSED' }),
    );
  });

  it('keeps to its company, whatever the id looks like', async () => {
    const found = await connection
      .resource('invoice')
      .fetch('1/../../companyinfo', never)
      .catch(() => undefined);
    expect(found?.kind).not.toBe('seen');
    expect(sandbox.requests().map(({ path }) => path)).toEqual([
      `/v3/company/${sandbox.realmId}/invoice/1%2F..%2F..%2Fcompanyinfo`,
    ]);
  });
});

it('tells whose company a credential is for', async () => {
  expect(await connection.check(never)).toEqual({
    externalId: sandbox.realmId,
    name: sandbox.truth('CompanyInfo')[0]?.['CompanyName'],
  });
});
