import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import { createClient } from '../../src/oauth/clients.ts';
import { createRegistrationToken } from '../../src/oauth/registration-tokens.ts';
import { rows } from '../support/rows.ts';
import { aGiver, anOAuthStand, CREDENTIALS, type Server, type Stand } from './server.ts';

let stand: Stand;
let server: Server;
const tenantId = randomUUID();
beforeAll(async () => {
  stand = await anOAuthStand();
  server = await stand.server();
});
afterAll(() => stand?.close());

const aToken = async (input: object = {}) => {
  const giver = aGiver(server, tenantId, ['sync:*', 'records:read']);
  const wanted = { scopes: ['sync:read', 'records:read'], uses: 50, ...input };
  return (await createRegistrationToken(server.platform, giver, wanted)).token;
};

async function register(token: string | undefined, body: unknown) {
  const response = await fetch(`${server.url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  // `as`: what the protocol answers with is looked at member by member.
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('whoever registers a client', () => {
  it('gets one of the tenant and the scopes of the initial access token, whatever they say', async () => {
    const { status, body } = await register(await aToken(), {
      client_name: 'Ours',
      tenant_id: randomUUID(),
      allowed_scopes: 'admin',
      client_id: 'chosen',
      client_secret: 'chosen',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      client_name: 'Ours',
      scope: 'records:read sync:read',
      grant_types: ['client_credentials'],
      client_secret_expires_at: 0,
    });
    expect([body['client_id'], body['client_secret']]).not.toContain('chosen');
    const me = { id: String(body['client_id']), secret: String(body['client_secret']), tenantId };
    const granted = await server.post('/oauth/token', CREDENTIALS, me);
    expect(decodeJwt(String(granted.body['access_token']))).toMatchObject({
      tenant_id: tenantId,
      scope: 'records:read sync:read',
    });
  });

  it('may ask for less, and not for more', async () => {
    const token = await aToken();
    const less = await register(token, { client_name: 'Less', scope: 'sync:read' });
    expect(less.body['scope']).toBe('sync:read');
    for (const scope of ['sync:write', 'sync:*', 'admin', 'sync:read admin'])
      expect(await register(token, { client_name: 'More', scope })).toMatchObject({
        status: 400,
        body: { error: 'invalid_client_metadata' },
      });
  });

  it.each([
    [{ redirect_uris: ['https://a.example/cb'] }, 'invalid_redirect_uri'],
    [{ grant_types: ['authorization_code'] }, 'invalid_client_metadata'],
    [{ response_types: ['code'] }, 'invalid_client_metadata'],
    [{ token_endpoint_auth_method: 'none' }, 'invalid_client_metadata'],
    [{ client_name: '' }, 'invalid_client_metadata'],
    [{ client_name: undefined }, 'invalid_client_metadata'],
    [{ scope: '' }, 'invalid_client_metadata'],
    ['[]', 'invalid_client_metadata'],
    ['{', 'invalid_request'],
  ])('is refused with %j', async (change, error) => {
    const body = typeof change === 'string' ? change : { client_name: 'Ours', ...change };
    expect(await register(await aToken(), body)).toMatchObject({ status: 400, body: { error } });
  });

  it('is refused without a token that holds', async () => {
    const good = await aToken();
    const short = await aToken({ lifetimeS: 60 });
    await stand.clock.advance(60_000);
    for (const token of [
      undefined,
      'x',
      `${good}x`,
      `${randomUUID()}.${good.split('.')[1]}`,
      good.split('.')[0],
      short,
    ])
      expect(await register(token, { client_name: 'Ours' })).toMatchObject({
        status: 401,
        body: { error: 'invalid_token' },
      });
  });

  it('uses the token up, also when many do it at once, and not by a request that is refused', async () => {
    const token = await aToken({ uses: 3 });
    await register(token, { client_name: 'More', scope: 'admin' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => register(token, { client_name: `Client ${i}` })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      201,
      201,
      201,
      ...Array<number>(7).fill(401),
    ]);
    const made = await rows(stand.databaseUrl, 'select 1 from oauth_client where created_by = $1', [
      `registration:${token.split('.')[0]}`,
    ]);
    expect(made).toHaveLength(3);
  });

  it('may be openid-client', async () => {
    const config = await openid.dynamicClientRegistration(
      new URL(stand.issuer),
      { client_name: 'Foreign', grant_types: ['client_credentials'], response_types: [], redirect_uris: [] },
      undefined,
      { initialAccessToken: await aToken(), execute: [openid.allowInsecureRequests] },
    );
    const granted = await openid.clientCredentialsGrant(config);
    expect(decodeJwt(granted.access_token)['tenant_id']).toBe(tenantId);
  });
});

describe('nobody gives what they do not have', () => {
  const forbidden = { code: 'OAUTH_SCOPES_FORBIDDEN', field: 'input.scopes' };

  it.each([[['admin']], [['sync:read', 'records:raw']], [['records:*']]])('%j', async (scopes) => {
    const giver = aGiver(server, tenantId, ['sync:*', 'records:read']);
    await expect(createClient(giver, { name: 'More', scopes })).rejects.toMatchObject(forbidden);
    await expect(createRegistrationToken(server.platform, giver, { scopes })).rejects.toMatchObject(
      forbidden,
    );
  });

  it.each([[[]], [['']], [['Sync:Read']], [['a b']], [['*']], [['sync:read\n']]])(
    'and %j is no scope',
    async (scopes) => {
      const giver = aGiver(server, tenantId, ['sync:*']);
      await expect(createClient(giver, { name: 'Odd', scopes })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    },
  );
});
