import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type OAuthClient from 'intuit-oauth';
import type { QuickbooksSandbox, Row } from './quickbooks/quickbooks.ts';
import { startQuickbooksSandbox } from './quickbooks/quickbooks.ts';
import { intuitSdk } from './quickbooks/sdk.ts';

let sandbox: QuickbooksSandbox;
let sdk: OAuthClient;
/** The sandbox's clock is ahead of ours by this, in ms. */
let ahead = 0;

beforeAll(async () => {
  sandbox = await startQuickbooksSandbox({
    size: { customers: 130, invoices: 60, payments: 50 },
    rateLimit: null,
    now: () => Date.now() + ahead,
  });
  sdk = intuitSdk(sandbox);
});
afterAll(() => sandbox.close());

interface Answer {
  QueryResponse: Record<string, Row[]> & { totalCount?: number; startPosition?: number; maxResults?: number };
  CDCResponse: [{ QueryResponse: Record<string, Row[]>[] }];
  CompanyInfo: Row;
  Preferences: Row;
  Customer: Row;
  time: string;
}

async function read(path: string, params: Record<string, string> = {}): Promise<Answer> {
  const url = `${sandbox.url}/v3/company/${sandbox.realmId}/${path}?${new URLSearchParams(params)}`;
  return (await sdk.makeApiCall({ url })).json as Answer;
}

const query = async (text: string) => (await read('query', { query: text })).QueryResponse;
const idsOf = (rows: readonly Row[] = []): string[] => rows.map(({ Id }) => Id);

/** A request without the SDK, for what it hides. */
async function raw(path: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${sandbox.issueCredential().accessToken}`;
  const response = await fetch(sandbox.url + path, {
    headers: { authorization, accept: 'application/json', ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('queries', () => {
  it('page through everything, a hundred at a time unless told otherwise', async () => {
    const truth = sandbox.truth('Customer');
    const all = 'select * from Customer where Active in (true, false) orderby Id';
    const first = await query(all);
    expect(first).toMatchObject({ startPosition: 1, maxResults: 100 });
    const second = await query(`${all} startposition 101 maxresults 1000`);
    expect(second).toMatchObject({ startPosition: 101, maxResults: 30 });
    expect([...(first['Customer'] ?? []), ...(second['Customer'] ?? [])]).toEqual(truth);
    expect(await query(`${all} startposition 131`)).toEqual({});
  });

  it('hide what has been put away unless it is asked for', async () => {
    const away = sandbox.change.deactivate('Customer', '2');
    expect(away['Active']).toBe(false);
    expect(idsOf((await query('SELECT * FROM Customer MAXRESULTS 1000'))['Customer'])).not.toContain('2');
    const only = (await query('select * from Customer where Active = false'))['Customer'];
    expect(idsOf(only)).toContain('2');
    expect(only?.every(({ Active }) => Active === false)).toBe(true);
  });

  it('count, and answer nothing without a member for the entity', async () => {
    const count = await query('select count(*) from Invoice');
    expect(count).toEqual({ totalCount: sandbox.truth('Invoice').length });
    expect(await query("select * from Invoice where Id = '999999'")).toEqual({});
  });

  it('filter and order by the time of the last change, in any zone', async () => {
    const all = (await query('select * from Payment orderby MetaData.LastUpdatedTime maxresults 1000'))[
      'Payment'
    ];
    const times = (all ?? []).map(({ MetaData }) => MetaData.LastUpdatedTime);
    expect(times).toHaveLength(50);
    expect(times).toEqual(times.toSorted());
    const middle = times[25] ?? '';
    for (const literal of [middle, new Date(middle).toISOString()]) {
      const from = `select * from Payment where MetaData.LastUpdatedTime >= '${literal}' maxresults 1000`;
      expect((await query(from))['Payment']).toHaveLength(times.filter((time) => time >= middle).length);
    }
  });

  it('understand IN, LIKE and escaped quotes', async () => {
    sandbox.change.create('Customer', { DisplayName: "O'Brien & Söhne" });
    const found = await query("select * from Customer where DisplayName like 'O\\'Br%'");
    expect(found['Customer']?.map(({ DisplayName }) => DisplayName)).toContain("O'Brien & Söhne");
    const some = await query("select * from Invoice where Id in ('3', '1') order by Id desc");
    expect(idsOf(some['Invoice'])).toEqual(['3', '1']);
  });

  it.each([
    ["select * from Customer where Active = true or Id = '1'", '4000'],
    ['select Id from Customer', '4000'],
    ['select * from Customer, Vendor', '4000'],
    ['select * from Customer group by Id', '4000'],
    ['select * from Customer join Invoice', '4000'],
    ['select * from Customer where (Active = true)', '4000'],
    ['select * from Invoice where TotalAmt > 5', '4000'],
    ['select * from Customer where DisplayName = "x"', '4000'],
    ['delete from Customer', '4000'],
    ['', '4000'],
    ["select * from Customer where Id > '5'", '4001'],
    ["select * from Customer where Nonsense = '5'", '4001'],
    ['select * from Invoice where Active in (true)', '4001'],
    ['select * from Nonsense', '4001'],
    ['select * from Customer maxresults 1001', '4001'],
    ['select * from Customer startposition 0', '4001'],
  ])('refuse %s', async (text, code) => {
    await expect(read('query', { query: text })).rejects.toMatchObject({
      code,
      faultType: 'ValidationFault',
    });
  });
});

describe('change data', () => {
  it('shows what changed, then what was deleted, and leaves out the rest', async () => {
    ahead += 600_000;
    const since = new Date(Date.now() + ahead - 60_000).toISOString();
    sandbox.change.update('Customer', '5', { DisplayName: 'Grace Hopper' });
    const [voided = '', removed = ''] = idsOf(sandbox.truth('Invoice'));
    sandbox.change.void('Invoice', voided);
    sandbox.change.remove('Invoice', removed);
    const answer = await read('cdc', { entities: 'customer,Vendor,Invoice', changedSince: since });
    const [customers, vendors, invoices] = answer.CDCResponse[0].QueryResponse;
    expect(customers).toEqual({
      Customer: sandbox.truth('Customer').filter(({ Id }) => Id === '5'),
      startPosition: 1,
      maxResults: 1,
    });
    expect(vendors).toEqual({});
    expect(invoices?.['Invoice']).toMatchObject([
      { Id: voided, TotalAmt: 0, Balance: 0, PrivateNote: expect.stringMatching(/^Voided/) },
      { Id: removed, status: 'Deleted', domain: 'QBO' },
    ]);
  });

  it('holds a thousand objects at most, and cuts deletions off first', async () => {
    const big = await startQuickbooksSandbox({ size: { customers: 10, invoices: 1_200, payments: 0 } });
    try {
      const since = new Date(Date.now() - 60_000).toISOString();
      big.changeSome(1);
      const url = `${big.url}/v3/company/${big.realmId}/cdc?entities=Customer,Invoice&changedSince=${since}`;
      const headers = { authorization: `Bearer ${big.credential.accessToken}`, accept: 'application/json' };
      const body = (await (await fetch(url, { headers })).json()) as Answer;
      const [customers, invoices] = body.CDCResponse[0].QueryResponse;
      expect(customers?.['Customer']).toHaveLength(10);
      expect(invoices?.['Invoice']).toHaveLength(990);
      expect(invoices?.['Invoice']?.some(({ status }) => status === 'Deleted')).toBe(false);
    } finally {
      await big.close();
    }
  });

  it.each<[Record<string, string>]>([
    [{ entities: 'Customer', changedSince: new Date(Date.now() - 31 * 86_400_000).toISOString() }],
    [{ entities: 'Customer', changedSince: 'yesterday' }],
    [{ entities: 'Nonsense', changedSince: '2099-01-01' }],
    [{ entities: 'Customer' }],
    [{ changedSince: '2099-01-01' }],
  ])('refuses %o', async (params) => {
    await expect(read('cdc', params)).rejects.toMatchObject({
      faultType: 'ValidationFault',
    });
  });
});

describe('single objects', () => {
  it('are read by entity and id', async () => {
    expect((await read('customer/5')).Customer).toEqual(sandbox.truth('Customer')[4]);
    expect((await read(`companyinfo/${sandbox.realmId}`)).CompanyInfo).toEqual(
      sandbox.truth('CompanyInfo')[0],
    );
    expect((await read('preferences')).Preferences).toMatchObject({
      CurrencyPrefs: { HomeCurrency: { value: 'USD' } },
    });
  });

  it('that do not exist are a fault 610, and unknown paths are not supported', async () => {
    const removed = idsOf(sandbox.truth('Invoice')).at(-1) ?? '';
    sandbox.change.remove('Invoice', removed);
    for (const path of [`invoice/${removed}`, 'customer/99999', 'companyinfo/123']) {
      await expect(read(path)).rejects.toMatchObject({ code: '610' });
    }
    for (const path of ['nonsense/1', 'customer', 'customer/1/2']) {
      await expect(read(path)).rejects.toMatchObject({ code: '500' });
    }
  });

  it('come as XML to callers who do not ask for JSON', async () => {
    const path = `/v3/company/${sandbox.realmId}/customer/5`;
    const xml = await raw(path, { accept: '*/*' });
    expect(xml.headers.get('content-type')).toContain('application/xml');
    expect(xml.text).toMatch(/^<\?xml .*<Customer>.*<Id>5<\/Id>/);
    const json = await raw(path);
    expect(json.headers.get('content-type')).toContain('application/json');
    expect(json.headers.get('intuit_tid')).toBeTruthy();
  });
});

it('makes the same company of the same seed', async () => {
  const now = () => 1_790_000_000_000;
  const [one, two, three] = await Promise.all([
    startQuickbooksSandbox({ seed: 7, now }),
    startQuickbooksSandbox({ seed: 7, now }),
    startQuickbooksSandbox({ seed: 8, now }),
  ]);
  try {
    expect(one.credential).toEqual(two.credential);
    expect(one.truth('Invoice')).toEqual(two.truth('Invoice'));
    expect(three.realmId).not.toBe(one.realmId);
  } finally {
    await Promise.all([one.close(), two.close(), three.close()]);
  }
});
