/**
 * The floor under each vendor's sync: what a careful person writes in an afternoon. Pages one after the other by plain
 * HTTP (for Square by its SDK), one INSERT for each page. No checkpoints, no progress, no tenants, no rate budget.
 */
import { hash } from 'node:crypto';
import pg from 'pg';
import { SquareClient } from 'square';
import type { Seen } from '../../src/providers/provider.ts';
import { seenCampaign, seenList, seenMember } from '../../src/providers/mailchimp/change.ts';
import { seen as seenInQuickbooks } from '../../src/providers/quickbooks/change.ts';
import { kinds } from '../../src/providers/quickbooks/kinds.ts';
import { resources as ofSquare } from '../../src/providers/square/resources.ts';
import { answer } from '../processes/answer.ts';

export interface Place {
  readonly vendor: 'square' | 'mailchimp' | 'quickbooks';
  readonly url: string;
  readonly credential: Readonly<Record<string, string>>;
  readonly tenantId: string;
  readonly integrationId: string;
}

/** What one row is made of. */
type Item = Pick<Seen, 'resource' | 'externalId' | 'version' | 'data' | 'raw' | 'createdAt' | 'updatedAt'>;

const pagesOf = { square: squarePages, mailchimp: mailchimpPages, quickbooks: quickbooksPages };

const pool = new pg.Pool({ connectionString: process.argv[2], max: 1 });
answer({ sync }, () => pool.end());

async function sync(place: Place): Promise<{ ms: number; processed: number }> {
  const began = performance.now();
  let processed = 0;
  for await (const page of pagesOf[place.vendor](place)) {
    if (page.length > 0) await pool.query({ name: 'upsert', text: UPSERT, values: columnsOf(place, page) });
    processed += page.length;
  }
  return { ms: performance.now() - began, processed };
}

const UPSERT = `insert into floor_record as r (tenant_id, integration_id, resource, external_id, version, hash, data, raw,
                                               source_created_at, source_updated_at)
  select $1, $2, * from unnest($3::text[], $4::text[], $5::bigint[], $6::bytea[], $7::jsonb[], $8::json[], $9::timestamptz[],
                               $10::timestamptz[])
  on conflict (tenant_id, integration_id, resource, external_id) do update
    set version = excluded.version, hash = excluded.hash, data = excluded.data, raw = excluded.raw,
        source_created_at = excluded.source_created_at, source_updated_at = excluded.source_updated_at, changed_at = now()
  where r.hash is distinct from excluded.hash`;

function columnsOf(place: Place, items: readonly Item[]): unknown[] {
  const raws = items.map((item) => text(item.raw));
  return [
    place.tenantId,
    place.integrationId,
    items.map((item) => item.resource),
    items.map((item) => item.externalId),
    items.map((item) => item.version),
    raws.map((raw) => hash('sha256', raw, 'buffer')),
    items.map((item) => text(item.data)),
    raws,
    items.map((item) => item.createdAt),
    items.map((item) => item.updatedAt),
  ];
}

/** The SDK reads amounts as bigint. */
function text(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? each.toString() : each));
}

/** What the SDK answers: a page that knows the next one, or an object with the list and a cursor. */
interface SdkPage {
  data: SdkObject[];
  hasNextPage(): boolean;
  getNextPage(): Promise<SdkPage>;
}
interface SdkObject {
  id: string;
  createdAt?: string;
  updatedAt?: string;
}

async function* squarePages({ url, credential }: Place): AsyncGenerator<Item[]> {
  const sdk = new SquareClient({ token: credential['accessToken'] ?? '', baseUrl: url, maxRetries: 0 });
  const { locations = [] } = await sdk.locations.list();
  const ids = locations.flatMap(({ id }) => id ?? []);
  for (const [resource, { list, listed, locationsAtOnce = ids.length }] of Object.entries(ofSquare)) {
    const item = (object: SdkObject): Item => ({
      resource: resource as Item['resource'],
      externalId: object.id,
      version: BigInt(Date.parse(object.updatedAt ?? object.createdAt ?? '') || 0),
      // The least: no shape of one's own.
      data: object as unknown as Item['data'],
      raw: object,
      createdAt: object.createdAt ? new Date(object.createdAt) : null,
      updatedAt: object.updatedAt ? new Date(object.updatedAt) : null,
    });
    for (let from = 0; from < ids.length; from += locationsAtOnce) {
      for (let cursor: string | undefined, more = true; more;) {
        const answered = await list(sdk, { locations: ids.slice(from, from + locationsAtOnce), cursor });
        if (isPage(answered)) {
          for (let page = answered; ; page = await page.getNextPage()) {
            yield page.data.map(item);
            if (!page.hasNextPage()) break;
          }
          more = false;
        } else {
          // As the SDK types the answer to each of these calls.
          const body = answered as Record<string, SdkObject[] | undefined> & { cursor?: string };
          yield (body[listed] ?? []).map(item);
          cursor = body.cursor;
          more = Boolean(cursor);
        }
      }
    }
  }
}

function isPage(answered: unknown): answered is SdkPage {
  return typeof answered === 'object' && answered !== null && 'hasNextPage' in answered;
}

async function* mailchimpPages({ url, credential }: Place): AsyncGenerator<Item[]> {
  const headers = { authorization: `Bearer ${credential['apiKey']}` };
  const look = { from: 'page', asOf: Date.now() } as const;
  async function* collection<T>(path: string, name: string, query = ''): AsyncGenerator<T[]> {
    for (let offset = 0, total = 1; offset < total; offset += 500) {
      const fields = `exclude_fields=_links,${name}._links`;
      const response = await fetch(`${url}/3.0/${path}?count=500&offset=${offset}&${fields}${query}`, {
        headers,
      });
      if (!response.ok) throw new Error(await response.text());
      const body = (await response.json()) as Record<string, T[]> & { total_items: number };
      total = body.total_items;
      yield body[name] ?? [];
    }
  }
  const lists: Parameters<typeof seenList>[0][] = [];
  for await (const page of collection<(typeof lists)[number]>('lists', 'lists')) {
    lists.push(...page);
    yield page.map((list) => seenList(list, look));
  }
  for (const { id } of lists) {
    for (const query of ['', '&status=archived']) {
      const members = collection<Parameters<typeof seenMember>[0]>(`lists/${id}/members`, 'members', query);
      for await (const page of members) yield page.map((member) => seenMember(member, look));
    }
  }
  for await (const page of collection<Parameters<typeof seenCampaign>[0]>('campaigns', 'campaigns'))
    yield page.map((campaign) => seenCampaign(campaign, look));
}

async function* quickbooksPages({ url, credential }: Place): AsyncGenerator<Item[]> {
  const realm = credential['realmId'] ?? '';
  const headers = { accept: 'application/json', authorization: `Bearer ${credential['accessToken']}` };
  const get = async (path: string, params: Record<string, string> = {}) => {
    const search = new URLSearchParams({ ...params, minorversion: '75' });
    const response = await fetch(`${url}/v3/company/${realm}/${path}?${search}`, { headers });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as Record<string, Record<string, unknown>>;
  };
  const { Preferences } = (await get('preferences')) as {
    Preferences?: { CurrencyPrefs?: { HomeCurrency?: { value: string } } };
  };
  const home = Preferences?.CurrencyPrefs?.HomeCurrency?.value;
  for (const kind of kinds) {
    const where = kind.list ? ' where Active in (true, false)' : '';
    for (let start = 1, more = true; more; start += 1_000) {
      const query = `select * from ${kind.entity}${where} startposition ${start} maxresults 1000`;
      const { QueryResponse } = await get('query', { query });
      const objects = (QueryResponse?.[kind.entity] ?? []) as Parameters<typeof seenInQuickbooks>[1][];
      yield objects.map((object) => seenInQuickbooks(kind, object, { from: 'page', home }));
      more = objects.length === 1_000;
    }
  }
  const { CompanyInfo } = await get(`companyinfo/${realm}`);
  yield [
    {
      resource: 'company',
      externalId: realm,
      version: 0n,
      data: CompanyInfo as unknown as Item['data'],
      raw: CompanyInfo,
      createdAt: null,
      updatedAt: null,
    },
  ];
}
