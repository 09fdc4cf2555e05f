import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TokenRequest } from '../../sandbox/issuer/issuer.ts';
import { ada, refusalOf, startIssuers } from './door.ts';

const OTHER_TENANT = '0199f3a2-5c1e-7d34-8a50-000000000002';

let stage: Awaited<ReturnType<typeof startIssuers>>;

beforeAll(async () => {
  stage = await startIssuers();
});

afterAll(() => stage.close());

const both = [
  ['published keys', 'published'],
  ['a shared secret', 'shared'],
] as const;

const base64url = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('an Authorization header', () => {
  it('has a scheme that may be written in any case', async () => {
    const token = await stage.published.token(ada);
    expect(await stage.aDoor().authenticate({ authorization: `bEARER  ${token}` })).toMatchObject({
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
    expect(await refusalOf(stage.aDoor().authenticate({ authorization }))).toBe('Invalid token');
  });

  it('is refused when it is endless', async () => {
    const token = await stage.published.token({ ...ada, scopes: ['x'.repeat(10_000)] });
    expect(await refusalOf(stage.aDoor().show(token))).toBe('Invalid token');
  });

  it('is refused whatever garbage it holds', async () => {
    const door = stage.aDoor();
    const part = fc.oneof(fc.base64String({ maxLength: 20 }), fc.json().map(base64url));
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        expect(await refusalOf(door.show(parts.join('.')))).toBe('Invalid token');
      }),
    );
  });
});

describe.each(both)('a token with %s is refused', (_, name) => {
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
    ['a tenant with something after it', { tenantId: `${ada.tenantId}\n` }],
    ['a list of tenants', { claims: { tenant_id: [ada.tenantId] } }],
    ['scopes of an unreadable form', { claims: { scope: { admin: true } } }],
  ])('for %s', async (_case, change) => {
    const claims =
      change.claims?.['iss'] === 'ISSUER/' ? { iss: `${stage[name].issuer}/` } : (change.claims ?? {});
    expect(await refusalOf(stage.aDoor().show(await stage[name].token({ ...ada, ...change, claims })))).toBe(
      'Invalid token',
    );
  });

  it('for a tenant its issuer may not speak for', async () => {
    const door = stage.aDoor({ tenants: [OTHER_TENANT] });
    expect(await refusalOf(door.show(await stage[name].token(ada)))).toBe('Invalid token');
    expect(await door.show(await stage[name].token({ ...ada, tenantId: OTHER_TENANT }))).not.toBeNull();
  });

  it('for any changed character, wherever it is', async () => {
    const door = stage.aDoor();
    const token = await stage[name].token(ada);
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
    const [, claims, signature] = (await stage[name].token(ada)).split('.');
    const header = base64url({ alg, typ: 'at+jwt' });
    expect(await refusalOf(stage.aDoor().show(`${header}.${claims}.`))).toBe('Invalid token');
    expect(await refusalOf(stage.aDoor().show(`${header}.${claims}.${signature}`))).toBe('Invalid token');
  });

  it('for an empty signature', async () => {
    const [header, claims] = (await stage[name].token(ada)).split('.');
    expect(await refusalOf(stage.aDoor().show(`${header}.${claims}.`))).toBe('Invalid token');
    expect(await refusalOf(stage.aDoor().show(`${header}.${claims}`))).toBe('Invalid token');
  });
});

describe('a token forged with what is public is refused', () => {
  async function publicKey() {
    const { keys } = (await (await fetch(stage.published.jwksUrl)).json()) as {
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
    const [, claims] = (await stage.published.token(ada)).split('.');
    const signed = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid: jwk.kid })}.${claims}`;
    const signature = createHmac('sha256', secrets[form] ?? '')
      .update(signed)
      .digest('base64url');
    expect(await refusalOf(stage.aDoor().show(`${signed}.${signature}`))).toBe('Invalid token');
  });

  it('with a key the token brings along', async () => {
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = own.publicKey.export({ format: 'jwk' });
    const { kid } = (await publicKey()).jwk;
    const [, claims] = (await stage.published.token(ada)).split('.');
    for (const header of [{ kid }, { jwk }, { jwk, kid }, { jku: 'https://evil.example/jwks' }]) {
      const signed = `${base64url({ alg: 'ES256', typ: 'at+jwt', ...header })}.${claims}`;
      const key = { key: own.privateKey, dsaEncoding: 'ieee-p1363' } as const;
      const signature = sign('sha256', Buffer.from(signed), key).toString('base64url');
      expect(await refusalOf(stage.aDoor().show(`${signed}.${signature}`))).toBe('Invalid token');
    }
  });

  it('by another trusted issuer', async () => {
    const token = await stage.shared.token({ ...ada, claims: { iss: stage.published.issuer } });
    expect(await refusalOf(stage.aDoor().show(token))).toBe('Invalid token');
  });
});
