import type { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { Unauthenticated } from '../../../src/platform/errors.ts';
import { certificateListener } from '../../../src/platform/principal/certificate-listener.ts';
import { createCertificates } from '../../../src/platform/principal/certificates.ts';
import { certifiedClientsSchema } from '../../../src/platform/principal/certified-client.ts';
import { readAuthorities } from '../../../src/platform/principal/client-authorities.ts';
import { noBody } from '../../../src/platform/principal/incoming-call.ts';
import {
  anAuthority,
  asFiles,
  CLIENT_AUTH,
  SERVER_AUTH,
  type Authority,
  type CertificateRequest,
  type Identity,
} from '../../support/certificates.ts';
import { movableClock, type MovableClock } from '../../support/clock.ts';
import { send } from '../../support/send.ts';

const TENANT = '0199f3a2-5c1e-7d34-8a50-3f6f1f0e9d21';
const OTHER_TENANT = '0199f3a2-5c1e-7d34-8a50-000000000002';
const DAY_MS = 86_400_000;
const PAYMENT = 'URI:spiffe://company/payment';
const TICKET = 'DNS:ticket.internal';

const clients = certifiedClientsSchema.parse({
  [PAYMENT]: { service: 'payment-service', tenants: '*' },
  [TICKET]: { service: 'ticket-service', tenants: [TENANT] },
  'DNS:several.internal': { service: 'event-service', tenants: [TENANT, OTHER_TENANT] },
});

let ca: Authority;
let server: Identity;
let files: ReturnType<typeof asFiles>;
beforeAll(async () => {
  ca = await anAuthority();
  server = await ca.issue({ names: ['IP:127.0.0.1'] });
  files = asFiles({ ca: ca.cert, cert: server.cert, key: server.key });
});
afterAll(() => files.remove());

/** An application that answers who is calling, without TLS and on a port for certificates. */
interface ServerOptions {
  readonly trustedProxies?: string[];
  readonly authorities?: X509Certificate[];
  readonly clock?: MovableClock;
  readonly host?: string;
}

async function aServer(options: ServerOptions = {}) {
  const { clock = movableClock(Date.now()), trustedProxies = [], authorities, host = '127.0.0.1' } = options;
  const enter = createCertificates({ clients, trustedProxies, authorities, now: clock.now });
  const app: FastifyInstance = Fastify({ forceCloseConnections: true });
  app.get('/', async ({ method, url, headers, socket }, reply) => {
    try {
      const principal = enter({ method, url, headers, socket, body: noBody });
      return { principal: principal && { ...principal, scopes: [...principal.scopes] } };
    } catch (error) {
      if (error instanceof Unauthenticated) return reply.code(401).send({ message: error.message });
      throw error;
    }
  });
  const { ca: caFile, cert, key } = files.paths as Record<'ca' | 'cert' | 'key', string>;
  const certified = certificateListener(app, { host: '127.0.0.1', port: 0, ca: caFile, cert, key });
  const plainUrl = await app.listen({ port: 0, host });
  const url = `https://127.0.0.1:${await certified.listen()}/`;
  const get = async (to: string, identity: Partial<Identity> = {}, headers: Record<string, string> = {}) => {
    const tls = { ca: ca.cert, ...identity };
    const { status, text } = await send(to, { method: 'GET', headers, ...(to === url && { tls }) });
    return { status, body: JSON.parse(text) as { principal?: unknown; message?: string } };
  };
  return {
    clock,
    plainUrl,
    certified: (identity?: Identity, headers?: Record<string, string>) => get(url, identity, headers),
    plain: (headers?: Record<string, string>) => get(`${plainUrl}/`, {}, headers),
    close: () => app.close(),
  };
}

/** For the tests that neither move time nor trust a proxy. */
let usual: Awaited<ReturnType<typeof aServer>>;
beforeAll(async () => {
  usual = await aServer();
});
afterAll(() => usual.close());

describe('a client certificate', () => {
  it('is a principal with the permissions of its service, for the tenant that was asked for', async () => {
    const validTo = Math.floor(Date.now() / 1000) * 1000 + DAY_MS;
    const identity = await ca.issue({ names: [PAYMENT], validTo });
    expect(await usual.certified(identity, { 'x-tenant-id': OTHER_TENANT })).toEqual({
      status: 200,
      body: {
        principal: {
          kind: 'service',
          subject: 'payment-service',
          tenantId: OTHER_TENANT,
          scopes: ['integrations:read', 'integrations:write', 'sync:payments', 'webhooks:*'],
          issuer: 'internal:certificate',
          expiresAt: validTo,
        },
      },
    });
  });

  it('needs not say which tenant it is for, where there is only one', async () => {
    const identity = await ca.issue({ names: [TICKET], usages: [CLIENT_AUTH] });
    expect(await usual.certified(identity)).toMatchObject({ body: { principal: { tenantId: TENANT } } });
  });

  it.each<[string, string, Record<string, string>]>([
    ['no tenant, where there are many', PAYMENT, {}],
    ['no tenant, where there are two', 'DNS:several.internal', {}],
    ['a tenant of others', TICKET, { 'x-tenant-id': OTHER_TENANT }],
    ['what is no tenant', PAYMENT, { 'x-tenant-id': 'acme' }],
    ['a name nobody knows', 'DNS:nobody.internal', { 'x-tenant-id': TENANT }],
    ['a name of another kind', 'DNS:spiffe', { 'x-tenant-id': TENANT }],
    ['half a name', 'URI:spiffe://company/pay', { 'x-tenant-id': TENANT }],
    ['a known name in another case', 'DNS:TICKET.internal', { 'x-tenant-id': TENANT }],
    ['two names in one', `DNS:evil, ${TICKET}`, { 'x-tenant-id': TENANT }],
  ])('is refused with %s', async (_, name, headers) => {
    const identity = await ca.issue({ names: [name] });
    expect(await usual.certified(identity, headers)).toEqual({
      status: 401,
      body: { message: 'Invalid certificate' },
    });
  });

  it('is refused with the names of two services', async () => {
    const identity = await ca.issue({ names: [PAYMENT, TICKET] });
    expect(await usual.certified(identity, { 'x-tenant-id': TENANT })).toMatchObject({ status: 401 });
  });

  it.each<[string, (request: CertificateRequest) => Promise<Partial<Identity>>]>([
    ['none', async () => ({})],
    ['an expired one', (request) => ca.issue({ ...request, validTo: Date.now() - 1_000 })],
    ['one that is not valid yet', (request) => ca.issue({ ...request, validFrom: Date.now() + DAY_MS / 2 })],
    ['a self-signed one', (request) => ca.selfSigned(request)],
    ['one of another CA', async (request) => (await anAuthority()).issue(request)],
    [
      'one of another CA with the same name',
      async (request) => (await anAuthority('Test CA')).issue(request),
    ],
    ['one for servers only', (request) => ca.issue({ ...request, usages: [SERVER_AUTH] })],
    ['one without its key', async (request) => ({ cert: (await ca.issue(request)).cert, key: server.key })],
  ])('does not get a connection: %s', async (_, make) => {
    const identity = await make({ names: [PAYMENT] });
    await expect(usual.certified(identity as Identity, { 'x-tenant-id': TENANT })).rejects.toThrow();
  });

  it('is up when it ends, also on connections that were made before', async () => {
    const app = await aServer();
    const identity = await ca.issue({ names: [TICKET], validTo: Date.now() + DAY_MS / 2 });
    expect(await app.certified(identity)).toMatchObject({ status: 200 });
    // A certificate knows whole seconds only.
    await app.clock.advance(DAY_MS / 2 + 2_000);
    expect(await app.certified(identity)).toEqual({ status: 401, body: { message: 'Token expired' } });
    await app.close();
  });
});

describe('a forwarded certificate', () => {
  const header = ({ cert }: Identity, more = '') => ({
    'x-forwarded-client-cert': `Hash=0a1b;Cert="${encodeURIComponent(cert)}"${more}`,
    'x-tenant-id': TENANT,
  });

  it('is nobody, whoever sends it, unless a proxy is trusted', async () => {
    const identity = await ca.issue({ names: [PAYMENT] });
    const pretenses = {
      'x-client-cert': encodeURIComponent(identity.cert),
      'ssl-client-verify': 'SUCCESS',
      'ssl-client-cert': encodeURIComponent(identity.cert),
      'x-forwarded-for': '10.0.0.1',
    };
    const elsewhere = await aServer({ trustedProxies: ['10.0.0.1', '192.168.0.0/16', '::1'] });
    for (const app of [usual, elsewhere]) {
      const answer = await app.plain({ ...header(identity), ...pretenses });
      expect(answer).toEqual({ status: 200, body: { principal: null } });
    }
    await elsewhere.close();
  });

  it.each(['127.0.0.1', '127.0.0.0/8', '10.0.0.1,127.0.0.1', '::/0,127.0.0.1/32'])(
    'is as good as shown when a proxy at %s sends it',
    async (proxies) => {
      const app = await aServer({ trustedProxies: proxies.split(',') });
      const identity = await ca.issue({ names: [PAYMENT] });
      expect(await app.plain(header(identity, ';Subject="CN=a;b\\"c"'))).toMatchObject({
        body: { principal: { subject: 'payment-service', tenantId: TENANT, issuer: 'internal:certificate' } },
      });
      expect(await app.plain({})).toEqual({ status: 200, body: { principal: null } });
      await app.close();
    },
  );

  it('of a proxy is known by its IPv4 address on a socket for both families', async () => {
    const app = await aServer({ trustedProxies: ['127.0.0.1'], host: '::' });
    const identity = await ca.issue({ names: [PAYMENT] });
    const { port } = new URL(app.plainUrl);
    const answer = await send(`http://127.0.0.1:${port}/`, { method: 'GET', headers: header(identity) });
    expect(answer.text).toContain('payment-service');
    await app.close();
  });

  it('is refused when it has ended, is of two clients, or cannot be read', async () => {
    const app = await aServer({ trustedProxies: ['127.0.0.1'] });
    const identity = await ca.issue({ names: [PAYMENT] });
    const past = await ca.issue({ names: [PAYMENT], validTo: Date.now() - 1_000 });
    expect(await app.plain(header(past))).toMatchObject({ body: { message: 'Token expired' } });
    const { 'x-forwarded-client-cert': good, ...tenant } = header(identity);
    for (const bad of [`${good},${good}`, `Hash=1,${good}`, `${good};${good}`, '', 'Cert="x"', `${good};"`])
      expect(await app.plain({ ...tenant, 'x-forwarded-client-cert': bad })).toMatchObject({ status: 401 });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme-ascii', maxLength: 30 }), async (text) => {
        const bad = { ...tenant, 'x-forwarded-client-cert': `Cert=${text}` };
        expect(await app.plain(bad)).toMatchObject({ status: 401 });
      }),
      { numRuns: 50 },
    );
    await app.close();
  });

  describe('where its authorities are known', () => {
    let app: Awaited<ReturnType<typeof aServer>>;
    let other: Authority;
    let bundle: ReturnType<typeof asFiles>;
    beforeAll(async () => {
      other = await anAuthority('Other CA');
      bundle = asFiles({ both: `# Ours\n${ca.cert}\n# Theirs\n${other.cert}\n`, none: 'no PEM' });
      const authorities = readAuthorities(bundle.paths['both'] ?? '');
      app = await aServer({ trustedProxies: ['127.0.0.1'], authorities });
    });
    afterAll(async () => {
      await app.close();
      bundle.remove();
    });

    it('is as good as shown when any of them has signed it', async () => {
      for (const authority of [ca, other])
        for (const usages of [[CLIENT_AUTH], [SERVER_AUTH, CLIENT_AUTH], []]) {
          const identity = await authority.issue({ names: [PAYMENT], usages });
          expect(await app.plain(header(identity))).toMatchObject({
            body: { principal: { subject: 'payment-service' } },
          });
        }
    });

    it.each<[string, (request: CertificateRequest) => Promise<Identity>]>([
      ['signed by itself', (request) => ca.selfSigned(request)],
      ['of an unknown CA', async (request) => (await anAuthority('Unknown CA')).issue(request)],
      ['of an unknown CA with the same name', async (request) => (await anAuthority()).issue(request)],
      ['for servers only', (request) => ca.issue({ ...request, usages: [SERVER_AUTH] })],
    ])('is refused when it is %s, though a trusted proxy sends it', async (_, make) => {
      const identity = await make({ names: [PAYMENT] });
      expect(await app.plain(header(identity))).toEqual({
        status: 401,
        body: { message: 'Invalid certificate' },
      });
    });

    it('is up when its authority is', async () => {
      const clock = movableClock(Date.now());
      const authorities = readAuthorities(bundle.paths['both'] ?? '');
      const later = await aServer({ trustedProxies: ['127.0.0.1'], authorities, clock });
      const identity = await ca.issue({ names: [PAYMENT], validTo: Date.now() + 1_000 * DAY_MS });
      expect(await later.plain(header(identity))).toMatchObject({ status: 200 });
      await clock.advance(401 * DAY_MS);
      expect(await later.plain(header(identity))).toMatchObject({ body: { message: 'Token expired' } });
      await later.close();
    });

    it('are not known from a file without any', () => {
      expect(() => readAuthorities(bundle.paths['none'] ?? '')).toThrow('has no certificate');
    });
  });
});
