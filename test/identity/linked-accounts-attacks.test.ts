import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import fc from 'fast-check';
import { tokenFaults } from '../sandbox/oidc/id-tokens.ts';
import { startOidcSandbox, type OidcSandbox } from '../sandbox/oidc/oidc.ts';
import { rows } from '../support/rows.ts';
import { aBrowser, aHubWith, linkAccount, RETURN_TO, signInWithAccount } from './browser.ts';
import { aPerson, signedIn, type PeopleHub, type Person } from './people.ts';

let sandbox: OidcSandbox;
let hub: PeopleHub;
let person: Person;
beforeAll(async () => {
  sandbox = await startOidcSandbox();
  hub = await aHubWith(sandbox);
  person = await aPerson(hub);
  sandbox.now.account = { subject: 'ada' };
  for (const id of ['acme', 'github'])
    await linkAccount(hub, person.accessToken, await aBrowser(hub).proof(id));
});
afterAll(async () => {
  await hub?.close();
  await sandbox?.close();
});
beforeEach(() => {
  Object.assign(sandbox.now, {
    account: { subject: 'ada' },
    decision: 'allow',
    fault: undefined,
    iss: undefined,
    down: false,
  });
});

const count = async (table: string) =>
  (await rows<{ n: number }>(hub.database.url, `select count(*)::int as n from ${table}`))[0]?.n;
/** No person, session, link or code comes of it. */
async function nothingComesOf<T>(work: () => Promise<T>): Promise<T> {
  const tables = ['user_account', 'user_session', 'linked_account', 'external_proof'];
  const before = await Promise.all(tables.map(count));
  const result = await work();
  expect(await Promise.all(tables.map(count))).toEqual(before);
  return result;
}
const badRequest = { status: 400, location: undefined };

describe('the way out', () => {
  it.each([
    ['not at all', ''],
    ['elsewhere', 'https://evil.example.test/signed-in'],
    ['further down', `${RETURN_TO}/more`],
    ['with a query', `${RETURN_TO}?next=evil`],
    ['with a fragment', `${RETURN_TO}#code=evil`],
    ['in another case', RETURN_TO.replace('signed', 'Signed')],
    ['with a port', RETURN_TO.replace('.test', '.test:443')],
    ['with a user', RETURN_TO.replace('app.', 'app@evil.')],
    ['by another scheme', RETURN_TO.replace('https', 'http')],
    ['with a dot behind', RETURN_TO.replace('.test', '.test.')],
    ['to a longer domain', RETURN_TO.replace('.test', '.test.evil.test')],
    ['by a path alone', '//evil.example.test'],
    ['encoded', encodeURIComponent(RETURN_TO)],
    ['with a blank', ` ${RETURN_TO}`],
  ])('leads back to the pages of the operator only: %s', async (_how, returnTo) => {
    expect(await aBrowser(hub).begin('acme', { return_to: returnTo })).toMatchObject(badRequest);
  });

  it('needs a promise of the page that is made by SHA-256', async () => {
    const { challenge, begin } = aBrowser(hub);
    const wrongs: Record<string, string>[] = [
      { code_challenge: '' },
      { code_challenge: challenge.slice(1) },
      { code_challenge: `${challenge}A` },
      { code_challenge: `${challenge.slice(1)}=` },
      { code_challenge_method: 'plain' },
      { code_challenge_method: '' },
    ];
    for (const wrong of wrongs) expect(await begin('acme', wrong)).toMatchObject(badRequest);
    expect((await aBrowser(hub).begin('nowhere')).status).toBe(404);
  });

  it('gives the browser a cookie that nobody else gets, and the issuer PKCE, state and nonce', async () => {
    const response = await fetch(
      `${hub.api.url}/sign-in/acme?${new URLSearchParams({
        return_to: RETURN_TO,
        code_challenge: aBrowser(hub).challenge,
        code_challenge_method: 'S256',
      })}`,
      { redirect: 'manual' },
    );
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-[\w-]+=[\w-]{43}; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Lax$/);
    const asked = new URL(response.headers.get('location') ?? '');
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      response_type: 'code',
      client_id: sandbox.clientId,
      redirect_uri: `${hub.config.http.publicUrl}/sign-in/acme/callback`,
      scope: 'openid profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    const [secret = ''] = /=([\w-]{43})/.exec(cookie)?.slice(1) ?? [];
    const kept = JSON.stringify(await rows(hub.database.url, 'select * from external_attempt'));
    for (const said of [secret, asked.searchParams.get('state') ?? '', asked.searchParams.get('nonce') ?? ''])
      expect(kept).not.toContain(said);
  });
});

describe('the way back', () => {
  it('is for the browser that was sent, once', async () => {
    const mine = aBrowser(hub);
    const url = await mine.callbackUrl('acme');
    const stranger = aBrowser(hub);
    await nothingComesOf(async () => {
      expect(await stranger.open(url)).toMatchObject(badRequest);
      await stranger.begin('acme');
      expect(await stranger.open(url)).toMatchObject(badRequest);
    });
    expect((await mine.open(url)).said.get('code')).toMatch(/^[\w-]{43}$/);
    await nothingComesOf(async () => expect(await mine.open(url)).toMatchObject(badRequest));
  });

  it('is taken once of fifty at once', async () => {
    const browser = aBrowser(hub);
    const url = await browser.callbackUrl('acme');
    const all = await Promise.all(Array.from({ length: 50 }, () => browser.open(url)));
    expect(all.filter(({ said }) => said.has('code'))).toHaveLength(1);
    expect(all.filter(({ status }) => status === 400)).toHaveLength(49);
  });

  it('has several pages of one browser come back', async () => {
    const browser = aBrowser(hub);
    const urls = [await browser.callbackUrl('acme'), await browser.callbackUrl('github')];
    for (const url of urls.reverse()) expect((await browser.open(url)).said.has('code')).toBe(true);
  });

  it.each([
    ['without a state', (url: URL) => url.searchParams.delete('state')],
    ['with another state', (url: URL) => url.searchParams.set('state', 'A'.repeat(43))],
    ['with an empty state', (url: URL) => url.searchParams.set('state', '')],
    ['with two states', (url: URL) => url.searchParams.append('state', 'A'.repeat(43))],
    ['at another issuer', (url: URL) => (url.pathname = url.pathname.replace('acme', 'github'))],
    ['to an unknown issuer', (url: URL) => (url.pathname = url.pathname.replace('acme', 'nowhere'))],
  ])('leads nowhere %s', async (_how, change) => {
    const browser = aBrowser(hub);
    const url = new URL(await browser.callbackUrl('acme'));
    change(url);
    await nothingComesOf(async () => {
      const { status, location } = await browser.open(url.href);
      expect([400, 404]).toContain(status);
      expect(location).toBeUndefined();
    });
  });

  it.each([
    ['another code', (url: URL) => url.searchParams.set('code', 'code_of_somebody')],
    ['no code', (url: URL) => url.searchParams.delete('code')],
    ['two codes', (url: URL) => url.searchParams.append('code', 'another')],
    ['the name of another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example.test')],
    ['no name of the issuer', (url: URL) => url.searchParams.delete('iss')],
    ['an ID token of its own', (url: URL) => url.searchParams.set('id_token', 'a.b.c')],
  ])('fails with %s', async (_how, change) => {
    const browser = aBrowser(hub);
    const url = new URL(await browser.callbackUrl('acme'));
    change(url);
    await nothingComesOf(async () => {
      const { location } = await browser.open(url.href);
      expect(location?.href).toBe(`${RETURN_TO}#error=sign_in_failed`);
    });
  });

  it('fails with the code that another browser was given', async () => {
    const [victim, attacker] = [aBrowser(hub), aBrowser(hub)];
    const stolen = new URL(await victim.callbackUrl('acme')).searchParams.get('code') ?? '';
    const url = new URL(await attacker.callbackUrl('acme'));
    url.searchParams.set('code', stolen);
    const { said } = await nothingComesOf(() => attacker.open(url.href));
    expect(said.get('error')).toBe('sign_in_failed');
  });

  it.each([...tokenFaults])('fails where the ID token is bad: %s', async (fault) => {
    sandbox.now.fault = fault;
    const { said } = await nothingComesOf(() => aBrowser(hub).comeBack('acme'));
    expect([...said]).toEqual([['error', 'sign_in_failed']]);
  });

  it.each(['acme', 'github'])('says so where the person declines, or the issuer is down: %s', async (id) => {
    sandbox.now.decision = 'deny';
    const denied = await nothingComesOf(() => aBrowser(hub).comeBack(id));
    expect(denied.location?.href).toBe(`${RETURN_TO}#error=access_denied`);
    Object.assign(sandbox.now, { decision: 'allow', down: true });
    const down = await nothingComesOf(() => aBrowser(hub).comeBack(id));
    expect(down.location?.href).toBe(`${RETURN_TO}#error=sign_in_failed`);
  });

  it('fails after ten minutes', async () => {
    const browser = aBrowser(hub);
    const url = await browser.callbackUrl('acme');
    await rows(hub.database.url, `update external_attempt set expires_at = now() - interval '1 s'`);
    expect(await browser.open(url)).toMatchObject(badRequest);
  });

  it('survives whatever the query and the cookie hold', async () => {
    const query = fc.array(
      fc.tuple(fc.constantFrom('state', 'code', 'iss', 'error', 'x'), fc.string({ maxLength: 40 })),
      { maxLength: 6 },
    );
    const cookie = fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, ''));
    await fc.assert(
      fc.asyncProperty(query, cookie, async (pairs, value) => {
        const url = `${hub.api.url}/sign-in/acme/callback?${new URLSearchParams(pairs)}`;
        expect(await statusOf(url, `__Host-hub-sign-in=${value}`)).toBe(400);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the code for the page', () => {
  it('is good once, also of fifty at once', async () => {
    const proof = await aBrowser(hub).proof('acme');
    const before = await count('user_session');
    const all = await Promise.all(Array.from({ length: 50 }, () => signInWithAccount(hub, proof)));
    expect(all.filter(({ __typename }) => __typename === 'SignedIn')).toHaveLength(1);
    expect(all.filter(({ code }) => code === 'INVALID_EXTERNAL_SIGN_IN')).toHaveLength(49);
    expect(await count('user_session')).toBe((before ?? 0) + 1);
    await rows(hub.database.url, 'delete from attempt_budget');
  });

  it('is good for its page only, and lost where another one shows it', async () => {
    const proof = await aBrowser(hub).proof('acme');
    const refused = { code: 'INVALID_EXTERNAL_SIGN_IN' };
    for (const codeVerifier of ['', 'x', aBrowser(hub).verifier]) {
      const fresh = await aBrowser(hub).proof('acme');
      expect(await signInWithAccount(hub, { ...fresh, codeVerifier })).toMatchObject(refused);
      expect(await signInWithAccount(hub, fresh)).toMatchObject(refused);
    }
    const answer = await signInWithAccount(hub, proof);
    expect(signedIn(hub, person.email, answer).id).toBe(person.id);
  });

  it('is good for a minute', async () => {
    const proof = await aBrowser(hub).proof('acme');
    await rows(hub.database.url, `update external_proof set expires_at = now() - interval '1 s'`);
    expect(await signInWithAccount(hub, proof)).toMatchObject({ code: 'INVALID_EXTERNAL_SIGN_IN' });
  });

  it('links nothing for who did not begin: a stranger cannot have their account linked with mine', async () => {
    sandbox.now.account = { subject: 'mallory' };
    const { code } = await aBrowser(hub).proof('acme');
    const mine = aBrowser(hub);
    expect(await linkAccount(hub, person.accessToken, { code, codeVerifier: mine.verifier })).toMatchObject({
      code: 'INVALID_EXTERNAL_SIGN_IN',
    });
    const kept = await rows(hub.database.url, `select id from linked_account where subject = 'mallory'`);
    expect(kept).toEqual([]);
  });
});

it('has written no code, token or secret of the issuer into a log', () => {
  const secrets = [...sandbox.grants.issued(), sandbox.clientSecret];
  expect(secrets.length).toBeGreaterThan(30);
  const logged = hub.logged();
  expect(logged).toContain('sign-in at an issuer failed');
  expect(secrets.filter((secret) => logged.includes(secret))).toEqual([]);
});

it('begins no more than so many sign-ins from one network', async () => {
  await rows(hub.database.url, 'delete from attempt_budget');
  const all = await Promise.all(Array.from({ length: 70 }, () => aBrowser(hub).begin('acme')));
  const refused = all.filter(({ status }) => status === 429).length;
  expect(refused).toBeGreaterThan(0);
  expect(all.length - refused).toBeGreaterThanOrEqual(60);
  await rows(hub.database.url, 'delete from attempt_budget');
});

/** With a cookie as it is, which `fetch` might refuse to send. */
function statusOf(url: string, cookie: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { cookie } }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
}
