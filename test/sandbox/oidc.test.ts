import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startOidcSandbox, type OidcSandbox } from './oidc/oidc.ts';

const REDIRECT_URI = 'https://hub.example.test/callback';
const verifier = randomBytes(32).toString('base64url');
const codeChallenge = createHash('sha256').update(verifier).digest('base64url');

let sandbox: OidcSandbox;
beforeAll(async () => {
  sandbox = await startOidcSandbox();
  sandbox.redirectUris.push(REDIRECT_URI);
});
afterAll(() => sandbox?.close());

function authorize(changed: Record<string, string | undefined> = {}, path = '/authorize') {
  const params = {
    response_type: 'code',
    client_id: sandbox.clientId,
    redirect_uri: REDIRECT_URI,
    scope: 'openid',
    state: 'a state',
    nonce: 'a nonce',
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    ...changed,
  };
  const given = Object.entries(params).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return fetch(`${sandbox.url}${path}?${new URLSearchParams(given)}`, { redirect: 'manual' });
}

async function aCode(path?: string): Promise<string> {
  const { headers } = await authorize({}, path);
  return new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
}

function redeem(code: string, changed: Record<string, string> = {}, path = '/token') {
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: verifier,
    client_id: sandbox.clientId,
    client_secret: sandbox.clientSecret,
    ...changed,
  };
  return fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(form),
  });
}

const user = (token: string) =>
  fetch(`${sandbox.url}/user`, { headers: { authorization: `Bearer ${token}`, 'user-agent': 'test' } });

describe('the OpenID issuer', () => {
  it('gives a code, and for it tokens that its keys verify', async () => {
    const answer = (await (await redeem(await aCode())).json()) as Record<string, string>;
    const keys = createRemoteJWKSet(new URL(`${sandbox.url}/jwks`));
    const { payload } = await jwtVerify(answer['id_token'] ?? '', keys, {
      issuer: sandbox.url,
      audience: sandbox.clientId,
    });
    expect(payload).toMatchObject({ sub: sandbox.now.account.subject, nonce: 'a nonce' });
  });

  it.each([
    { redirect_uri: `${REDIRECT_URI}/more` },
    { client_id: 'another' },
    { state: undefined },
    { code_challenge: undefined },
    { code_challenge_method: 'plain' },
    { response_type: 'token' },
    { scope: 'profile' },
  ])('sends nobody back with %o', async (changed) => {
    const { status, headers } = await authorize(changed);
    expect([status, headers.get('location')]).toEqual([400, null]);
  });

  it.each<Record<string, string>>([
    { code_verifier: randomBytes(32).toString('base64url') },
    { redirect_uri: `${REDIRECT_URI}/` },
    { client_secret: 'wrong' },
    { grant_type: 'client_credentials' },
  ])('gives no token with %o', async (changed) => {
    expect((await redeem(await aCode(), changed)).ok).toBe(false);
  });
});

describe('the OAuth service', () => {
  const LOGIN = '/login/oauth/authorize';
  const TOKEN = '/login/oauth/access_token';

  it('tells who it is, and takes everything back when a code comes twice', async () => {
    const code = await aCode(LOGIN);
    const { access_token: token = '' } = (await (await redeem(code, {}, TOKEN)).json()) as Record<
      string,
      string
    >;
    expect(await (await user(token)).json()).toMatchObject({ id: Number(sandbox.now.account.subject) });
    const again = await redeem(code, {}, TOKEN);
    expect([again.status, await again.json()]).toEqual([200, { error: 'bad_verification_code' }]);
    expect((await user(token)).status).toBe(401);
  });
});
