import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncomingCall } from '../../../src/platform/principal/incoming-call.ts';
import {
  internalServicesSchema,
  shippedPermissions,
} from '../../../src/platform/principal/internal-service.ts';
import { createSignedCalls } from '../../../src/platform/principal/signed-calls.ts';
import { movableClock } from '../../support/clock.ts';
import { signCall, signCallV1, type ToSign } from '../../support/sign-call.ts';
import { refusalOf } from './door.ts';

const TENANT = '0199f3a2-5c1e-7d34-8a50-3f6f1f0e9d21';
const OTHER_TENANT = '0199f3a2-5c1e-7d34-8a50-000000000002';
const MINUTE = 60_000;
const key = { id: 'k1', secret: 'the first key of the payment service' };
const nextKey = { id: 'k2', secret: 'the key that will come after that one' };
const old = { id: 'old', secret: 'the key of a caller of the older form' };
const payment = { service: 'payment-service', key };
const ticket = { service: 'ticket-service', key: old };
const URL_ = 'http://hub.example/graphql?a=b';
const BODY = '{"query":"{ me { subject } }"}';

/** A door of its own with a clock that can be moved; what was used is kept here. */
function aDoor(rows: object = {}) {
  const clock = movableClock(Date.now());
  const used = new Map<string, number>();
  const services = internalServicesSchema.parse({
    'payment-service': { keys: [key, nextKey], tenants: '*' },
    'ticket-service': { keys: [old], tenants: [TENANT], versions: [1, 2] },
    ...rows,
  });
  const enter = createSignedCalls({
    services,
    now: clock.now,
    used: {
      use: async (hash, untilMs) => {
        const id = hash.toString('hex');
        if (used.has(id)) return false;
        used.set(id, untilMs);
        return true;
      },
    },
  });
  return { clock, used, enter };
}

interface Sent {
  method?: string;
  url?: string;
  body?: string | Buffer;
  headers: Record<string, string | undefined>;
}

/** A request as it arrives at the server. */
function arrives({ method = 'POST', url = URL_, body = '', headers }: Sent): IncomingCall {
  const { host, pathname, search } = new URL(url);
  return {
    method,
    url: pathname + search,
    headers: { host, ...headers },
    body: async () => Buffer.from(body),
    socket: new Socket(),
  };
}

const signed = (more: Partial<ToSign> = {}, by = payment) => {
  const call = { url: URL_, body: BODY, tenantId: TENANT, ...more };
  return arrives({ ...call, url: String(call.url), headers: signCall(by, call) });
};

/** Changes a text at one place: another character, one more, one less, or nothing left. */
const alteration = fc
  .record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'insert', 'delete', 'empty', 'case'),
    character: fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme-ascii' }),
  })
  .map(({ at, how, character }) => (text: string) => {
    if (how === 'empty') return '';
    if (how === 'case') return text.toUpperCase();
    const place = text.length === 0 ? 0 : at % text.length;
    const rest = text.slice(how === 'insert' ? place : place + 1);
    return text.slice(0, place) + (how === 'delete' ? '' : character) + rest;
  });

describe('a signed call', () => {
  it('is a principal with the permissions of its service, for the tenant it signed', async () => {
    const { enter, clock } = aDoor();
    const timestamp = clock.now();
    expect(await enter(signed({ timestamp, tenantId: OTHER_TENANT }))).toEqual({
      kind: 'service',
      subject: 'payment-service',
      tenantId: OTHER_TENANT,
      scopes: new Set(shippedPermissions['payment-service']),
      issuer: 'internal:signature',
      tokenId: undefined,
      expiresAt: timestamp + 60 * MINUTE,
    });
  });

  it('is signed over exactly these lines', async () => {
    // Computed by hand with openssl, so that neither our door nor our signer defines what is right.
    const headers = {
      'x-internal-service-key': 'k1',
      'x-service-name': 'payment-service',
      'x-request-timestamp': '1800000000000',
      'x-request-nonce': 'nonce-of-16-chars',
      'x-tenant-id': TENANT,
      'x-request-signature': 'bb2cf4c432266fe511fc697e030a930cfb384eb5dcc04f4e4668ab042d7d8a0e',
    };
    const { enter, clock } = aDoor();
    await clock.advance(1_800_000_000_000 - clock.now());
    expect(await enter(arrives({ body: BODY, headers }))).toMatchObject({ subject: 'payment-service' });
  });

  it('needs no body', async () => {
    expect(await aDoor().enter(signed({ body: '', method: 'GET' }))).toMatchObject({ kind: 'service' });
  });

  it('is refused when anything that is signed, or the signature, was altered afterwards', async () => {
    const { enter, used } = aDoor();
    const asSent = fc
      .record({
        path: fc.webPath(),
        body: fc.string({ maxLength: 60 }),
        method: fc.constantFrom('POST', 'GET'),
      })
      .map(({ path, body, method }) => {
        const url = new URL(`http://hub.example${path}`);
        const headers = signCall(payment, { method, url, body, tenantId: TENANT });
        return { method, url: url.pathname + url.search, body, host: url.host, ...headers };
      });
    await fc.assert(
      fc.asyncProperty(asSent, fc.nat(), alteration, async (sent, which, alter) => {
        const parts = new Map(Object.entries(sent));
        const name = [...parts.keys()][which % parts.size] ?? '';
        const was = parts.get(name) ?? '';
        parts.set(name, alter(was));
        fc.pre(parts.get(name) !== was);
        const { method = '', url = '', body = '', ...headers } = Object.fromEntries(parts);
        const call = { method, url, headers, body: async () => Buffer.from(body), socket: new Socket() };
        expect(['Invalid signature', 'Unknown service']).toContain(await refusalOf(enter(call)));
        expect(used.size).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'x-internal-service-key',
    'x-service-name',
    'x-request-timestamp',
    'x-request-nonce',
    'x-request-signature',
    'x-tenant-id',
    'host',
  ])('is refused without %s', async (name) => {
    const { enter } = aDoor();
    const { headers, ...call } = signed();
    const text = await refusalOf(enter({ ...call, headers: { ...headers, [name]: undefined } }));
    expect(text).toBe(name === 'x-service-name' ? 'Unknown service' : 'Invalid signature');
  });

  it('is refused with a nonce that is short, and with a header that stands there twice', async () => {
    const { enter } = aDoor();
    expect(await refusalOf(enter(signed({ nonce: '1' })))).toBe('Invalid signature');
    const { headers, ...call } = signed();
    const twice = { ...headers, 'x-request-signature': [String(headers['x-request-signature']), 'x'] };
    expect(await refusalOf(enter({ ...call, headers: twice as never }))).toBe('Invalid signature');
  });

  it('is good for five minutes, and ahead of our clock for half of one', async () => {
    const { enter, clock } = aDoor();
    const at = (offsetMs: number) => enter(signed({ timestamp: clock.now() + offsetMs }));
    expect(await at(-5 * MINUTE)).toMatchObject({ kind: 'service' });
    expect(await at(30_000)).toMatchObject({ kind: 'service' });
    expect(await refusalOf(at(-5 * MINUTE - 1))).toBe('Timestamp too old');
    expect(await refusalOf(at(30_001))).toBe('Timestamp too old');
  });

  it('tells of its age only to who could sign it', async () => {
    const { enter, clock } = aDoor();
    const call = { timestamp: clock.now() - 6 * MINUTE };
    const stranger = { ...payment, key: { ...key, secret: nextKey.secret } };
    expect(await refusalOf(enter(signed(call, stranger)))).toBe('Invalid signature');
  });

  it('is good once, and remembered for as long as it could be shown again', async () => {
    const { enter, clock, used } = aDoor();
    const timestamp = clock.now() + 10_000;
    const call = signed({ timestamp });
    const entered = await Promise.allSettled(Array.from({ length: 20 }, () => enter(call)));
    expect(entered.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusalOf(enter(call))).toBe('Invalid signature');
    expect([...used.values()]).toEqual([timestamp + 5 * MINUTE]);
  });

  it('is refused for an unknown service, whoever signed it', async () => {
    for (const service of ['nobody', 'notification-service', '__proto__', 'constructor', ''])
      expect(await refusalOf(aDoor().enter(signed({}, { service, key })))).toBe('Unknown service');
  });

  it('is refused with the key of another service', async () => {
    expect(await refusalOf(aDoor().enter(signed({}, { ...payment, key: old })))).toBe('Invalid signature');
    const renamed = { ...payment, key: { ...old, id: key.id } };
    expect(await refusalOf(aDoor().enter(signed({}, renamed)))).toBe('Invalid signature');
  });

  it('holds with the old and the new key while keys change, and with the old one no longer afterwards', async () => {
    const during = aDoor();
    for (const each of [key, nextKey])
      expect(await during.enter(signed({}, { ...payment, key: each }))).toMatchObject({ kind: 'service' });
    const after = aDoor({ 'payment-service': { keys: [nextKey], tenants: '*' } });
    expect(await after.enter(signed({}, { ...payment, key: nextKey }))).toMatchObject({ kind: 'service' });
    expect(await refusalOf(after.enter(signed()))).toBe('Invalid signature');
  });

  it('is refused for a tenant the service may not act for, and for what is no tenant', async () => {
    const { enter } = aDoor();
    expect(await enter(signed({ tenantId: TENANT }, ticket))).toMatchObject({ tenantId: TENANT });
    for (const tenantId of [OTHER_TENANT, '', 'acme', `${TENANT},${OTHER_TENANT}`])
      expect(await refusalOf(enter(signed({ tenantId }, ticket)))).toBe('Invalid signature');
  });

  it('is not accepted when nobody knows whether it was used before', async () => {
    const services = internalServicesSchema.parse({ 'payment-service': { keys: [key], tenants: '*' } });
    const use = () => Promise.reject(new Error('The database is away'));
    const enter = createSignedCalls({ services, used: { use }, now: Date.now });
    await expect(enter(signed())).rejects.toThrow('The database is away');
  });
});

describe('a signature of version 1', () => {
  const call = { method: 'GET', url: URL_ };
  const of = (by = ticket, more: Partial<Sent> = {}) =>
    arrives({ ...call, ...more, headers: { ...signCallV1(by, call), ...more.headers } });

  it('is accepted from a service that may use it, for its only tenant, once', async () => {
    const { enter } = aDoor();
    const first = of();
    expect(await enter(first)).toMatchObject({ subject: 'ticket-service', tenantId: TENANT });
    expect(await refusalOf(enter(first))).toBe('Invalid signature');
  });

  it('says so or not', async () => {
    expect(await aDoor().enter(of(ticket, { headers: { 'x-signature-version': '1' } }))).toMatchObject({
      kind: 'service',
    });
  });

  it.each<[string, Partial<Sent>]>([
    ['with a body', { body: '{}' }],
    ['with another method', { method: 'POST' }],
    ['with another path', { url: 'http://hub.example/other?a=b' }],
    ['with another query', { url: 'http://hub.example/graphql?a=c' }],
    ['for a tenant it does not sign', { headers: { 'x-tenant-id': OTHER_TENANT } }],
    ['as version 2', { headers: { 'x-signature-version': '2' } }],
    ['as version 2 with a nonce', { headers: { 'x-request-nonce': 'a nonce that was not signed' } }],
    ['as version 3', { headers: { 'x-signature-version': '3' } }],
  ])('is refused %s', async (_, more) => {
    expect(await refusalOf(aDoor().enter(of(ticket, more)))).toBe('Invalid signature');
  });

  it('is refused from a service that must use version 2', async () => {
    expect(await refusalOf(aDoor().enter(of(payment)))).toBe('Invalid signature');
  });
});

describe('the table of services', () => {
  const row = { keys: [key], tenants: '*' };
  const problems = (table: object) => internalServicesSchema.safeParse(table).error?.message ?? '';

  it('is shipped with the services of the company, and what each may do', () => {
    expect(shippedPermissions).toEqual({
      'auth-service': ['integrations:read', 'integrations:write', 'webhooks:*'],
      'event-service': ['integrations:read', 'sync:events', 'webhooks:receive'],
      'ticket-service': ['integrations:read', 'sync:tickets', 'webhooks:receive'],
      'payment-service': ['integrations:read', 'integrations:write', 'sync:payments', 'webhooks:*'],
      'notification-service': ['integrations:read', 'sync:contacts'],
    });
  });

  it('gives a known name its shipped permissions, unless it has its own', () => {
    const [own, shipped] = internalServicesSchema.parse({
      'event-service': { ...row, permissions: ['sync:read'] },
      'auth-service': row,
    });
    expect(own?.permissions).toEqual(['sync:read']);
    expect(shipped?.permissions).toEqual(shippedPermissions['auth-service']);
  });

  it.each<[string, object]>([
    ['no shipped permissions', { 'new-service': row }],
    ['at least 32', { 'auth-service': { ...row, keys: [{ id: 'a', secret: 'short' }] } }],
    ['same id', { 'auth-service': { ...row, keys: [key, key] } }],
    ['keys', { 'auth-service': { ...row, keys: [] } }],
    ['exactly one', { 'auth-service': { ...row, versions: [1] } }],
    ['GUID', { 'auth-service': { ...row, tenants: ['acme'] } }],
    ['short name', { 'Auth Service': row }],
  ])('is refused with a word about %j', (word, table) => {
    expect(problems(table)).toContain(word);
  });
});
