import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from '../../src/providers/provider.ts';
import type { ResourceName } from '../../src/providers/resources.ts';
import { connect, never, pagesOf, rawOf, statesOf, withoutLinks } from '../sandbox/mailchimp/connect.ts';
import { startMailchimpSandbox, type MailchimpSandbox } from '../sandbox/mailchimp/mailchimp.ts';

const MINUTE = 60_000;
let now = Date.UTC(2026, 10, 22, 12);
let sandbox: MailchimpSandbox;
let connection: ReturnType<typeof connect>;

beforeAll(async () => {
  const size = { lists: 2, members: 1500, campaigns: 520 };
  sandbox = await startMailchimpSandbox({ now: () => now, size });
  connection = connect(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  now += MINUTE;
  sandbox.resetRequests();
});

function truth(resource: 'list' | 'contact' | 'campaign'): Record<string, unknown> {
  if (resource !== 'contact') {
    return Object.fromEntries(sandbox.truth(resource).map((each) => [each.id, withoutLinks(each)]));
  }
  return Object.fromEntries(
    sandbox.truth('contact').map((each) => [`${each.list_id}:${each.id}`, withoutLinks(each)]),
  );
}

async function pulled(resource: ResourceName, position?: Page['position']) {
  return rawOf(statesOf(await pagesOf(connection, resource, position)));
}

describe.each(['list', 'contact', 'campaign'] as const)('a full pass of %s', (resource) => {
  it('shows all there is, and says when it has', async () => {
    const pages = await pagesOf(connection, resource);
    expect(rawOf(statesOf(pages))).toEqual(truth(resource));
    const marks = pages.map((page) => page.fullPass);
    expect(marks).toEqual([...Array(pages.length - 1).fill('more'), 'complete']);
  });

  it('goes on from every page without a gap', async () => {
    const pages = await pagesOf(connection, resource);
    for (const [at, { position }] of pages.slice(0, -1).entries()) {
      const rest = await pagesOf(connection, resource, position);
      const states = statesOf([...pages.slice(0, at + 1), ...rest]);
      expect(Object.keys(rawOf(states)).toSorted()).toEqual(Object.keys(truth(resource)).toSorted());
      expect(rest.map((page) => page.changes.length)).toEqual(
        pages.slice(at + 1).map((page) => page.changes.length),
      );
      expect(rest.at(-1)?.fullPass).toBe('complete');
    }
  });
});

describe('members while they are read', () => {
  it('are all seen although pages shift', async () => {
    const stayed = truth('contact');
    const list = sandbox.truth('list')[0]!.id;
    const seen = new Set<string>();
    let page = 0;
    for await (const { changes } of connection.resource('contact').pull(undefined, never)) {
      for (const { externalId } of changes) seen.add(externalId);
      // Of the part already read, so that everything behind it moves towards the beginning.
      for (const { externalId } of changes.slice(0, 150)) {
        const [listId = '', hash = ''] = externalId.split(':');
        if (listId !== list) continue;
        if (page % 2 === 0) sandbox.change.updateMember(listId, hash, { FNAME: `page ${page}` });
        else sandbox.change.deletePermanently(listId, hash);
        delete stayed[externalId];
      }
      page += 1;
    }
    expect(Object.keys(stayed).filter((id) => !seen.has(id))).toEqual([]);
  });

  it('are all seen although more than a page changed in one second', async () => {
    const { id } = sandbox.change.createList('Imported');
    const people = Array.from({ length: 1234 }, (_, at) => ({ email_address: `import-${at}@example.com` }));
    sandbox.change.importMembers(id, people);
    const all = await pulled('contact');
    expect(Object.keys(all).filter((key) => key.startsWith(id))).toHaveLength(1234);
    sandbox.change.deleteList(id);
  });

  it('of a list that is deleted meanwhile are left out', async () => {
    const { id } = sandbox.change.createList('Short-lived');
    sandbox.change.subscribe(id, { email_address: 'short@example.com' });
    const pages = connection.resource('contact').pull(undefined, never);
    const first = await pages[Symbol.asyncIterator]().next();
    sandbox.change.deleteList(id);
    const position = (first.value as Page).position;
    expect(Object.keys(await pulled('contact', position)).filter((key) => key.startsWith(id))).toEqual([]);
  });
});

describe('members after a full pass', () => {
  it('are only shown when they changed, with the overlap', async () => {
    const { position } = (await pagesOf(connection, 'contact')).at(-1)!;
    now += 10 * MINUTE;
    const pages = await pagesOf(connection, 'contact', position);
    expect(pages.map((page) => page.fullPass)).toEqual(pages.map(() => null));
    const quiet = statesOf(pages).size;
    const touched = sandbox.changeSome(0.1, { seed: 5 }).filter((each) => each.resource === 'contact');
    now += MINUTE;
    const changes = statesOf(await pagesOf(connection, 'contact', pages.at(-1)!.position));
    for (const { id } of touched) expect(rawOf(changes)[id]).toEqual(truth('contact')[id]);
    expect(quiet).toBeLessThan(1500);
    expect(changes.size).toBeLessThan(touched.length + quiet + 1);
  });

  it('add up to the truth from every position of the pass', async () => {
    const before = await pagesOf(connection, 'contact');
    sandbox.changeSome(0.3, { seed: 6 });
    for (const [at, { position }] of before.entries()) {
      now += MINUTE;
      const after = await pagesOf(connection, 'contact', position);
      const more = await pagesOf(connection, 'contact', after.at(-1)!.position);
      expect(rawOf(statesOf([...before.slice(0, at + 1), ...after, ...more]))).toEqual(truth('contact'));
    }
  });

  it('are read again around the last look, by the clock of the provider', async () => {
    const { position } = (await pagesOf(connection, 'contact')).at(-1)!;
    // Became visible after the look, but is dated before it.
    now -= 4 * MINUTE;
    const list = sandbox.truth('list')[0]!.id;
    const late = sandbox.change.subscribe(list, { email_address: 'late@example.com' });
    now += 8 * MINUTE;
    expect(await pulled('contact', position)).toHaveProperty([`${list}:${late.id}`]);
  });

  it('do not keep a pull from ending when they change all the time', async () => {
    const { position } = (await pagesOf(connection, 'contact')).at(-1)!;
    now += 10 * MINUTE;
    const list = sandbox.truth('list')[0]!.id;
    let joined = 0;
    const everything = new Set<string>();
    for await (const page of connection.resource('contact').pull(position, never)) {
      now += 2_000;
      const { id } = sandbox.change.subscribe(list, { email_address: `busy-${(joined += 1)}@example.com` });
      everything.add(`${list}:${id}`);
      if (page.fullPass !== null || joined > 50) throw new Error('the pull does not end');
    }
    expect(joined).toBeLessThan(20);
    now += MINUTE;
    const last = (await pagesOf(connection, 'contact', position)).at(-1)!;
    const seen = await pulled('contact', last.position);
    for (const id of everything) expect(seen).toHaveProperty([id]);
  });

  it('show who was archived', async () => {
    const { position } = (await pagesOf(connection, 'contact')).at(-1)!;
    now += 10 * MINUTE;
    const { list_id, id } = sandbox.truth('contact').find(({ status }) => status === 'subscribed')!;
    sandbox.change.archive(list_id, id);
    now += MINUTE;
    const key = `${list_id}:${id}`;
    const change = statesOf(await pagesOf(connection, 'contact', position)).get(key);
    expect(change).toMatchObject({ kind: 'seen', data: { active: false, consent: null } });
  });
});

describe('one object', () => {
  it('is fetched as it is now, or as gone', async () => {
    const contact = sandbox.truth('contact')[0]!;
    const key = `${contact.list_id}:${contact.id}`;
    const fetched = await connection.resource('contact').fetch(key, never);
    expect(fetched).toMatchObject({
      kind: 'seen',
      from: 'fetch',
      externalId: key,
      version: BigInt(Date.parse(contact.last_changed)),
      raw: withoutLinks(contact),
      notAfter: BigInt(now),
    });
    sandbox.change.deletePermanently(contact.list_id, contact.id);
    const gone = await connection.resource('contact').fetch(key, never);
    // Whatever an unsigned event claims of its time, it is not believed to be later than the look.
    const look = { from: 'fetch', version: 0n, notAfter: BigInt(now) };
    expect(gone).toEqual({ kind: 'gone', resource: 'contact', externalId: key, ...look });
    const campaign = sandbox.truth('campaign')[0]!;
    const list = sandbox.truth('list')[0]!;
    expect(await connection.resource('campaign').fetch(campaign.id, never)).toMatchObject({
      raw: withoutLinks(campaign),
    });
    expect(await connection.resource('list').fetch(list.id, never)).toMatchObject({
      raw: withoutLinks(list),
    });
    expect(await connection.resource('list').fetch('nowhere', never)).toMatchObject({ kind: 'gone' });
  });

  it('of a list or campaign is never dated after it was looked at', async () => {
    const [{ changes, observedAt }] = (await pagesOf(connection, 'list')) as [Page];
    expect(observedAt).toBeLessThanOrEqual(BigInt(now));
    expect(changes.every(({ version }) => version === observedAt)).toBe(true);
  });
});

it('an account without lists has no contacts, and says so', async () => {
  const empty = sandbox.addAccount({ size: { lists: 0, members: 0, campaigns: 0 } });
  for (const resource of ['list', 'contact', 'campaign'] as const) {
    const pages = await pagesOf(connect({ url: sandbox.url, apiKey: empty.apiKey }), resource);
    expect(pages).toMatchObject([{ changes: [], fullPass: 'complete' }]);
  }
});

it('asks for permission before every request', async () => {
  let admitted = 0;
  const admit = async () => void (admitted += 1);
  const counted = connect(sandbox, { admit });
  await counted.check(never);
  for (const resource of ['list', 'contact', 'campaign'] as const) await pagesOf(counted, resource);
  expect(sandbox.requests().length).toBeGreaterThan(5);
  expect(admitted).toBe(sandbox.requests().length);
});
