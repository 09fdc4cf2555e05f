import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accept,
  aPeopleHub,
  aPerson,
  anAddress,
  ask,
  invite,
  outcome,
  refresh,
  signedIn,
  signInAs,
  type PeopleHub,
} from './people.ts';

let hub: PeopleHub;
beforeAll(async () => {
  hub = await aPeopleHub();
});
afterAll(() => hub?.close());

describe('a person', () => {
  it('is invited, accepts, signs in, asks, sees their sessions, signs out, and is refused', async () => {
    const admin = await aPerson(hub);
    const email = anAddress('grace');
    expect(
      await invite(hub, admin.accessToken, { email: email.toUpperCase(), roleIds: ['viewer'] }),
    ).toMatchObject({
      __typename: 'User',
      email,
      name: null,
      status: 'INVITED',
    });
    const mail = await hub.mail.take(email);
    expect(mail.text).toContain('https://app.example.test/invitation#token=');
    await accept(hub, mail.token ?? '', { name: 'Grace' });
    const grace = signedIn(hub, email, await signInAs(hub, { email }));
    const { me, sessions } = await grace.tenant.ask<{
      me: { profile: object; tenantId: string };
      sessions: { edges: { node: { current: boolean } }[] };
    }>(
      '{ me { kind subject tenantId scopes profile { id email name tenantIds secondFactor } } sessions { edges { node { id device current } } } }',
    );
    expect(me).toMatchObject({
      kind: 'USER',
      subject: grace.id,
      tenantId: admin.tenantId,
      profile: { email, name: 'Grace', tenantIds: [admin.tenantId], secondFactor: false },
    });
    expect(sessions.edges.map(({ node }) => node.current)).toEqual([true, false]);
    const next = await refresh(hub, grace.refreshToken);
    expect(next.__typename).toBe('TokenSet');
    expect(
      await outcome(hub, 'mutation { signOut { __typename } }', { token: next['accessToken'] as string }),
    ).toEqual({
      __typename: 'SessionEnded',
    });
    for (const token of [next['accessToken'] as string, grace.accessToken])
      expect((await ask(hub, '{ me { kind } }', { token })).status).toBe(401);
    expect(await refresh(hub, next['refreshToken'] as string)).toMatchObject({
      code: 'INVALID_REFRESH_TOKEN',
    });
  });
});
