// The sandbox, seen through the vendor's own SDK.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mailchimpClient } from './mailchimp/client.ts';
import { startMailchimpSandbox, type MailchimpSandbox } from './mailchimp/mailchimp.ts';

let sandbox: MailchimpSandbox;
let sdk: ReturnType<typeof mailchimpClient>;

beforeAll(async () => {
  sandbox = await startMailchimpSandbox({ size: { lists: 3, members: 120, campaigns: 12 } });
  sdk = mailchimpClient(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.faults.clear());

/** The problem document of the refusal. */
async function refusal(
  asked: Promise<unknown>,
): Promise<{ status: number; title: string; errors?: unknown[] }> {
  const error = await asked.then(
    () => undefined,
    (thrown: { response?: { text: string } }) => thrown,
  );
  return JSON.parse(error?.response?.text ?? 'null');
}

const firstList = () => sandbox.truth('list')[0]!;

describe('reading', () => {
  it('tells whose key it is', async () => {
    const root = await sdk.root.getRoot({ fields: ['account_id', 'account_name'] });
    expect(root).toEqual({ account_id: sandbox.account.id, account_name: sandbox.account.name });
  });

  it('shows each object as it is', async () => {
    const member = sandbox.truth('contact').find(({ list_id }) => list_id === firstList().id)!;
    const campaign = sandbox.truth('campaign')[0]!;
    expect(await sdk.lists.getListMember(member.list_id, member.id, {})).toEqual(member);
    expect(await sdk.lists.getList(member.list_id, {})).toEqual(firstList());
    expect(await sdk.campaigns.get(campaign.id, {})).toEqual(campaign);
  });

  it('pages through members by offset, ten at a time unless asked otherwise, archived ones apart', async () => {
    const { id } = firstList();
    const all = sandbox.truth('contact').filter(({ list_id }) => list_id === id);
    const page = (options: object) =>
      sdk.lists.getListMembersInfo(id, { ...options }) as Promise<{
        members: { id: string }[];
        total_items: number;
      }>;
    const shown = all.filter(({ status }) => status !== 'archived');
    expect((await page({})).members).toEqual(shown.slice(0, 10));
    const rest = await page({ offset: 10, count: 1000 });
    expect(rest.members).toEqual(shown.slice(10));
    expect(rest.total_items).toBe(shown.length);
    const archived = await page({ status: 'archived', count: 1000 });
    expect(archived.members).toEqual(all.filter(({ status }) => status === 'archived'));
  });

  it('sorts and filters by the time of the last change', async () => {
    const { id } = firstList();
    const since = '2026-01-01T00:00:00+00:00';
    const options = { sort_field: 'last_changed', sort_dir: 'DESC', since_last_changed: since, count: 1000 };
    const { members } = (await sdk.lists.getListMembersInfo(id, options)) as {
      members: { last_changed: string }[];
    };
    const times = members.map((member) => Date.parse(member.last_changed));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(times.every((time) => time > Date.parse(since))).toBe(true);
  });

  it('cuts answers to the fields asked for', async () => {
    const [campaign] = sandbox.truth('campaign');
    const page = await sdk.campaigns.list({ count: 1, fields: ['campaigns.id', 'campaigns.settings.title'] });
    expect(page).toEqual({
      campaigns: [{ id: campaign!.id, settings: { title: campaign!.settings.title } }],
    });
    const whole = await sdk.campaigns.list({ count: 1, exclude_fields: ['campaigns._links', '_links'] });
    const { _links, ...rest } = campaign!;
    expect(_links).toHaveLength(2);
    expect(whole).toEqual({ campaigns: [rest], total_items: 12 });
  });
});

describe('refusing', () => {
  it('refuses other keys, other paths, other methods', async () => {
    const stranger = mailchimpClient({ url: sandbox.url, apiKey: `${'0'.repeat(32)}-us21` });
    expect(await refusal(stranger.root.getRoot({}))).toMatchObject({ status: 401, title: 'API Key Invalid' });
    expect(await refusal(sdk.lists.getList('nowhere', {}))).toMatchObject({ status: 404 });
    expect(await refusal(sdk.lists.getListMember(firstList().id, 'f'.repeat(32), {}))).toMatchObject({
      status: 404,
    });
    const posted = await fetch(`${sandbox.url}/3.0/campaigns`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.apiKey}` },
    });
    expect(posted.status).toBe(405);
    expect((await fetch(`${sandbox.url}/2.0/lists`)).status).toBe(401);
  });

  it('names the parameter that is wrong', async () => {
    const wrong = [{ count: 1001 }, { offset: -1 }, { sort_field: 'name' }, { sort_dir: 'UP' }];
    for (const options of wrong) {
      const problem = await refusal(sdk.lists.getAllLists(options));
      expect(problem).toMatchObject({ status: 400, errors: [{ field: Object.keys(options)[0] }] });
    }
    const unencoded = await fetch(`${sandbox.url}/3.0/lists?since_date_created=2026-01-01T00:00:00+00:00`, {
      headers: { authorization: `Bearer ${sandbox.apiKey}` },
    });
    expect(unencoded.status).toBe(400);
  });

  it('takes ten requests of one key at the same time', async () => {
    const resume = sandbox.faults.pause();
    const refused = Promise.withResolvers<void>();
    const statuses: number[] = [];
    const asked = Array.from({ length: 14 }, async () => {
      const status = await sdk.root.getRoot({}).then(
        () => 200,
        (error) => error.status,
      );
      statuses.push(status);
      if (statuses.length === 4) refused.resolve();
    });
    await refused.promise;
    expect(statuses).toEqual([429, 429, 429, 429]);
    resume();
    await Promise.all(asked);
    expect(statuses.slice(4)).toEqual(Array(10).fill(200));
    await expect(sdk.root.getRoot({})).resolves.toBeDefined();
  });

  it('breaks on demand', async () => {
    sandbox.faults.next(1, { kind: 'rate-limit', retryAfter: 3 });
    expect(await refusal(sdk.root.getRoot({}))).toMatchObject({ status: 429, title: 'Too Many Requests' });
    sandbox.faults.next(1, { kind: 'status', status: 503 });
    expect(await refusal(sdk.root.getRoot({}))).toMatchObject({ status: 503 });
    sandbox.faults.next(1, { kind: 'reset' });
    await expect(sdk.root.getRoot({})).rejects.toThrow(/hang up|ECONNRESET/);
    sandbox.faults.next(1, { kind: 'truncated' });
    await expect(sdk.root.getRoot({})).rejects.toThrow();
  });
});

describe('webhooks', () => {
  const EVENTS = {
    subscribe: true,
    unsubscribe: true,
    profile: true,
    cleaned: true,
    upemail: true,
    campaign: true,
  };
  const received: { method: string; body: string }[] = [];
  let status = 200;
  const server = createServer(async (message, response) => {
    let body = '';
    for await (const chunk of message) body += chunk;
    received.push({ method: message.method ?? '', body });
    response.writeHead(status).end();
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    status = 200;
    received.length = 0;
  });

  const register = (path: string, body: object = { events: EVENTS, sources: { admin: true } }) =>
    sdk.lists.createListWebhook(firstList().id, { url: url + path, ...body }) as Promise<{ id: string }>;

  it('are tried with GET, once per URL', async () => {
    const { id } = await register('/a');
    expect(received).toEqual([{ method: 'GET', body: '' }]);
    expect(await refusal(register('/a'))).toMatchObject({ status: 400, errors: [{ field: 'url' }] });
    status = 404;
    expect(await refusal(register('/b'))).toMatchObject({ status: 400, errors: [{ field: 'url' }] });
    expect(await refusal(register('/c', { events: { subscribed: true } }))).toMatchObject({ status: 400 });
    await sdk.lists.deleteListWebhook(firstList().id, id);
    expect(await refusal(sdk.lists.deleteListWebhook(firstList().id, id))).toMatchObject({ status: 404 });
  });

  it('tell in forms of what happened, if wanted, and again when not answered with 2xx', async () => {
    const { id } = await register('/d');
    const list = firstList().id;
    received.length = 0;
    const { id: hash } = sandbox.change.subscribe(list, {
      email_address: 'Ann@example.com',
      merge_fields: {
        FNAME: 'Ann',
        ADDRESS: { addr1: '1 A St', addr2: '', city: 'B', state: '', zip: '1', country: 'US' },
      },
    });
    await sandbox.settled();
    const form = new URLSearchParams(received[0]!.body);
    expect(Object.fromEntries(form)).toMatchObject({
      type: 'subscribe',
      'data[list_id]': list,
      'data[email]': 'Ann@example.com',
      'data[merges][FNAME]': 'Ann',
      'data[merges][ADDRESS][city]': 'B',
    });
    expect(form.get('fired_at')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    // Of a source that was not asked for.
    sandbox.changeIn(sandbox.account.id, 'api').unsubscribe(list, hash);
    await sandbox.settled();
    expect(received).toHaveLength(1);
    status = 500;
    sandbox.change.clean(list, hash);
    await sandbox.settled();
    expect(
      sandbox
        .deliveries()
        .slice(-3)
        .map((each) => each.attempt),
    ).toEqual([1, 2, 3]);
    sandbox.change.deletePermanently(list, hash);
    await sandbox.settled();
    await sdk.lists.deleteListWebhook(list, id);
  });
});

describe('data', () => {
  it('is the same for the same seed and clock', async () => {
    const options = {
      seed: 4,
      now: () => Date.UTC(2026, 10, 1),
      size: { lists: 2, members: 50, campaigns: 5 },
    };
    const [one, other] = await Promise.all([startMailchimpSandbox(options), startMailchimpSandbox(options)]);
    expect(other.apiKey).toBe(one.apiKey);
    expect(other.apiKey).toMatch(/^[0-9a-f]{32}-us21$/);
    for (const resource of ['list', 'contact', 'campaign'] as const) {
      expect(other.truth(resource)).toEqual(one.truth(resource));
    }
    await Promise.all([one.close(), other.close()]);
  });

  it('changes on demand, and says what', () => {
    const before = new Map(sandbox.truth('contact').map((each) => [`${each.list_id}:${each.id}`, each]));
    const touched = sandbox.changeSome(0.2, { seed: 3 }).filter(({ resource }) => resource === 'contact');
    const changed = sandbox
      .truth('contact')
      .filter((each) => before.get(`${each.list_id}:${each.id}`) !== each);
    expect(touched.length).toBeGreaterThan(5);
    expect(changed.map((each) => `${each.list_id}:${each.id}`).toSorted()).toEqual(
      touched.map(({ id }) => id).toSorted(),
    );
  });
});
