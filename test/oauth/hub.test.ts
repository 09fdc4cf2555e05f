import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { startApi, type Api } from '../../src/api.ts';
import { aHub, ALL_SCOPES, tenantWith, type Hub, type Tenant } from '../support/hub.ts';
import { aRedis, type TestRedis } from '../support/services.ts';
import { basic, CREDENTIALS } from './server.ts';

const WITHIN_MS = 5_000;

let redis: TestRedis;
let hub: Hub;
/** Another process of the same hub. */
let other: Api;
let operator: Tenant;
beforeAll(async () => {
  redis = await aRedis();
  hub = await aHub({ redisUrl: redis.url, stripe: { size: { customers: 1, payments: 1, invoices: 1 } } });
  other = await startApi({ ...hub.config, http: { ...hub.config.http, port: 0 } }, hub.log);
  operator = await hub.aTenant();
});
afterAll(async () => {
  await other?.close();
  await hub?.close();
  await redis?.stop();
});

const CREATE = `mutation ($input: CreateOAuthClientInput!) { createOAuthClient(input: $input) {
  __typename ... on OAuthClientWithSecret { secret client { id name scopes status secrets { expiresAt } } }
  ... on HubProblem { code message } } }`;
const ROTATE = `mutation ($input: RotateOAuthClientSecretInput!) { rotateOAuthClientSecret(input: $input) {
  __typename ... on OAuthClientWithSecret { secret previousEndsAt } ... on HubProblem { code } } }`;
const REVOKE = `mutation ($id: ID!) { revokeOAuthClient(id: $id) {
  __typename ... on OAuthClientRevoked { client { status revokedAt secrets { createdAt } } } ... on HubProblem { code } } }`;

interface Made {
  readonly id: string;
  readonly secret: string;
}

async function aClient(scopes = ['sync:read', 'integrations:read']): Promise<Made> {
  const { createOAuthClient: made } = await operator.ask<{
    createOAuthClient: { secret: string; client: { id: string } };
  }>(CREATE, { input: { name: 'Partner', scopes } });
  return { id: made.client.id, secret: made.secret };
}

async function aToken(by: Made): Promise<string> {
  const response = await fetch(`${hub.api.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: basic(by) },
    body: new URLSearchParams(CREDENTIALS),
  });
  return String(((await response.json()) as { access_token: string }).access_token);
}

const asked = (api: Api, token: string) =>
  tenantWith(api.url, operator.id, token).post('{ me { kind subject tenantId scopes } }');

/** A socket that has been let in. */
async function aSocket(api: Api, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await once(socket, 'message');
  const query = 'subscription { syncJobsUpdated { id } }';
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  return socket;
}

describe('a partner', () => {
  it('gets a client from an operator, a token from the hub, and speaks for that tenant', async () => {
    const token = await aToken(await aClient());
    for (const api of [hub.api, other]) {
      const { body } = await asked(api, token);
      expect(body.data?.['me']).toMatchObject({
        kind: 'CLIENT',
        tenantId: operator.id,
        scopes: ['integrations:read', 'sync:read'],
      });
    }
    const refused = await tenantWith(hub.api.url, operator.id, token).post(
      '{ oauthClients { edges { cursor } } }',
    );
    expect(refused.body.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('is shown its secret once, and is listed without it', async () => {
    const mine = await hub.aTenant();
    const { createOAuthClient: made } = await mine.ask<{ createOAuthClient: { secret: string } }>(CREATE, {
      input: { name: 'Listed', scopes: ['sync:read'] },
    });
    const { body } = await mine.post(
      '{ oauthClients { edges { node { id name scopes status createdBy secrets { createdAt expiresAt } } } } }',
    );
    expect(body.data?.['oauthClients']).toMatchObject({
      edges: [
        { node: { name: 'Listed', scopes: ['sync:read'], status: 'ACTIVE', secrets: [{ expiresAt: null }] } },
      ],
    });
    expect(JSON.stringify(body)).not.toContain(made.secret);
    expect(hub.logged()).not.toContain(made.secret);
  });

  it('has no client in another tenant', async () => {
    const stranger = await hub.aTenant();
    const { id } = await aClient();
    for (const [query, variables] of [
      [ROTATE, { input: { id } }],
      [REVOKE, { id }],
    ] as const) {
      const [answer] = Object.values(
        (await stranger.ask<Record<string, { code: string }>>(query, variables)) ?? {},
      );
      expect(answer?.code).toBe('OAUTH_CLIENT_NOT_FOUND');
    }
  });

  it('is given no scope that the operator does not have', async () => {
    const weak = await hub.aTenant(['clients:write', 'sync:read']);
    const { body } = await weak.post(CREATE, {
      input: { name: 'More', scopes: ['sync:read', 'sync:write'] },
    });
    expect(body.data?.['createOAuthClient']).toMatchObject({ code: 'OAUTH_SCOPES_FORBIDDEN' });
  });
});

describe('a caller who may less than a client', () => {
  const CHANGES = [
    ['rotateOAuthClientSecret', ROTATE, (id: string) => ({ input: { id, overlap: 60 } })],
    ['revokeOAuthClient', REVOKE, (id: string) => ({ id })],
  ] as const;
  const weak = async (kind: 'user' | 'client') =>
    tenantWith(
      hub.api.url,
      operator.id,
      await hub.issuer.token({
        kind,
        subject: 'weak',
        tenantId: operator.id,
        scopes: ['clients:write', 'sync:read'],
      }),
    );

  it.each(['user', 'client'] as const)('gets none of its secrets and does not end it (%s)', async (kind) => {
    const strong = await aClient(['records:raw', 'sync:read']);
    const caller = await weak(kind);
    for (const [name, query, variables] of CHANGES) {
      const { body } = await caller.post(query, variables(strong.id));
      expect(body.data?.[name]).toEqual({
        __typename: 'OAuthScopesForbidden',
        code: 'OAUTH_SCOPES_FORBIDDEN',
      });
    }
    expect((await asked(hub.api, await aToken(strong))).status).toBe(200);
  });

  it('changes one that may no more than they', async () => {
    const caller = await weak('user');
    for (const [name, query, variables] of CHANGES) {
      const { id } = await aClient(['sync:read']);
      const { body } = await caller.post(query, variables(id));
      expect(body.data?.[name]).not.toHaveProperty('code');
    }
  });
});

describe('what gives others a way in', () => {
  const now = () => Math.floor(Date.now() / 1_000);
  const REGISTRATION = `mutation { createOAuthRegistrationToken(input: { scopes: ["sync:read"] }) {
    __typename ... on HubProblem { code } } }`;
  const asPerson = async (claims: Record<string, unknown>, kind: 'user' | 'client' = 'user') =>
    tenantWith(
      hub.api.url,
      operator.id,
      await hub.issuer.token({
        kind,
        subject: 'ada',
        tenantId: operator.id,
        scopes: [...ALL_SCOPES, 'users:write'],
        claims,
      }),
    );
  const makers = [
    ['a client', CREATE, { input: { name: 'Mine', scopes: ['sync:read'] } }],
    ['a registration token', REGISTRATION, {}],
  ] as const;
  const grants = [
    ['an invitation', 'inviteUser(input: { email: "eve@example.test", roleIds: [] })'],
    ['a role', `assignRole(userId: "${randomUUID()}", roleId: "viewer")`],
    ['a member let in again', `enableUser(id: "${randomUUID()}")`],
    ['a role with more', `updateRole(input: { id: "${randomUUID()}", name: "More", scopes: [] })`],
  ].map(([what, field]) => [what ?? '', `mutation { ${field} { __typename } }`, {}] as const);
  const refusedWith = (policy: string) => [
    expect.objectContaining({ message: `Requires the policy ${policy}` }),
  ];

  it.each(makers)(
    'takes two factors and a fresh sign-in of a person: %s',
    async (_what, query, variables) => {
      for (const claims of [{ amr: ['pwd'] }, { auth_time: now() - 400 }, { amr: undefined }]) {
        const { body } = await (await asPerson(claims)).post(query, variables);
        expect(body.errors).toEqual(refusedWith('mfa and fresh_auth'));
      }
      for (const caller of [await asPerson({ auth_time: now() }), await asPerson({}, 'client')])
        expect((await caller.post(query, variables)).body.errors).toBeUndefined();
    },
  );

  it.each(grants)('takes a fresh sign-in of a person: %s', async (_what, query, variables) => {
    const { body } = await (await asPerson({ auth_time: now() - 400 })).post(query, variables);
    expect(body.errors).toEqual(refusedWith('fresh_auth'));
    const fresh = { amr: ['pwd'], auth_time: now() };
    for (const caller of [await asPerson(fresh), await asPerson({}, 'client')])
      expect((await caller.post(query, variables)).body.errors).toBeUndefined();
  });
});

describe('rotating a secret', () => {
  const rotateAs = async (claims: Record<string, unknown>, kind: 'user' | 'client' = 'user') => {
    const { id } = await aClient();
    const token = await hub.issuer.token({
      kind,
      subject: 'ada',
      tenantId: operator.id,
      scopes: ALL_SCOPES,
      claims,
    });
    return (await tenantWith(hub.api.url, operator.id, token).post(ROTATE, { input: { id, overlap: 60 } }))
      .body;
  };
  const now = () => Math.floor(Date.now() / 1_000);

  it('takes a second factor and a fresh sign-in of a person, and the scope alone of a machine', async () => {
    const fresh = { amr: ['mfa'], auth_time: now() };
    expect((await rotateAs(fresh)).data?.['rotateOAuthClientSecret']).toMatchObject({
      secret: expect.any(String),
    });
    expect((await rotateAs({}, 'client')).data?.['rotateOAuthClientSecret']).toMatchObject({
      secret: expect.any(String),
    });
  });

  it.each([
    ['one factor', { amr: ['pwd'] }],
    ['nothing said', { amr: undefined, auth_time: undefined }],
    ['an old sign-in', { auth_time: Math.floor(Date.now() / 1_000) - 400 }],
    ['an unreadable sign-in', { auth_time: 'now' }],
  ])('is refused with %s', async (_what, claims) => {
    const { data, errors } = await rotateAs(claims);
    expect(errors?.[0]).toMatchObject({
      message: 'Requires the policy mfa and fresh_auth',
      extensions: { code: 'FORBIDDEN' },
    });
    expect(data).toBeNull();
  });
});

describe('a client that is revoked', () => {
  it.each(['with Redis', 'without Redis'])(
    'is out in every process within seconds, its sockets too (%s)',
    async (how) => {
      const { id, ...rest } = await aClient();
      const token = await aToken({ id, ...rest });
      const sockets = await Promise.all([hub.api, other].map((api) => aSocket(api, token)));
      for (const api of [hub.api, other]) expect((await asked(api, token)).status).toBe(200);
      if (how === 'without Redis') await redis.kill();

      const closed = Promise.all(sockets.map((socket) => once(socket, 'close')));
      const { revokeOAuthClient } = await operator.ask<{ revokeOAuthClient: object }>(REVOKE, { id });
      expect(revokeOAuthClient).toMatchObject({ client: { status: 'REVOKED', secrets: [] } });
      const begun = performance.now();
      const told = (await closed).map(([code, reason]) => [code as number, String(reason)]);
      expect(told).toEqual([
        [4403, 'Token revoked'],
        [4403, 'Token revoked'],
      ]);
      for (const api of [hub.api, other]) {
        const { status, body } = await asked(api, token);
        expect([status, body.errors?.[0]?.message]).toEqual([401, 'Token revoked']);
      }
      expect(performance.now() - begun).toBeLessThan(WITHIN_MS);
      if (how === 'without Redis') await redis.startEmpty();
    },
  );

  it('leaves others as they are, and cannot be revoked again', async () => {
    const [gone, spared] = [await aClient(), await aClient()];
    const token = await aToken(spared);
    await operator.ask(REVOKE, { id: gone.id });
    const again = await operator.ask<{ revokeOAuthClient: { code: string } }>(REVOKE, { id: gone.id });
    expect(again.revokeOAuthClient.code).toBe('OAUTH_CLIENT_NOT_FOUND');
    expect((await asked(hub.api, token)).status).toBe(200);
  });
});

it('knows no tokens of its own where it is told to issue none', async () => {
  const token = await aToken(await aClient());
  const { ownIssuer, http } = hub.config;
  const without = { ...hub.config, ownIssuer: { ...ownIssuer, on: false }, http: { ...http, port: 0 } };
  const api = await startApi(without, hub.log);
  try {
    expect((await asked(api, token)).status).toBe(401);
    for (const path of ['/oauth/token', '/.well-known/jwks.json', '/oauth/register'])
      expect(
        (await fetch(`${api.url}${path}`, { method: path.startsWith('/.') ? 'GET' : 'POST' })).status,
      ).toBe(404);
  } finally {
    await api.close();
  }
});
