import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { createEgress } from '../../../src/platform/egress/egress.ts';
import { ProviderUnavailable, Unauthenticated } from '../../../src/platform/errors.ts';
import { createAuthenticator } from '../../../src/platform/principal/authenticator.ts';
import type { TrustedIssuer } from '../../../src/platform/principal/trusted-issuer.ts';
import { startIssuer } from '../../sandbox/issuer/issuer.ts';
import type { Issuer, TokenRequest } from '../../sandbox/issuer/issuer.ts';
import { movableClock } from '../../support/clock.ts';

const TENANT = '0199f3a2-5c1e-7d34-8a50-3f6f1f0e9d21';
const OTHER_TENANT = '0199f3a2-5c1e-7d34-8a50-000000000002';
const ada = { subject: 'ada', tenantId: TENANT, scopes: ['sync:read', 'integrations:*'] };

let published: Issuer;
let shared: Issuer;
let egress: ReturnType<typeof createEgress>;

beforeAll(async () => {
  published = await startIssuer();
  shared = await startIssuer({ name: 'shared', algorithm: 'HS256' });
  egress = createEgress({ allowedHosts: [published.host] });
});

afterAll(async () => {
  egress.close();
  await Promise.all([published.close(), shared.close()]);
});

/** An authenticator that trusts both issuers, at a time that can be moved. */
function aDoor(change: Partial<TrustedIssuer> = {}) {
  const clock = movableClock(Date.now());
  const rows = [...published.trustedIssuers, ...shared.trustedIssuers].map((row) => ({ ...row, ...change }));
  const { authenticate } = createAuthenticator({
    issuers: rows,
    clockToleranceS: 30,
    egress,
    now: clock.now,
  });
  return { clock, authenticate, show: (token: string) => authenticate({ authorization: `Bearer ${token}` }) };
}

const both: [string, () => Issuer][] = [
  ['published keys', () => published],
  ['a shared secret', () => shared],
];

/** What the caller is told; the text must tell nothing about the reason. */
async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => new Error('It was accepted'),
    (reason: unknown) => reason,
  );
  if (error instanceof Unauthenticated) return error.message;
  throw error;
}

const base64url = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('a good token', () => {
  it('is nobody when there is none', async () => {
    expect(await aDoor().authenticate({})).toBeNull();
  });

  it.each(both)('of a user is a principal, with %s', async (_, issuer) => {
    const token = await issuer().token(ada);
    const { exp, jti } = decodeJwt(token);
    expect(await aDoor().show(token)).toEqual({
      kind: 'user',
      subject: 'ada',
      tenantId: TENANT,
      scopes: new Set(['sync:read', 'integrations:*']),
      issuer: issuer().issuer,
      tokenId: jti,
      expiresAt: (Number(exp) + 30) * 1_000,
    });
  });

  it('of a client is a client', async () => {
    const token = await published.token({ ...ada, kind: 'client', subject: 'billing' });
    expect(await aDoor().show(token)).toMatchObject({ kind: 'client', subject: 'billing' });
  });

  it.each<[string, unknown, string[]]>([
    ['a list', ['sync:read', 'made:up'], ['sync:read', 'made:up']],
    ['a text with odd spaces', ' a  b ', ['a', 'b']],
    ['nothing', undefined, []],
  ])('may carry its scopes as %s', async (_, scope, expected) => {
    const token = await published.token({ ...ada, claims: { scope } });
    expect([...((await aDoor().show(token))?.scopes ?? [])]).toEqual(expected);
  });

  it('may keep tenant and scopes in other claims', async () => {
    const door = aDoor({ tenantClaim: 'org', scopesClaim: 'scp' });
    const claims = { tenant_id: undefined, org: TENANT.toUpperCase(), scope: 'admin', scp: ['sync:read'] };
    const principal = await door.show(await published.token({ ...ada, claims }));
    expect(principal).toMatchObject({ tenantId: TENANT, scopes: new Set(['sync:read']) });
  });

  it.each<[string, Partial<TokenRequest>]>([
    ['the long form of its type', { header: { typ: 'application/at+jwt' } }],
    ['its type in capitals', { header: { typ: 'AT+JWT' } }],
    ['several audiences', { claims: { aud: ['other', 'integration-hub'] } }],
  ])('may have %s', async (_, change) => {
    expect(await aDoor().show(await published.token({ ...ada, ...change }))).toMatchObject({
      subject: 'ada',
    });
  });

  it('may be plain JWT where the issuer is known to type its access tokens so', async () => {
    const token = await published.token({ ...ada, header: { typ: 'JWT' } });
    expect(await aDoor({ typ: ['jwt'] }).show(token)).toMatchObject({ subject: 'ada' });
  });
});

describe('an Authorization header', () => {
  it('has a scheme that may be written in any case', async () => {
    const token = await published.token(ada);
    expect(await aDoor().authenticate({ authorization: `bEARER  ${token}` })).toMatchObject({
      subject: 'ada',
    });
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'token',
    'Bearer a b',
    'Bearer a,b',
    'Bearer ü',
    'Bearer ..',
  ])('is refused when it is %j', async (authorization) => {
    expect(await refusalOf(aDoor().authenticate({ authorization }))).toBe('Invalid token');
  });

  it('is refused when it is endless', async () => {
    const token = await published.token({ ...ada, scopes: ['x'.repeat(10_000)] });
    expect(await refusalOf(aDoor().show(token))).toBe('Invalid token');
  });

  it('is refused whatever garbage it holds', async () => {
    const door = aDoor();
    const part = fc.oneof(fc.base64String({ maxLength: 20 }), fc.json().map(base64url));
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        expect(await refusalOf(door.show(parts.join('.')))).toBe('Invalid token');
      }),
    );
  });
});

describe.each(both)('a token with %s is refused', (_, issuer) => {
  it.each<[string, Partial<TokenRequest>]>([
    ['type JWT', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: undefined } }],
    ['another type', { header: { typ: 'rt+jwt' } }],
    ['another audience', { claims: { aud: 'another-api' } }],
    ['no fitting audience in a list', { claims: { aud: ['a', 'b'] } }],
    ['half the audience', { claims: { aud: 'integration' } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['an issuer written slightly differently', { claims: { iss: 'ISSUER/' } }],
    ...['iss', 'aud', 'sub', 'exp', 'iat', 'tenant_id'].map((name): [string, Partial<TokenRequest>] => [
      `no ${name}`,
      { claims: { [name]: undefined } },
    ]),
    ['an empty subject', { claims: { sub: '' } }],
    ['a subject that is no text', { claims: { sub: 7 } }],
    ['an end that is no number', { claims: { exp: '9999999999' } }],
    ['a future start', { claims: { nbf: Math.floor(Date.now() / 1_000) + 3_600 } }],
    ['a tenant that is no UUID', { tenantId: 'acme' }],
    ['a tenant with something after it', { tenantId: `${TENANT}\n` }],
    ['a list of tenants', { claims: { tenant_id: [TENANT] } }],
    ['scopes of an unreadable form', { claims: { scope: { admin: true } } }],
  ])('for %s', async (_name, change) => {
    const claims =
      change.claims?.['iss'] === 'ISSUER/' ? { iss: `${issuer().issuer}/` } : (change.claims ?? {});
    expect(await refusalOf(aDoor().show(await issuer().token({ ...ada, ...change, claims })))).toBe(
      'Invalid token',
    );
  });

  it('for a tenant its issuer may not speak for', async () => {
    const door = aDoor({ tenants: [OTHER_TENANT] });
    expect(await refusalOf(door.show(await issuer().token(ada)))).toBe('Invalid token');
    expect(await door.show(await issuer().token({ ...ada, tenantId: OTHER_TENANT }))).not.toBeNull();
  });

  it('for any changed character, wherever it is', async () => {
    const door = aDoor();
    const token = await issuer().token(ada);
    await door.show(token);
    await fc.assert(
      // The last character may carry unused bits, which would leave the bytes as they are.
      fc.asyncProperty(
        fc.nat(token.length - 2),
        fc.constantFrom('A', 'z', '_', '.'),
        async (at, character) => {
          fc.pre(token[at] !== character);
          expect(await refusalOf(door.show(token.slice(0, at) + character + token.slice(at + 1)))).toBe(
            'Invalid token',
          );
        },
      ),
    );
  });

  it.each(['none', 'None', 'nOnE', 'NONE', '', 'HS512', 'RS256'])('for the algorithm %j', async (alg) => {
    const [, claims, signature] = (await issuer().token(ada)).split('.');
    const header = base64url({ alg, typ: 'at+jwt' });
    expect(await refusalOf(aDoor().show(`${header}.${claims}.`))).toBe('Invalid token');
    expect(await refusalOf(aDoor().show(`${header}.${claims}.${signature}`))).toBe('Invalid token');
  });

  it('for an empty signature', async () => {
    const [header, claims] = (await issuer().token(ada)).split('.');
    expect(await refusalOf(aDoor().show(`${header}.${claims}.`))).toBe('Invalid token');
    expect(await refusalOf(aDoor().show(`${header}.${claims}`))).toBe('Invalid token');
  });
});

describe('a token forged with what is public is refused', () => {
  async function publicKey() {
    const { keys } = (await (await fetch(published.jwksUrl)).json()) as {
      keys: [JsonWebKey & { kid: string }];
    };
    const [jwk] = keys;
    return { jwk, key: createPublicKey({ key: { ...jwk }, format: 'jwk' }) };
  }

  it.each(['PEM', 'DER', 'JWK text', 'key set text'])('as a shared secret: %s', async (form) => {
    const { jwk, key } = await publicKey();
    const secrets: Record<string, string | Buffer> = {
      PEM: key.export({ type: 'spki', format: 'pem' }),
      DER: key.export({ type: 'spki', format: 'der' }),
      'JWK text': JSON.stringify(jwk),
      'key set text': JSON.stringify({ keys: [jwk] }),
    };
    const [, claims] = (await published.token(ada)).split('.');
    const signed = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid: jwk.kid })}.${claims}`;
    const signature = createHmac('sha256', secrets[form] ?? '')
      .update(signed)
      .digest('base64url');
    expect(await refusalOf(aDoor().show(`${signed}.${signature}`))).toBe('Invalid token');
  });

  it('with a key the token brings along', async () => {
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = own.publicKey.export({ format: 'jwk' });
    const { kid } = (await publicKey()).jwk;
    const [, claims] = (await published.token(ada)).split('.');
    for (const header of [{ kid }, { jwk }, { jwk, kid }, { jku: 'https://evil.example/jwks' }]) {
      const signed = `${base64url({ alg: 'ES256', typ: 'at+jwt', ...header })}.${claims}`;
      const key = { key: own.privateKey, dsaEncoding: 'ieee-p1363' } as const;
      const signature = sign('sha256', Buffer.from(signed), key).toString('base64url');
      expect(await refusalOf(aDoor().show(`${signed}.${signature}`))).toBe('Invalid token');
    }
  });

  it('by another trusted issuer', async () => {
    const token = await shared.token({ ...ada, claims: { iss: published.issuer } });
    expect(await refusalOf(aDoor().show(token))).toBe('Invalid token');
  });
});

describe('time', () => {
  it('is up after the end and the tolerance', async () => {
    const { clock, show } = aDoor();
    const token = await published.token({ ...ada, issuedAt: clock.now(), expiresInS: 60 });
    await clock.advance(85_000);
    expect(await show(token)).toMatchObject({ subject: 'ada' });
    await clock.advance(7_000);
    expect(await refusalOf(show(token))).toBe('Token expired');
  });

  it('begins with nbf, less the tolerance', async () => {
    const { clock, show } = aDoor();
    const nbf = Math.floor(clock.now() / 1_000) + 60;
    const token = await published.token({ ...ada, claims: { nbf } });
    expect(await refusalOf(show(token))).toBe('Invalid token');
    await clock.advance(35_000);
    expect(await show(token)).toMatchObject({ subject: 'ada' });
  });

  it('does not tell of an expired token to who cannot sign one', async () => {
    const token = await shared.token({ ...ada, expiresInS: -3_600 });
    expect(await refusalOf(aDoor().show(token))).toBe('Token expired');
    expect(await refusalOf(aDoor().show(`${token.slice(0, -8)}AAAAAAAA`))).toBe('Invalid token');
  });
});

describe('what was verified', () => {
  it('is remembered for half a minute, and verified anew after that', async () => {
    const { clock, show } = aDoor();
    const token = await published.token(ada);
    const first = await show(token);
    await clock.advance(29_000);
    expect(await show(token)).toBe(first);
    await clock.advance(2_000);
    const again = await show(token);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  it('is not remembered when it was refused', async () => {
    const { clock, show } = aDoor();
    const nbf = Math.floor(clock.now() / 1_000) + 31;
    const token = await published.token({ ...ada, claims: { nbf } });
    expect(await refusalOf(show(token))).toBe('Invalid token');
    await clock.advance(2_000);
    expect(await show(token)).toMatchObject({ subject: 'ada' });
  });

  it('is not remembered when the clock was set back', async () => {
    const { clock, show } = aDoor();
    const token = await published.token({ ...ada, issuedAt: clock.now() });
    const first = await show(token);
    await clock.advance(-60_000);
    expect(await show(token)).not.toBe(first);
  });
});

describe('the keys of an issuer', () => {
  it('are fetched once and again for a new key, not for every unknown one', async () => {
    const issuer = await startIssuer({ name: 'rotating' });
    const door = createEgress({ allowedHosts: [issuer.host] });
    const { authenticate } = createAuthenticator({
      issuers: issuer.trustedIssuers,
      clockToleranceS: 30,
      egress: door,
      now: Date.now,
    });
    const show = async () => authenticate({ authorization: `Bearer ${await issuer.token(ada)}` });
    await Promise.all([show(), show(), show()]);
    expect(issuer.keySetRequests()).toBe(1);

    await issuer.rotate({ withdrawOld: true });
    for (let i = 0; i < 5; i += 1) expect(await refusalOf(show())).toBe('Invalid token');
    // Within the cooldown a new key is not looked for, so unknown keys cannot be used to make us knock.
    expect(issuer.keySetRequests()).toBe(1);
    door.close();
    await issuer.close();
  });

  it('hold for old and new tokens while both are published', async () => {
    const issuer = await startIssuer({ name: 'overlapping' });
    const door = createEgress({ allowedHosts: [issuer.host] });
    const before = await issuer.token(ada);
    await issuer.rotate();
    const after = await issuer.token(ada);
    const { authenticate } = createAuthenticator({
      issuers: issuer.trustedIssuers,
      clockToleranceS: 30,
      egress: door,
      now: Date.now,
    });
    for (const token of [before, after]) {
      expect(await authenticate({ authorization: `Bearer ${token}` })).toMatchObject({ subject: 'ada' });
    }
    door.close();
    await issuer.close();
  });

  it('being out of reach is not the fault of the token', async () => {
    const issuer = await startIssuer({ name: 'gone' });
    const token = await issuer.token(ada);
    const options = { issuers: issuer.trustedIssuers, clockToleranceS: 30, now: Date.now };
    const authorization = `Bearer ${token}`;
    const blocked = createAuthenticator({ ...options, egress: createEgress({ allowedHosts: [] }) });
    await expect(blocked.authenticate({ authorization })).rejects.toThrow(ProviderUnavailable);
    await issuer.close();
    const gone = createAuthenticator({ ...options, egress: createEgress({ allowedHosts: [issuer.host] }) });
    await expect(gone.authenticate({ authorization })).rejects.toThrow(ProviderUnavailable);
  });
});
