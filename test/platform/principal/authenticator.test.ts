import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { TokenRequest } from '../../sandbox/issuer/issuer.ts';
import { ada, refusalOf, startIssuers } from './door.ts';

let stage: Awaited<ReturnType<typeof startIssuers>>;

beforeAll(async () => {
  stage = await startIssuers();
});

afterAll(() => stage.close());

const both = [
  ['published keys', 'published'],
  ['a shared secret', 'shared'],
] as const;

describe('a good token', () => {
  it('is nobody when there is none', async () => {
    expect(await stage.aDoor().authenticate({})).toBeNull();
  });

  it.each(both)('of a user is a principal, with %s', async (_, name) => {
    const token = await stage[name].token(ada);
    const { exp, iat, jti, auth_time: authTime } = decodeJwt(token);
    expect(await stage.aDoor().show(token)).toEqual({
      kind: 'user',
      subject: 'ada',
      tenantId: ada.tenantId,
      scopes: new Set(['sync:read', 'integrations:*']),
      issuer: stage[name].issuer,
      tokenId: jti,
      clientId: 'development',
      aal: 'aal2',
      authTime: Number(authTime) * 1_000,
      issuedAt: Number(iat) * 1_000,
      expiresAt: (Number(exp) + 30) * 1_000,
    });
  });

  it('of a client is a client', async () => {
    const token = await stage.published.token({ ...ada, kind: 'client', subject: 'billing' });
    expect(await stage.aDoor().show(token)).toMatchObject({ kind: 'client', subject: 'billing' });
  });

  it.each<[string, unknown, string[]]>([
    ['a list', ['sync:read', 'made:up'], ['sync:read', 'made:up']],
    ['a text with odd spaces', ' a  b ', ['a', 'b']],
    ['nothing', undefined, []],
  ])('may carry its scopes as %s', async (_, scope, expected) => {
    const token = await stage.published.token({ ...ada, claims: { scope } });
    expect([...((await stage.aDoor().show(token))?.scopes ?? [])]).toEqual(expected);
  });

  it('may keep tenant and scopes in other claims', async () => {
    const door = stage.aDoor({ tenantClaim: 'org', scopesClaim: 'scp' });
    const claims = {
      tenant_id: undefined,
      org: ada.tenantId.toUpperCase(),
      scope: 'admin',
      scp: ['sync:read'],
    };
    const principal = await door.show(await stage.published.token({ ...ada, claims }));
    expect(principal).toMatchObject({ tenantId: ada.tenantId, scopes: new Set(['sync:read']) });
  });

  it.each<[string, Partial<TokenRequest>]>([
    ['the long form of its type', { header: { typ: 'application/at+jwt' } }],
    ['its type in capitals', { header: { typ: 'AT+JWT' } }],
    ['several audiences', { claims: { aud: ['other', 'integration-hub'] } }],
  ])('may have %s', async (_, change) => {
    expect(await stage.aDoor().show(await stage.published.token({ ...ada, ...change }))).toMatchObject({
      subject: 'ada',
    });
  });

  it('may be plain JWT where the issuer is known to type its access tokens so', async () => {
    const token = await stage.published.token({ ...ada, header: { typ: 'JWT' } });
    expect(await stage.aDoor({ typ: ['jwt'] }).show(token)).toMatchObject({ subject: 'ada' });
  });
});

describe('time', () => {
  it('is up after the end and the tolerance', async () => {
    const { clock, show } = stage.aDoor();
    const token = await stage.published.token({ ...ada, issuedAt: clock.now(), expiresInS: 60 });
    await clock.advance(85_000);
    expect(await show(token)).toMatchObject({ subject: 'ada' });
    await clock.advance(7_000);
    expect(await refusalOf(show(token))).toBe('Token expired');
  });

  it('begins with nbf, less the tolerance', async () => {
    const { clock, show } = stage.aDoor();
    const nbf = Math.floor(clock.now() / 1_000) + 60;
    const token = await stage.published.token({ ...ada, claims: { nbf } });
    expect(await refusalOf(show(token))).toBe('Invalid token');
    await clock.advance(35_000);
    expect(await show(token)).toMatchObject({ subject: 'ada' });
  });

  it('does not tell of an expired token to who cannot sign one', async () => {
    const token = await stage.shared.token({ ...ada, expiresInS: -3_600 });
    expect(await refusalOf(stage.aDoor().show(token))).toBe('Token expired');
    expect(await refusalOf(stage.aDoor().show(`${token.slice(0, -8)}AAAAAAAA`))).toBe('Invalid token');
  });
});

describe('what was verified', () => {
  it('is remembered for half a minute, and verified anew after that', async () => {
    const { clock, show } = stage.aDoor();
    const token = await stage.published.token(ada);
    const first = await show(token);
    await clock.advance(29_000);
    expect(await show(token)).toBe(first);
    await clock.advance(2_000);
    const again = await show(token);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  it('is not remembered when it was refused', async () => {
    const { clock, show } = stage.aDoor();
    const nbf = Math.floor(clock.now() / 1_000) + 31;
    const token = await stage.published.token({ ...ada, claims: { nbf } });
    expect(await refusalOf(show(token))).toBe('Invalid token');
    await clock.advance(2_000);
    expect(await show(token)).toMatchObject({ subject: 'ada' });
  });

  it('is not remembered when the clock was set back', async () => {
    const { clock, show } = stage.aDoor();
    const token = await stage.published.token({ ...ada, issuedAt: clock.now() });
    const first = await show(token);
    await clock.advance(-60_000);
    expect(await show(token)).not.toBe(first);
  });
});
