import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTypeDefs } from '../../src/graphql/sdl.ts';
import { startGateway, type Gateway } from '../support/gateway.ts';
import { codeOf, earlyInStep, putOn, verify } from './authenticator.ts';
import {
  accept,
  anAddress,
  aPeopleHub,
  aPerson,
  invite,
  isRefused,
  outcome,
  refresh,
  signedIn,
  signInAs,
  type PeopleHub,
} from './people.ts';

const ROUTER_SECRET = 'what-the-router-and-the-hub-both-know';

let direct: PeopleHub;
let gateway: Gateway;
/** The same hub, asked through the gateway. */
let hub: PeopleHub;
beforeAll(async () => {
  direct = await aPeopleHub({ env: { ROUTER_SECRET } });
  gateway = await startGateway({
    subgraphs: [
      {
        name: 'hub',
        url: `${direct.api.url}/graphql`,
        typeDefs: readTypeDefs().join('\n'),
        subscriptions: 'ws',
      },
    ],
  });
  hub = { ...direct, api: { ...direct.api, url: gateway.url.replace(/\/graphql$/, '') } };
});
afterAll(async () => {
  await gateway?.close();
  await direct?.close();
});

describe('a person, through the gateway', () => {
  it('is invited, accepts, signs in with two factors, asks, sees their sessions, signs out, and is refused', async () => {
    const admin = await aPerson(hub);
    const email = anAddress('grace');
    const invited = await invite(hub, admin.accessToken, { email: email.toUpperCase(), roleIds: ['viewer'] });
    expect(invited).toMatchObject({ __typename: 'User', email, name: null, status: 'INVITED' });
    const mail = await hub.mail.take(email);
    expect(mail.text).toContain('https://app.example.test/invitation#token=');
    const first = signedIn(hub, email, await accept(hub, mail.token ?? '', { name: 'Grace' }));
    await earlyInStep();
    const { secret } = await putOn(hub, first);

    const step = await signInAs(hub, { email });
    expect(step).toMatchObject({ __typename: 'SecondFactorRequired' });
    const challenge = step['challenge'] as string;
    const grace = signedIn(hub, email, await verify(hub, { challenge, code: codeOf(secret) }));
    const { me, sessions } = await grace.tenant.ask<{
      me: object;
      sessions: { edges: { node: { current: boolean; secondFactor: boolean } }[] };
    }>(
      `{ me { kind tenantId profile { id email name tenantIds secondFactor } }
         sessions { edges { node { id device current secondFactor } } } }`,
    );
    expect(me).toEqual({
      kind: 'USER',
      tenantId: admin.tenantId,
      profile: { id: grace.id, email, name: 'Grace', tenantIds: [admin.tenantId], secondFactor: true },
    });
    expect(sessions.edges[0]?.node).toMatchObject({ current: true, secondFactor: true });

    const next = await refresh(hub, grace.refreshToken);
    const token = next['accessToken'] as string;
    expect(await outcome(hub, 'mutation { signOut { __typename } }', { token })).toEqual({
      __typename: 'SessionEnded',
    });
    for (const ended of [token, grace.accessToken]) expect(await isRefused(hub, ended)).toBe(true);
    expect(await refresh(hub, next['refreshToken'] as string)).toMatchObject({
      code: 'INVALID_REFRESH_TOKEN',
    });
  });
});

describe('the first person of an installation', () => {
  it('is invited from the terminal, by a link and by mail', async () => {
    const [tenantId, email] = [randomUUID(), anAddress('first')];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['src/invite-user.ts', '--tenant', tenantId, '--email', email],
      {
        env: {
          ENVIRONMENT: 'development',
          DATABASE_URL: direct.database.url,
          REDIS_URL: direct.config.redis.url,
          CREDENTIAL_KEYS: `any:${randomBytes(32).toString('base64')}`,
          ACCOUNT_PAGES_URL: direct.config.identity.pagesUrl,
        },
      },
    );
    const [, link] = /^(https:\/\/app\.example\.test\/invitation#token=\S+)$/m.exec(stdout) ?? [];
    const token = link?.split('=')[1] ?? '';
    const person = signedIn(direct, email, await accept(direct, token));
    expect(person.tenantId).toBe(tenantId);
    const mail = await direct.mail.take(email);
    expect(await accept(direct, mail.token ?? '')).toMatchObject({ code: 'INVALID_LINK' });
    expect(
      (await invite(direct, person.accessToken, { email: anAddress(), roleIds: ['admin'] })).__typename,
    ).toBe('User');
  });
});

describe('where somebody signs in from', () => {
  const addressOf = async (headers: Record<string, string>) => {
    const person = await aPerson(direct);
    const session = signedIn(direct, person.email, await signInAs(direct, { email: person.email }, headers));
    const { sessions } = await session.tenant.ask<{
      sessions: { edges: { node: { remoteAddress: string } }[] };
    }>('{ sessions(first: 1) { edges { node { remoteAddress } } } }');
    return sessions.edges[0]?.node.remoteAddress;
  };

  it('is what the router says, and what nobody else says', async () => {
    const forwarded = { 'x-forwarded-for': '10.0.0.1, 203.0.113.7' };
    expect(await addressOf({ ...forwarded, 'router-authorization': ROUTER_SECRET })).toBe('203.0.113.7');
    expect(await addressOf(forwarded)).toBe('127.0.0.1');
    const garbage = { 'x-forwarded-for': 'somewhere', 'router-authorization': ROUTER_SECRET };
    expect(await addressOf(garbage)).toBe('127.0.0.1');
  });
});
