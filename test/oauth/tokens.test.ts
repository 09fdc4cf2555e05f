import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  SignJWT,
} from 'jose';
import { rotateSigningKeysOnce } from '../../src/keys/rotate-signing-keys.ts';
import { rows } from '../support/rows.ts';
import { anOAuthStand, basic, CREDENTIALS, type Client, type Server, type Stand } from './server.ts';

let stand: Stand;
let server: Server;
let client: Client;
beforeAll(async () => {
  stand = await anOAuthStand();
  server = await stand.server();
  client = await server.aClient(['sync:*', 'records:read']);
});
afterAll(() => stand?.close());

const ask = (form: Record<string, string> = {}, by = client) =>
  server.post('/oauth/token', { ...CREDENTIALS, ...form }, by);
const aToken = async (by = client) => String((await ask({}, by)).body['access_token']);
const introspect = async (token: string, by = client) =>
  (await server.post('/oauth/introspect', { token }, by)).body;

describe('the scopes of a token', () => {
  it.each([
    [undefined, 'records:read sync:*'],
    ['sync:*', 'sync:*'],
    ['sync:read', 'sync:read'],
    ['sync:read records:read', 'sync:read records:read'],
  ])('that is asked for %s are %s', async (scope, given) => {
    const { status, body } = await ask(scope === undefined ? {} : { scope });
    expect([status, body['scope']]).toEqual([200, given]);
    expect(decodeJwt(String(body['access_token']))['scope']).toBe(given);
  });

  it.each([
    'admin',
    'sync:read admin',
    'records:*',
    'records:raw',
    '*',
    'sync',
    'openid',
    'sync:read  x',
    '\u00e9',
  ])('are never %j, which the client does not have', async (scope) => {
    const { status, body } = await ask({ scope });
    expect([status, body['error']]).toEqual([400, 'invalid_scope']);
    expect(body).not.toHaveProperty('access_token');
  });
});

describe('a grant that is not offered', () => {
  it.each([
    'authorization_code',
    'refresh_token',
    'password',
    'implicit',
    'urn:ietf:params:oauth:grant-type:device_code',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    'nonsense',
    '',
  ])('%j is refused', async (grant) => {
    const form = {
      grant_type: grant,
      code: 'x',
      redirect_uri: 'https://a.example',
      username: 'u',
      password: 'p',
    };
    const { status, body } = await server.post('/oauth/token', form, client);
    expect(status).toBe(400);
    expect(['unsupported_grant_type', 'invalid_request']).toContain(body['error']);
  });

  it('has no page and is not announced', async () => {
    const found = await fetch(`${server.url}/.well-known/openid-configuration`);
    const document = (await found.json()) as Record<string, unknown>;
    expect(document['grant_types_supported']).toEqual(['client_credentials']);
    expect(document['response_types_supported']).toEqual([]);
    expect(
      Object.keys(document).filter((name) => /authorization_endpoint|device|userinfo/.test(name)),
    ).toEqual([]);
    for (const path of [
      '/auth',
      '/oauth/auth',
      '/oauth/authorize',
      '/me',
      '/session/end',
      '/device',
      '/reg',
      '/jwks',
    ])
      expect([path, (await fetch(`${server.url}${path}`)).status]).toEqual([path, 404]);
  });
});

it('is bound to no key, for nobody here would ask for the proof', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const proof = await new SignJWT({ jti: 'once', htm: 'POST', htu: `${stand.issuer}/oauth/token` })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
    .setIssuedAt()
    .sign(privateKey);
  const response = await fetch(`${stand.issuer}/oauth/token`, {
    method: 'POST',
    headers: { authorization: basic(client), dpop: proof },
    body: new URLSearchParams(CREDENTIALS),
  });
  const body = (await response.json()) as { token_type: string; access_token: string };
  expect(body.token_type).toBe('Bearer');
  expect(decodeJwt(body.access_token)).not.toHaveProperty('cnf');
});

describe('introspection', () => {
  it('tells a client of the tokens of its tenant', async () => {
    const sibling = await server.aClient(['sync:read'], client.tenantId);
    const token = await aToken();
    for (const by of [client, sibling])
      expect(await introspect(token, by)).toMatchObject({
        active: true,
        iss: stand.issuer,
        aud: stand.issuer,
        client_id: client.id,
        tenant_id: client.tenantId,
        token_type: 'Bearer',
      });
  });

  it('says of everything else that it is not active, and nothing more', async () => {
    const token = await aToken();
    const claims = decodeJwt(token);
    const header = decodeProtectedHeader(token);
    const foreign = await generateKeyPair('ES256');
    const [published] = (await server.keys.publicKeys()).keys;
    const publicKey = await importJWK(published ?? {}, 'ES256', { extractable: true });
    const asSecret = new TextEncoder().encode(await exportSPKI(publicKey as CryptoKey));
    const own = await importJWK(await server.keys.current(), 'ES256');
    const signed = (change: object, changedHeader: object = {}) =>
      new SignJWT({ ...claims, ...change })
        .setProtectedHeader({ ...header, alg: 'ES256', ...changedHeader })
        .sign(own);
    const unsigned = [{ ...header, alg: 'none' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const bad = {
      garbage: 'garbage',
      empty: '.',
      cut: token.slice(0, -2),
      'not signed': `${unsigned.join('.')}.`,
      'signed by another key': await new SignJWT(claims)
        .setProtectedHeader({ ...header, alg: 'ES256' })
        .sign(foreign.privateKey),
      'signed with the public key as a secret': await new SignJWT(claims)
        .setProtectedHeader({ ...header, alg: 'HS256' })
        .sign(asSecret),
      'of another type': await signed({}, { typ: 'JWT' }),
      'of another issuer': await signed({ iss: 'https://other.example' }),
      'for another audience': await signed({ aud: 'https://other.example' }),
      expired: await signed({ exp: Math.floor(stand.clock.now() / 1_000) - 1 }),
      'without an end': await signed({ exp: undefined }),
      'a page long': 'x'.repeat(9_000),
    };
    for (const [what, text] of Object.entries(bad))
      expect([what, await introspect(text)]).toEqual([what, { active: false }]);
    expect(await introspect(token, await server.aClient())).toEqual({ active: false });
    expect(await introspect(await signed({}))).toMatchObject({ active: true });
  });
});

describe('revocation', () => {
  it('leaves the token of another client as it is, and does not say so', async () => {
    const sibling = await server.aClient(['sync:read'], client.tenantId);
    const token = await aToken();
    for (const by of [sibling, await server.aClient()])
      expect(await server.post('/oauth/revoke', { token }, by)).toMatchObject({ status: 200, body: {} });
    expect(await introspect(token)).toMatchObject({ active: true });
  });

  it.each(['unknown', '', '.', 'a.b.c'])('of %j is no failure but where there is no token', async (token) => {
    const { status } = await server.post(
      '/oauth/revoke',
      { token, token_type_hint: 'refresh_token' },
      client,
    );
    expect(status).toBe(token === '' ? 400 : 200);
  });

  it('is known in every process, and is of one token alone', async () => {
    const other = await stand.server();
    const [token, spared] = [await aToken(), await aToken()];
    const isActive = async (text: string) =>
      (await other.post('/oauth/introspect', { token: text }, client)).body['active'];
    expect(await isActive(token)).toBe(true);
    await server.post('/oauth/revoke', { token, token_type_hint: 'nonsense' }, client);
    const begun = performance.now();
    while (await isActive(token)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(await isActive(spared)).toBe(true);
  });
});

describe('what came of a request', () => {
  const audited = () =>
    rows<{ action: string; outcome: string; actor: string; detail: Record<string, unknown> }>(
      stand.databaseUrl,
      'select action, outcome, actor, detail from audit_entry where tenant_id = $1 order by at',
      [who.tenantId],
    );
  let who: Client;

  it('is audited and counted, good and bad', async () => {
    who = await server.aClient();
    const token = await aToken(who);
    await ask({ scope: 'admin' }, who);
    await server.post('/oauth/token', CREDENTIALS, { ...who, secret: 'wrong' });
    await server.post('/oauth/revoke', { token }, who);
    await server.refusals.flush();
    expect(await audited()).toMatchObject([
      { action: 'oauth_client.created', outcome: 'SUCCEEDED' },
      {
        action: 'oauth_token.issued',
        outcome: 'SUCCEEDED',
        actor: who.id,
        detail: { tokenId: decodeJwt(token).jti },
      },
      { action: 'oauth_token.revoked', outcome: 'SUCCEEDED', actor: who.id },
      { action: 'access.refused', outcome: 'REFUSED', actor: who.id, detail: { reason: 'invalid_scope' } },
    ]);
    expect(server.counted).toEqual(
      expect.arrayContaining([
        'token issued',
        'token invalid_scope',
        'token invalid_client',
        'revocation revoked',
      ]),
    );
    const strangers = await rows(
      stand.databaseUrl,
      `select 1 from refusal_count where door = 'oauth' and reason = 'invalid_client'`,
    );
    expect(strangers.length).toBeGreaterThan(0);
  });

  it('is no token when it cannot be audited', async () => {
    await rows(stand.databaseUrl, 'revoke insert on audit_entry from hub_app');
    try {
      const { status, body } = await ask();
      expect([status, body['access_token']]).toEqual([503, undefined]);
    } finally {
      await rows(stand.databaseUrl, 'grant insert on audit_entry to hub_app');
    }
    expect((await ask()).status).toBe(200);
  });
});

it('signs with the next key once the keys have changed, and the tokens before go on', async () => {
  const before = await aToken();
  const fresh = await stand.server();
  await stand.clock.advance(30 * 86_400_000);
  await rotateSigningKeysOnce(server.platform, 86_400);
  const late = await stand.server();
  const { body } = await late.post('/oauth/token', CREDENTIALS, client);
  const kid = decodeProtectedHeader(String(body['access_token'])).kid;
  expect(kid).not.toBe(decodeProtectedHeader(before).kid);
  const published = (await (await fetch(`${fresh.url}/.well-known/jwks.json`)).json()) as {
    keys: { kid: string }[];
  };
  expect(published.keys.map((key) => key.kid)).toEqual(expect.arrayContaining([kid]));
});
