import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { SignatureRefused } from '../../src/platform/errors.ts';
import { mailchimp } from '../../src/providers/mailchimp/index.ts';
import type { Delivery } from '../../src/providers/provider.ts';
import { connect, never } from '../sandbox/mailchimp/connect.ts';
import { startMailchimpSandbox, type MailchimpSandbox } from '../sandbox/mailchimp/mailchimp.ts';
import { mandrillDelivery } from '../sandbox/mailchimp/mandrill.ts';

const { verify, changes } = mailchimp.webhook;
const NOW = Date.UTC(2026, 10, 22, 12);
const URL_OF_ROUTE = 'https://hub.example.com/api/v1/webhooks/mailchimp/1/the-secret';
const FORM = {
  type: 'subscribe',
  fired_at: '2026-11-22 11:59:30',
  'data[id]': '8a25ff1d98',
  'data[list_id]': 'a6b5da1054',
  'data[email]': 'Ann@Example.com',
  'data[merges][FNAME]': 'Ann',
};

function delivery(form: Record<string, string> = FORM, more: Partial<Delivery> = {}): Delivery {
  const raw = Buffer.from(new URLSearchParams(form).toString());
  return { raw, headers: {}, url: URL_OF_ROUTE, pathSecret: 'the-secret', ...more };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function hintsOf(form: Record<string, string>) {
  const { raw } = delivery(form);
  return changes({ type: form['type'] ?? '', body: raw });
}

describe('a delivery', () => {
  it('is believed with any of the secrets in its path', () => {
    for (const secrets of [['the-secret'], ['newer', 'the-secret']]) {
      const [event, ...others] = verify(delivery(), secrets, NOW);
      expect(others).toEqual([]);
      expect(event).toMatchObject({ type: 'subscribe', account: undefined, body: delivery().raw });
      expect(event?.id).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it.each([
    ['another secret', 'the-secreT'],
    ['a part of it', 'the-secre'],
    ['an empty one', ''],
    ['none', undefined],
  ])('with %s is refused', (_what, pathSecret) => {
    expect(() => verify(delivery(FORM, { pathSecret }), ['the-secret'], NOW)).toThrow(SignatureRefused);
    expect(() => verify(delivery(FORM, { pathSecret }), [], NOW)).toThrow(SignatureRefused);
  });

  it('from the future is refused, for a record must not be dated by it', () => {
    const ahead = (fired_at: string) => () => verify(delivery({ ...FORM, fired_at }), ['the-secret'], NOW);
    expect(ahead('2026-11-22 12:00:11')).toThrow(SignatureRefused);
    expect(ahead('2126-01-01 00:00:00')).toThrow(SignatureRefused);
    expect(ahead('2026-11-22 12:00:10')).not.toThrow();
    // Mailchimp sends again for 75 minutes, and people replay what is older.
    expect(ahead('2020-01-01 00:00:00')).not.toThrow();
  });

  it('sent again is the same event, whatever the order of its fields; other content is another', () => {
    const idOf = (form: Record<string, string>) => verify(delivery(form), ['the-secret'], NOW)[0]!.id;
    expect(idOf(Object.fromEntries(Object.entries(FORM).toReversed()))).toBe(idOf(FORM));
    for (const name of Object.keys(FORM)) {
      const value = name === 'fired_at' ? '2026-11-22 11:59:31' : 'other';
      expect(idOf({ ...FORM, [name]: value })).not.toBe(idOf(FORM));
    }
    // What separates names from values cannot be moved.
    expect(idOf({ type: 'a', b: 'c' })).not.toBe(idOf({ type: 'a","b', c: '' }));
  });

  it('that makes no sense is kept, and says nothing', () => {
    for (const raw of [
      Buffer.from(''),
      Buffer.from('{"type":"subscribe"}'),
      Buffer.from([0xff, 0xfe, 0x3d, 0x25]),
    ]) {
      const [event] = verify({ ...delivery(), raw }, ['the-secret'], NOW);
      expect(event?.type).toBe('unknown');
      expect(changes({ type: 'unknown', body: raw })).toEqual([]);
    }
  });
});

describe('what an event says', () => {
  const version = BigInt(Date.UTC(2026, 10, 22, 11, 59, 30));
  const member = (email: string) => {
    return { kind: 'hint', resource: 'contact', externalId: `a6b5da1054:${md5(email)}`, version };
  };

  it.each(['subscribe', 'unsubscribe', 'profile', 'cleaned'])('%s: look at the member', (type) => {
    expect(hintsOf({ ...FORM, type })).toEqual([member('ann@example.com')]);
  });

  it('a deletion is only a reason to look, too', () => {
    const deleted = { ...FORM, type: 'unsubscribe', 'data[action]': 'delete' };
    expect(hintsOf(deleted)).toEqual([member('ann@example.com')]);
  });

  it('upemail: look at who is gone, and at who is there instead', () => {
    const changed = {
      type: 'upemail',
      fired_at: FORM.fired_at,
      'data[list_id]': 'a6b5da1054',
      'data[new_email]': 'New@example.com',
      'data[old_email]': 'old@example.com',
    };
    expect(hintsOf(changed)).toEqual([member('old@example.com'), member('new@example.com')]);
  });

  it('campaign: look at the campaign', () => {
    const sent = { ...FORM, type: 'campaign', 'data[id]': '5aa2102003', 'data[status]': 'sent' };
    expect(hintsOf(sent)).toEqual([
      { kind: 'hint', resource: 'campaign', externalId: '5aa2102003', version },
    ]);
  });

  it('is nothing where it does not say of whom, when, or in a way that could be part of a URL', () => {
    const { 'data[email]': _email, ...nobody } = FORM;
    expect(hintsOf(nobody)).toEqual([]);
    expect(hintsOf({ ...FORM, fired_at: 'yesterday' })).toEqual([]);
    expect(hintsOf({ ...FORM, 'data[list_id]': '../a' })).toEqual([]);
    expect(hintsOf({ ...FORM, type: 'campaign', 'data[id]': '..' })).toEqual([]);
    expect(hintsOf({ ...FORM, type: 'somethingNew' })).toEqual([]);
  });
});

describe('a delivery of Mandrill', () => {
  const KEY = 'mandrill-key';
  const EVENTS = [
    { event: 'send', _id: 'mail1', ts: 1_795_000_000, msg: { email: 'ann@example.com', subject: 'Ä & +' } },
    { event: 'open', _id: 'mail1', ts: 1_795_000_000, msg: { email: 'ann@example.com' } },
    { type: 'blacklist', action: 'add', ts: 1_795_000_000 },
  ];
  const signed = (key = KEY, url = URL_OF_ROUTE): Delivery => {
    const { body, headers } = mandrillDelivery(EVENTS, url, key);
    return { raw: Buffer.from(body), headers, url: URL_OF_ROUTE, pathSecret: undefined };
  };

  it('agrees with a signature computed apart from this code', () => {
    // printf 'https://hub.example.com/hookmandrill_events[]' | openssl dgst -sha1 -hmac mandrill-key -binary | base64
    const raw = Buffer.from('mandrill_events=%5B%5D');
    const url = 'https://hub.example.com/hook';
    const headers = { 'x-mandrill-signature': '0MuSiNFRGhs4LRXNtpt3GqrLcaU=' };
    expect(verify({ raw, url, headers }, [KEY], NOW)).toEqual([]);
  });

  it('holds with any of the keys, and says nothing about what is synced', () => {
    const events = verify(signed(), ['newer', KEY], NOW);
    expect(events.map(({ type }) => type)).toEqual(['mandrill.send', 'mandrill.open', 'mandrill.blacklist']);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
    expect(events.map(({ body }) => JSON.parse(body.toString()))).toEqual(EVENTS);
    for (const { type, body } of events) expect(changes({ type, body })).toEqual([]);
    expect(verify(signed(), [KEY], NOW)).toEqual(events);
  });

  it('is refused with another key, another URL, other content, and no key at all', () => {
    const { raw, headers } = signed();
    const wrong: [Delivery, string[]][] = [
      [signed('other'), [KEY]],
      [signed(KEY, `${URL_OF_ROUTE}/`), [KEY]],
      [{ ...signed(), raw: Buffer.from(raw.toString().replace('mail1', 'mail2')) }, [KEY]],
      [{ ...signed(), raw: Buffer.concat([raw, Buffer.from('&more=1')]) }, [KEY]],
      [{ ...signed(), headers: { ...headers, 'x-mandrill-signature': '' } }, [KEY]],
      [{ ...signed(), headers: { ...headers, 'x-mandrill-signature': ['a', 'b'] } }, [KEY]],
      [signed(), []],
      // The secret of the path does not help a signature that does not hold.
      [{ ...signed('other'), pathSecret: KEY }, [KEY]],
    ];
    for (const [forged, secrets] of wrong)
      expect(() => verify(forged, secrets, NOW)).toThrow(SignatureRefused);
  });

  it('without events, as Mandrill sends it to try a URL, is taken', () => {
    const empty = mandrillDelivery([], URL_OF_ROUTE, KEY);
    expect(
      verify({ raw: Buffer.from(empty.body), headers: empty.headers, url: URL_OF_ROUTE }, [KEY], NOW),
    ).toEqual([]);
  });
});

describe('the webhooks of an account', () => {
  let sandbox: MailchimpSandbox;
  let route = '';
  let url = '';
  let open = true;
  const received: string[] = [];
  const hub = createServer(async (message, response) => {
    let body = '';
    for await (const chunk of message) body += chunk;
    if (message.method === 'POST') received.push(body);
    response.writeHead(open ? 200 : 404).end();
  });

  beforeAll(async () => {
    sandbox = await startMailchimpSandbox({ size: { lists: 3, members: 30, campaigns: 2 } });
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
    route = `http://127.0.0.1:${(hub.address() as AddressInfo).port}/hook`;
    url = `${route}/the-secret`;
  });
  afterAll(async () => {
    hub.close();
    await sandbox.close();
  });
  const registered = () => sandbox.truth('list').flatMap(({ id }) => sandbox.webhooks(id));

  it('are registered with every list, found when asked again, and taken back', async () => {
    const { webhookEndpoints } = connect(sandbox);
    expect(await webhookEndpoints!.add(url, never)).toEqual({});
    const first = registered();
    expect(first).toHaveLength(3);
    expect(first.every((webhook) => Object.values(webhook.events).every(Boolean))).toBe(true);
    expect(first.every((webhook) => Object.values(webhook.sources).every(Boolean))).toBe(true);
    await webhookEndpoints!.add(url, never);
    expect(registered()).toEqual(first);
    await webhookEndpoints!.remove(route, never);
    expect(registered()).toEqual([]);
    await webhookEndpoints!.remove(route, never);
  });

  it('move with their secret, and leave those of other routes alone', async () => {
    const { webhookEndpoints } = connect(sandbox);
    const other = `${route}-of-somebody-else/the-secret`;
    await webhookEndpoints!.add(other, never);
    await webhookEndpoints!.add(url, never);
    const moved = `${route}/the-next-secret`;
    await webhookEndpoints!.add(moved, never);
    const urls = () => [...new Set(registered().map((webhook) => webhook.url))].toSorted();
    expect(urls()).toEqual([other, moved].toSorted());
    await webhookEndpoints!.remove(route, never);
    expect(urls()).toEqual([other]);
    await webhookEndpoints!.remove(`${route}-of-somebody-else`, never);
  });

  it('are completed by the next try, and taken back also where only some were registered', async () => {
    const { webhookEndpoints } = connect(sandbox);
    const last = sandbox.truth('list').at(-1)!;
    const fails = () =>
      sandbox.faults.next(
        1,
        { kind: 'status', status: 503 },
        new RegExp(`POST /3.0/lists/${last.id}/webhooks`),
      );
    fails();
    await expect(webhookEndpoints!.add(url, never)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    await webhookEndpoints!.add(url, never);
    expect(registered()).toHaveLength(3);
    await webhookEndpoints!.remove(route, never);
    fails();
    await expect(webhookEndpoints!.add(url, never)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    await webhookEndpoints!.remove(route, never);
    expect(registered()).toEqual([]);
  });

  it('are refused where nobody answers the URL', async () => {
    open = false;
    await expect(connect(sandbox).webhookEndpoints!.add(url, never)).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
    });
    open = true;
  });

  it('are not told of in errors with their secret, even where Mailchimp repeats it', async () => {
    const answers: Record<string, object> = {
      '/3.0/lists': { lists: [{ id: 'a', date_created: '2026-01-01T00:00:00+00:00' }], total_items: 1 },
      '/3.0/lists/a/webhooks': { webhooks: [], total_items: 0 },
    };
    const echo = createServer(async (message, response) => {
      let detail = 'You cannot have ';
      for await (const chunk of message) detail += chunk;
      const known = message.method === 'GET' && answers[new URL(message.url ?? '', 'http://x').pathname];
      response.writeHead(known ? 200 : 400).end(JSON.stringify(known || { title: 'Refused', detail }));
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
    const connection = connect({ url: at, apiKey: sandbox.apiKey });
    const error = await connection.webhookEndpoints!.add(url, never).catch((reason: unknown) => reason);
    expect(inspect(error, { depth: 9 })).toContain(`You cannot have {"url":"${route}/***"`);
    expect(inspect(error, { depth: 9 })).not.toContain('the-secret');
    echo.close();
  });

  it('lead to the objects they tell of', async () => {
    const connection = connect(sandbox);
    await connection.webhookEndpoints!.add(url, never);
    const contact = sandbox.truth('contact').find(({ status }) => status === 'subscribed')!;
    const { list_id } = contact;
    received.length = 0;
    sandbox.change.updateMember(list_id, contact.id, { FNAME: 'Zoë & Söhne' });
    const moved = sandbox.change.changeEmail(list_id, contact.id, 'moved@example.com');
    sandbox.change.deletePermanently(list_id, moved.id);
    sandbox.change.sendCampaign(sandbox.truth('campaign')[0]!.id);
    await sandbox.settled();
    const looked = received.map(async (text) => {
      const raw = Buffer.from(text);
      const [event] = verify({ raw, headers: {}, url, pathSecret: 'the-secret' }, ['the-secret'], Date.now());
      const hints = changes(event!);
      return Promise.all(
        hints.map((hint) => connection.resource(hint.resource).fetch(hint.externalId, never)),
      );
    });
    const found = (await Promise.all(looked)).flat().map(({ kind, externalId }) => `${kind} ${externalId}`);
    expect(found.toSorted()).toEqual(
      [
        `gone ${list_id}:${contact.id}`,
        `gone ${list_id}:${contact.id}`,
        `gone ${list_id}:${moved.id}`,
        `gone ${list_id}:${moved.id}`,
        `seen ${sandbox.truth('campaign')[0]!.id}`,
      ].toSorted(),
    );
    await connection.webhookEndpoints!.remove(route, never);
  });
});
