import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose';
import { announceRevocations, revoke } from '../../src/keys/revocations.ts';
import { createAuthenticator, type Authenticator } from '../../src/platform/principal/authenticator.ts';
import { redisDb } from '../support/services.ts';
import { until } from '../syncs/until.ts';
import { aStand, ISSUER, type Process } from './stand.ts';

const TENANT = '7e0c1f5c-8b0e-4b0e-9a53-54ac6b0b1a11';

let stand: Awaited<ReturnType<typeof aStand>>;
let hub: Process;
let door: Authenticator;
beforeAll(async () => {
  stand = await aStand((await redisDb()).url);
  hub = await stand.process();
  door = createAuthenticator({
    issuers: [],
    own: { ...hub.keys, revocations: hub.revocations },
    clockToleranceS: 30,
    egress: { request: () => Promise.reject(new Error('nobody has to be asked')) },
    now: stand.clock.now,
  });
});
afterAll(() => stand?.close());

const enter = (token: string) => door.authenticate({ authorization: `Bearer ${token}` });
const ofClient = { sub: 'client-1', client_id: 'client-1', tenant_id: TENANT, scope: 'sync:read sync:write' };
const ofPerson = () => ({
  sub: 'ada',
  sid: randomUUID(),
  tenant_id: TENANT,
  scope: '',
  aal: 'aal2' as const,
});
const sign = (claims: Parameters<Process['keys']['sign']>[0], lifetimeS = 600) =>
  hub.keys.sign(claims, { lifetimeS });

describe('a token of our own', () => {
  it('is a client without a session, and a person with one', async () => {
    const now = stand.clock.now();
    expect(await enter(await sign(ofClient))).toMatchObject({
      kind: 'client',
      subject: 'client-1',
      clientId: 'client-1',
      tenantId: TENANT,
      scopes: new Set(['sync:read', 'sync:write']),
      issuer: ISSUER,
      issuedAt: now,
    });
    const person = ofPerson();
    expect(await enter(await sign({ ...person, auth_time: 1_700_000_000 }))).toMatchObject({
      kind: 'user',
      sessionId: person.sid,
      aal: 'aal2',
      authTime: 1_700_000_000_000,
    });
  });

  it('ends when it says so, and says that it has', async () => {
    const token = await sign(ofClient, 60);
    await enter(token);
    await stand.clock.advance(90_000 + 999);
    await expect(enter(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: 'Token expired' });
  });

  it('is refused from the moment it is known to be revoked, though it was let in before', async () => {
    const person = ofPerson();
    const [token, spared] = [await sign(person), await sign(ofPerson())];
    await enter(token);
    await hub.platform.db.tenant(TENANT).transaction((tx) => revoke(tx, { kind: 'session', id: person.sid }));
    announceRevocations(hub.platform);
    const refusal = () =>
      enter(token).then(
        () => undefined,
        (error: Error) => error.message,
      );
    await until(async () => (await refusal()) !== undefined);
    expect(await refusal()).toBe('Token revoked');
    expect(await enter(spared)).toMatchObject({ subject: 'ada' });
  });
});

describe('what is no token of our own', () => {
  it('is refused, and not told why', async () => {
    const token = await sign(ofClient);
    const header = decodeProtectedHeader(token);
    const claims = decodeJwt(token);
    const key = await importJWK(await hub.keys.current(), 'ES256');
    const stranger = await generateKeyPair('ES256');
    const [published] = (await hub.keys.publicKeys()).keys;
    const publicKey = await importJWK(published ?? {}, 'ES256', { extractable: true });
    const pem = await exportSPKI(publicKey as CryptoKey);
    const signed = (change: object, head: object = {}) =>
      new SignJWT({ ...claims, ...change })
        .setProtectedHeader({ ...header, alg: 'ES256', ...head })
        .sign(key);
    const bySecret = (secret: string) =>
      new SignJWT(claims)
        .setProtectedHeader({ ...header, alg: 'HS256' })
        .sign(new TextEncoder().encode(secret));
    const [, body] = token.split('.');
    const unsigned = (alg: string) =>
      `${Buffer.from(JSON.stringify({ ...header, alg })).toString('base64url')}.${body}.`;
    const bad = {
      none: unsigned('none'),
      None: unsigned('None'),
      nOnE: unsigned('nOnE'),
      'without its signature': `${token.split('.').slice(0, 2).join('.')}.`,
      'signed with our public key as PEM': await bySecret(pem),
      'signed with our public key as JWK': await bySecret(JSON.stringify(published)),
      'signed by a stranger': await new SignJWT(claims)
        .setProtectedHeader({ ...header, alg: 'ES256' })
        .sign(stranger.privateKey),
      'with a key of its own': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk: published ?? {} })
        .sign(stranger.privateKey),
      'with a key id that nobody has': await signed({}, { kid: 'made-up' }),
      'typed as any JWT': await signed({}, { typ: 'JWT' }),
      'typed as nothing': await signed({}, { typ: undefined }),
      'typed as a refresh token': await signed({}, { typ: 'rt+jwt' }),
      'of another issuer': await signed({ iss: 'https://other.example' }),
      'for another service': await hub.keys.sign(ofClient, {
        lifetimeS: 60,
        audience: 'https://orders.example',
      }),
      'without a subject': await signed({ sub: undefined }),
      'without an end': await signed({ exp: undefined }),
      'without an audience': await signed({ aud: undefined }),
      'without an instant': await signed({ iat: undefined }),
      'without a tenant': await signed({ tenant_id: undefined }),
      'with a tenant that is none': await signed({ tenant_id: '*' }),
    };
    for (const [what, text] of Object.entries(bad))
      expect([what, await enter(text).catch((error: Error) => error.message)]).toEqual([
        what,
        'Invalid token',
      ]);
    expect(await enter(await signed({}))).toMatchObject({ subject: 'client-1' });
  });
});
