/** How each provider says whose account it is, with answers as their documentation has them. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { identify } from '../../src/connections/identity.ts';
import { createEgress, type Egress } from '../../src/platform/egress/egress.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { connectables, findConnectable } from '../../src/providers/registry.ts';

const forever = new AbortController().signal;
const REALM = '9341453142';

/** A provider without a line here fails. */
const documented: Readonly<Record<string, { path: string; body: object; id: string; name: string }>> = {
  github: { path: '/user', body: { id: 1, login: 'octocat', name: 'Mona' }, id: '1', name: 'octocat' },
  google: {
    path: '/oauth2/v3/userinfo',
    body: { sub: '110169484474386276334', name: 'Elisa', email: 'elisa@example.com' },
    id: '110169484474386276334',
    name: 'elisa@example.com',
  },
  slack: {
    path: '/auth.test',
    body: {
      ok: true,
      team: 'Subarachnoid Workspace',
      user: 'grace',
      team_id: 'T12345678',
      user_id: 'W12345678',
    },
    id: 'T12345678',
    name: 'Subarachnoid Workspace',
  },
  notion: {
    path: '/v1/users/me',
    body: { object: 'user', id: '16d84278-ab0e-484c-9bdd-b35da3bd8905', name: 'pied piper', type: 'bot' },
    id: '16d84278-ab0e-484c-9bdd-b35da3bd8905',
    name: 'pied piper',
  },
  stripe: {
    path: '/v1/account',
    body: { id: 'acct_1', object: 'account', settings: { dashboard: { display_name: 'Shop' } } },
    id: 'acct_1',
    name: 'Shop',
  },
  square: {
    path: '/v2/merchants/me',
    body: { merchant: { id: 'DM7VKY8Q63GNP', business_name: 'Apple A Day', country: 'US' } },
    id: 'DM7VKY8Q63GNP',
    name: 'Apple A Day',
  },
  mailchimp: {
    path: '/3.0/?fields=account_id,account_name',
    body: { account_id: '8d3a3db4d97663a9074efcc16', account_name: "Freddie's Jokes" },
    id: '8d3a3db4d97663a9074efcc16',
    name: "Freddie's Jokes",
  },
  quickbooks: {
    path: `/v3/company/${REALM}/companyinfo/${REALM}`,
    body: { CompanyInfo: { Id: '1', CompanyName: "Larry's Bakery" } },
    id: REALM,
    name: "Larry's Bakery",
  },
};

let server: Server;
let egress: Egress;
let url = '';
let answer: { status: number; body: string };
let asked: { path?: string | undefined; accept?: string | string[] | undefined } = {};
beforeAll(async () => {
  server = createServer((request, response) => {
    asked = { path: request.url, accept: request.headers['nango-proxy-accept'] };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server listening on a TCP port has an address of this kind.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `http://${host}/proxy`;
  egress = createEgress({ allowedHosts: [host] });
});
afterAll(() => {
  egress?.close();
  server?.close();
});

function ask(id: string, status: number, body: object | string) {
  const provider = findConnectable(id);
  if (!provider) throw new Error(`no provider ${id}`);
  answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
  const of = { provider, proxy: { url, headers: {} }, facts: { realmId: REALM } };
  // What is used of the platform here.
  return identify({ egress } as unknown as Platform, of, forever);
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe.each(connectables.map(({ id }) => id))('%s', (id) => {
  it('says whose account it is', async () => {
    const line = documented[id];
    if (!line) throw new Error(`${id} is not described here`);
    expect(await ask(id, 200, line.body)).toEqual({ providerAccountId: line.id, displayName: line.name });
    expect(asked).toEqual({ path: `/proxy${line.path}`, accept: 'application/json' });
  });

  it.each([{}, { id: {} }, [], 'no JSON at all', 'null'])('may say nothing (%j)', async (body) => {
    const { displayName } = await ask(id, 200, body);
    expect(displayName).toBeNull();
  });

  it('may not be allowed to say it', async () => {
    expect(await ask(id, 403, {})).toEqual({ providerAccountId: null, displayName: null });
  });

  it('refuses with 401, and may be in trouble', async () => {
    expect(await failureOf(ask(id, 401, {}))).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REFUSED' });
    for (const status of [429, 500, 503])
      expect(await failureOf(ask(id, status, {}))).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  });
});

describe('Slack', () => {
  it('refuses with 200', async () => {
    const refused = ask('slack', 200, { ok: false, error: 'token_revoked' });
    expect(await failureOf(refused)).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REFUSED' });
    const other = await ask('slack', 200, { ok: false, error: 'internal_error' });
    expect(other).toEqual({ providerAccountId: null, displayName: null });
  });
});
