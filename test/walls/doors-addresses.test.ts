/** Behind a load balancer everybody comes from its address: then it says who they are, and nobody pays for others. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, type Hub } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

const ATTACKER = '203.0.113.66';
const NEIGHBOUR = '203.0.113.7';
const PAGE = 'https://app.example.test/signed-in';
const MOST = 4;

/** Refused by the door outwards, so that nothing is asked of anybody. */
const ISSUER = {
  id: 'acme',
  name: 'Acme',
  kind: 'oidc',
  issuer: 'http://127.0.0.1:1',
  clientId: 'hub',
  clientSecret: 'only for the tests',
};

const limits = { 'address.requests': MOST, 'address.attempts': MOST };

function hubBehind(proxies: string): Promise<Hub> {
  return aHub({
    stripe: { size: { customers: 0, payments: 0, invoices: 0 } },
    env: {
      TRUSTED_PROXIES: proxies,
      RATE_LIMITS: JSON.stringify(limits),
      LINKED_ISSUERS: JSON.stringify([ISSUER]),
      SIGN_IN_RETURN_URLS: PAGE,
    },
  });
}

interface Ask {
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const wrong = `Basic ${Buffer.from(`${randomUUID()}:wrong`).toString('base64')}`;
const client = { grant_type: 'client_credentials', token: 'x' };

const doors: Readonly<Record<string, Ask>> = {
  'a wrong token at GraphQL': {
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization: 'Bearer nonsense' },
    body: JSON.stringify({ query: '{ __typename }' }),
  },
  'a wrong secret at the token endpoint': {
    path: '/oauth/token',
    headers: { ...form, authorization: wrong },
    body: String(new URLSearchParams(client)),
  },
  'a wrong secret at introspection': {
    path: '/oauth/introspect',
    headers: { ...form, authorization: wrong },
    body: String(new URLSearchParams(client)),
  },
  'what is no form at revocation': { path: '/oauth/revoke', headers: form, body: 'token=a&token=b' },
  'a wrong token at registration': {
    path: '/oauth/register',
    headers: { 'content-type': 'application/json', authorization: 'Bearer nonsense' },
    body: '{}',
  },
};

const ask = (hub: Hub, { path, headers, body }: Ask, from: string) =>
  fetch(hub.api.url + path, {
    method: 'POST',
    headers: { ...headers, 'x-forwarded-for': from },
    ...(body !== undefined && { body }),
  });

/** Asks more often than anybody may, each time saying that it is for somebody else before the proxy's word. */
async function useUp(hub: Hub, door: Ask, from: string): Promise<number> {
  let last = 0;
  for (let i = 0; i <= MOST; i += 1) last = (await ask(hub, door, `198.51.100.${i}, ${from}`)).status;
  return last;
}

describe('behind a trusted load balancer', () => {
  let hub: Hub;
  beforeAll(async () => {
    hub = await hubBehind('127.0.0.1');
  }, 60_000);
  afterAll(() => hub?.close());

  it.each(Object.entries(doors))('%s is counted by who sent it', async (name, door) => {
    // An address of its own for each door: they share budgets.
    const at = Object.keys(doors).indexOf(name) * 2;
    expect(await useUp(hub, door, `203.0.113.${100 + at}`)).toBe(429);
    const neighbour = await ask(hub, door, `203.0.113.${101 + at}`);
    expect([400, 401]).toContain(neighbour.status);
  });

  it('who goes to sign in elsewhere is counted by who asks', async () => {
    const query = new URLSearchParams({
      return_to: PAGE,
      code_challenge: 'c'.repeat(43),
      code_challenge_method: 'S256',
    });
    const headers = { 'x-forwarded-for': NEIGHBOUR };
    await fetch(`${hub.api.url}/sign-in/acme?${query}`, { headers, redirect: 'manual' });
    const counted = await rows<{ key: string }>(
      hub.database.url,
      `select key from attempt_budget where key like 'external-begin:%'`,
    );
    expect(counted).toEqual([{ key: `external-begin:${NEIGHBOUR}` }]);
  });

  it('is audited with the address of who asked', async () => {
    const { id, secret } = await aClient(hub);
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const headers = { ...form, authorization };
    const body = 'grant_type=client_credentials';
    expect((await ask(hub, { path: '/oauth/token', headers, body }, NEIGHBOUR)).status).toBe(200);
    const entries = await rows<{ address: string }>(
      hub.database.url,
      `select remote_address as address from audit_entry where action = 'oauth_token.issued' and target_id = $1`,
      [id],
    );
    expect(entries).toEqual([{ address: NEIGHBOUR }]);
  });
});

describe('without a trusted one', () => {
  let hub: Hub;
  beforeAll(async () => {
    hub = await hubBehind('10.0.0.1');
  }, 60_000);
  afterAll(() => hub?.close());

  it('nobody is believed who says to be several', async () => {
    const door = doors['a wrong secret at the token endpoint'] ?? { path: '' };
    const statuses = [];
    for (let i = 0; i <= MOST; i += 1) statuses.push((await ask(hub, door, `203.0.113.${i}`)).status);
    expect(statuses).toEqual([...Array<number>(MOST).fill(401), 429]);
  });

  it('whoever has a good secret is served though others at the address have used it up', async () => {
    const { id, secret } = await aClient(hub);
    for (const path of ['/oauth/token', '/oauth/introspect', '/oauth/revoke']) {
      const body = String(new URLSearchParams(client));
      expect(await useUp(hub, { path, headers: { ...form, authorization: wrong }, body }, ATTACKER)).toBe(
        429,
      );
      const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
      expect((await ask(hub, { path, headers: { ...form, authorization }, body }, NEIGHBOUR)).status).toBe(
        200,
      );
    }
  });
});

async function aClient(hub: Hub): Promise<{ id: string; secret: string }> {
  const tenant = await hub.aTenant(['clients:write', 'sync:read']);
  const { createOAuthClient: made } = await tenant.ask<{
    createOAuthClient: { secret: string; client: { id: string } };
  }>(
    `mutation { createOAuthClient(input: { name: "Partner", scopes: ["sync:read"] }) {
      ... on OAuthClientWithSecret { secret client { id } } } }`,
  );
  return { id: made.client.id, secret: made.secret };
}
