import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { rows } from '../support/rows.ts';
import { aRedis, type TestRedis } from '../support/services.ts';
import { subscriber } from '../support/subscriber.ts';
import {
  aPeopleHub,
  aPerson,
  ask,
  isRefused,
  refresh,
  signedIn,
  signInAs,
  soon,
  type PeopleHub,
  type Person,
} from './people.ts';

let redis: TestRedis;
let hub: PeopleHub;
let ada: Person;
beforeAll(async () => {
  redis = await aRedis();
  hub = await aPeopleHub({ redisUrl: redis.url });
  ada = await aPerson(hub);
});
afterAll(async () => {
  await hub?.close();
  await redis?.stop();
});

const again = async (headers?: Record<string, string>) =>
  signedIn(hub, ada.email, await signInAs(hub, { email: ada.email }, headers));
const statusOf = async (token: string) => (await ask(hub, '{ me { kind } }', { token })).status;
const sessionRow = async (id: string) =>
  (
    await rows<{ endReason: string | null; lastActiveAt: Date }>(
      hub.database.url,
      'select end_reason as "endReason", last_active_at as "lastActiveAt" from user_session where id = $1',
      [id],
    )
  )[0];

describe('a refresh token', () => {
  it('is good once; a second time ends the session, its tokens, and raises an alarm', async () => {
    const session = await again();
    const next = await refresh(hub, session.refreshToken);
    expect(next).toMatchObject({ __typename: 'TokenSet', sessionId: session.sessionId });
    expect(await refresh(hub, session.refreshToken)).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' });
    expect(await refresh(hub, next['refreshToken'] as string)).toMatchObject({
      code: 'INVALID_REFRESH_TOKEN',
    });
    expect(await isRefused(hub, next['accessToken'] as string)).toBe(true);
    expect((await sessionRow(session.sessionId))?.endReason).toBe('TOKEN_REUSED');
    const alarms = await rows(
      hub.database.url,
      `select 1 from audit_entry where action = 'session.token_reused' and target_id = $1 and outcome = 'REFUSED'`,
      [session.sessionId],
    );
    expect(alarms).toHaveLength(1);
  });

  it('never makes two live families, however many come at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const session = await again();
      const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(hub, session.refreshToken)));
      const given = answers.filter(({ __typename: name }) => name === 'TokenSet');
      expect(given.length).toBeLessThanOrEqual(1);
      const alive = await Promise.all(given.map((each) => refresh(hub, each['refreshToken'] as string)));
      expect(alive.filter(({ __typename: name }) => name === 'TokenSet')).toEqual([]);
    }
  });

  it('is no access token, and an access token is none', async () => {
    const session = await again();
    expect(await statusOf(session.refreshToken)).toBe(401);
    for (const wrong of [
      session.accessToken,
      '',
      'x',
      session.refreshToken.slice(1),
      `${session.refreshToken}x`,
    ])
      expect(await refresh(hub, wrong)).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' });
    expect((await refresh(hub, session.refreshToken)).__typename).toBe('TokenSet');
  });

  it('ends when it was not used for long, and with its session', async () => {
    const [idle, old] = [await again(), await again()];
    const past = `now() - interval '1 second'`;
    await rows(hub.database.url, `update refresh_token set expires_at = ${past} where session_id = $1`, [
      idle.sessionId,
    ]);
    await rows(hub.database.url, `update user_session set expires_at = ${past} where id = $1`, [
      old.sessionId,
    ]);
    for (const { refreshToken } of [idle, old])
      expect(await refresh(hub, refreshToken)).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' });
    const fresh = await again();
    await rows(
      hub.database.url,
      `update user_session set expires_at = now() + interval '1 hour' where id = $1`,
      [fresh.sessionId],
    );
    await refresh(hub, fresh.refreshToken);
    const [token] = await rows<{ capped: boolean }>(
      hub.database.url,
      `select max(t.expires_at) <= max(s.expires_at) as capped from refresh_token t join user_session s on s.id = t.session_id
        where s.id = $1 and t.used_at is null`,
      [fresh.sessionId],
    );
    expect(token?.capped).toBe(true);
  });

  it('is not used up by asking for a tenant that is not the person’s', async () => {
    const session = await again();
    expect(await refresh(hub, session.refreshToken, ada.id)).toMatchObject({ code: 'NOT_A_MEMBER' });
    expect((await refresh(hub, session.refreshToken)).__typename).toBe('TokenSet');
  });
});

describe('sessions', () => {
  it('show where and on what, and are ended one by one or all but this one', async () => {
    const phone = await again({
      'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1',
    });
    const laptop = await again({
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    });
    type Shown = {
      sessions: {
        edges: { node: { id: string; device: string; current: boolean; remoteAddress: string } }[];
      };
    };
    const list = async () =>
      (
        await laptop.tenant.ask<Shown>(
          '{ sessions(first: 100) { edges { node { id device current remoteAddress } } } }',
        )
      ).sessions.edges.map(({ node }) => node);
    const shown = await list();
    expect(shown[0]).toMatchObject({
      id: laptop.sessionId,
      device: 'Firefox on Linux',
      current: true,
      remoteAddress: '127.0.0.1',
    });
    expect(shown[1]).toMatchObject({ id: phone.sessionId, device: 'Safari on iOS', current: false });
    const end = (id: string) =>
      laptop.tenant.ask<{ endSession: object }>(
        'mutation ($id: ID!) { endSession(id: $id) { __typename ... on SessionEnded { id } } }',
        { id },
      );
    expect(await end(phone.sessionId)).toMatchObject({ endSession: { id: phone.sessionId } });
    expect(await isRefused(hub, phone.accessToken)).toBe(true);
    expect(await end(phone.sessionId)).toEqual({ endSession: { __typename: 'SessionNotFound' } });
    const stranger = await aPerson(hub);
    expect(await end(stranger.sessionId)).toEqual({ endSession: { __typename: 'SessionNotFound' } });
    expect(await statusOf(stranger.accessToken)).toBe(200);
    await laptop.tenant.ask('mutation { endSessions { count } }');
    expect((await list()).map(({ id }) => id)).toEqual([laptop.sessionId]);
  });

  it('are counted for the tenant', async () => {
    const person = await aPerson(hub);
    await signInAs(hub, { email: person.email }, { 'user-agent': 'curl/8.0' });
    const { sessionStats } = await person.tenant.ask<{ sessionStats: object }>(
      '{ sessionStats { active users lastActiveAt byDevice { device sessions } byDay { day started } } }',
    );
    expect(sessionStats).toMatchObject({
      active: 2,
      users: 1,
      byDevice: [
        { device: 'curl', sessions: 1 },
        { device: 'node', sessions: 1 },
      ],
      byDay: [{ day: new Date().toISOString().slice(0, 10), started: 2 }],
    });
  });

  it('are told live, and the stream ends with the session it came by', async () => {
    const session = await again();
    const watching = subscriber<{ mySessionsUpdated: { id: string }[] }>({
      url: hub.api.url,
      token: session.accessToken,
      query: 'subscription { mySessionsUpdated { id } }',
    });
    try {
      await watching.until(({ mySessionsUpdated: now }) => now.some(({ id }) => id === session.sessionId));
      const other = await again();
      await watching.until(({ mySessionsUpdated: now }) => now.some(({ id }) => id === other.sessionId));
      await other.tenant.ask('mutation { signOut { __typename } }');
      await watching.until(({ mySessionsUpdated: now }) => now.every(({ id }) => id !== other.sessionId));
      await session.tenant.ask('mutation { signOut { __typename } }');
      await expect(
        Promise.race([
          watching.completed.then(
            () => 'ended',
            () => 'ended',
          ),
          new Promise((resolve) => setTimeout(() => resolve('still open'), 5_000)),
        ]),
      ).resolves.toBe('ended');
    } finally {
      await watching.close();
    }
  });

  it('know within seconds when they were used, and have it written down', async () => {
    const session = await again();
    const before = await sessionRow(session.sessionId);
    await rows(
      hub.database.url,
      `update user_session set last_active_at = now() - interval '1 day' where id = $1`,
      [session.sessionId],
    );
    await session.tenant.ask('{ me { kind } }');
    const seen = new Redis(redis.url);
    const told = async () => Number(await seen.get(`hub:seen:${session.sessionId}`));
    expect(await soon(async () => (await told()) >= (before?.lastActiveAt.getTime() ?? 0))).toBe(true);
    seen.disconnect();
    type Shown = { sessions: { edges: { node: { lastActiveAt: string } }[] } };
    const { sessions } = await session.tenant.ask<Shown>(
      '{ sessions(first: 1) { edges { node { lastActiveAt } } } }',
    );
    expect(Date.now() - Date.parse(sessions.edges[0]?.node.lastActiveAt ?? '')).toBeLessThan(60_000);
  });

  it('neither begin nor end with Redis', async () => {
    const [stays, gone] = [await again(), await again()];
    await redis.kill();
    await gone.tenant.ask('mutation { signOut { __typename } }');
    expect(await isRefused(hub, gone.accessToken)).toBe(true);
    expect(await statusOf(stays.accessToken)).toBe(200);
    const next = await refresh(hub, stays.refreshToken);
    expect(next.__typename).toBe('TokenSet');
    expect((await signInAs(hub, { email: ada.email })).__typename).toBe('SignedIn');
    expect(
      (await stays.tenant.ask<{ sessions: { edges: object[] } }>('{ sessions { edges { cursor } } }'))
        .sessions.edges.length,
    ).toBeGreaterThan(1);
    await redis.startEmpty();
    expect(await statusOf(stays.accessToken)).toBe(200);
    expect(await statusOf(gone.accessToken)).toBe(401);
    expect(await refresh(hub, gone.refreshToken)).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' });
    expect((await refresh(hub, next['refreshToken'] as string)).__typename).toBe('TokenSet');
  });
});
