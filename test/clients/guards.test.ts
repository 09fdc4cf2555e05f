import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server as HttpServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import Fastify from 'fastify';
import {
  callerOf,
  createTokenVerifier,
  requireScopesInExpress,
  requireScopesInFastify,
  TokenRefused,
  type TokenVerifier,
} from '../../clients/typescript/src/index.ts';
import {
  anOAuthStand,
  CREDENTIALS,
  OTHER_SERVICE,
  type Client,
  type Server,
  type Stand,
} from '../oauth/server.ts';

let stand: Stand;
let server: Server;
let client: Client;
/** For the protected service. */
let token: string;
/** For the hub. */
let foreign: string;
const services: { close(): unknown }[] = [];
beforeAll(async () => {
  stand = await anOAuthStand();
  server = await stand.server();
  client = await server.aClient(['sync:*', 'records:read']);
  token = await aToken({ resource: OTHER_SERVICE });
  foreign = await aToken({});
});
afterAll(async () => {
  for (const service of services) await service.close();
  await stand?.close();
});

async function aToken(form: Record<string, string>, by = client): Promise<string> {
  return String((await server.post('/oauth/token', { ...CREDENTIALS, ...form }, by)).body['access_token']);
}

const byKeys = (more: object = {}) =>
  createTokenVerifier({ issuer: stand.issuer, audience: OTHER_SERVICE, ...more });
const byAsking = () => byKeys({ introspection: { clientId: client.id, clientSecret: client.secret } });

describe.each([
  ['by the published keys', byKeys],
  ['by introspection', byAsking],
])('a verifier %s', (_how, make) => {
  it('tells who a token speaks for', async () => {
    const caller = await make().verifyToken(token);
    expect(caller).toMatchObject({ subject: client.id, clientId: client.id, tenantId: client.tenantId });
    expect([...caller.scopes].toSorted()).toEqual(['records:read', 'sync:*']);
    expect(caller.expiresAt).toBeGreaterThan(Date.now());
  });

  it('refuses what is for somebody else, altered, or nothing', async () => {
    const bad = [foreign, `${token.slice(0, -3)}abc`, token.slice(1), 'x', '', 'a.b.c', 'x'.repeat(9_000)];
    for (const text of bad) await expect(make().verifyToken(text)).rejects.toBeInstanceOf(TokenRefused);
  });

  it('neither believes nor refuses anybody while the hub cannot be asked', async () => {
    const away = { fetch: () => Promise.reject(new TypeError('the network is away')) };
    const failure = await byKeys({ ...away })
      .verifyToken(token)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TypeError);
  });
});

it('a verifier that asks refuses what was revoked', async () => {
  const [doomed, verifier] = [await aToken({ resource: OTHER_SERVICE }), byAsking()];
  await verifier.verifyToken(doomed);
  await server.post('/oauth/revoke', { token: doomed }, client);
  const refused = () =>
    verifier.verifyToken(doomed).then(
      () => false,
      (error: unknown) => error instanceof TokenRefused,
    );
  while (!(await refused())) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await refused()).toBe(true);
});

it('a verifier by keys asks for them once, however many tokens come', async () => {
  let asked = 0;
  const counting: typeof fetch = (url, init) => {
    if (String(url).endsWith('/jwks.json')) asked += 1;
    return fetch(url, init);
  };
  const verifier = byKeys({ fetch: counting });
  await Promise.all(Array.from({ length: 20 }, () => verifier.verifyToken(token)));
  expect(asked).toBe(1);
});

async function inFastify(verifier: TokenVerifier): Promise<string> {
  const app = Fastify();
  services.push(app);
  const onRequest = requireScopesInFastify(verifier, 'sync:read', 'records:read');
  app.get('/', { onRequest }, (request) => ({ subject: callerOf(request).subject }));
  app.get('/narrow', { onRequest: requireScopesInFastify(verifier, 'admin') }, () => ({}));
  return app.listen({ host: '127.0.0.1', port: 0 });
}

async function inExpress(verifier: TokenVerifier): Promise<string> {
  const app = express();
  app.get('/', requireScopesInExpress(verifier, 'sync:read', 'records:read'), (request, response) => {
    response.json({ subject: callerOf(request).subject });
  });
  app.get(
    '/narrow',
    requireScopesInExpress(verifier, 'admin'),
    (_request, response) => void response.json({}),
  );
  const listening: HttpServer = app.listen(0, '127.0.0.1');
  services.push({ close: () => new Promise((resolve) => listening.close(resolve)) });
  await once(listening, 'listening');
  // `as`: a server listening on a TCP port has an address of this kind.
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

describe.each([
  ['Fastify', inFastify],
  ['Express', inExpress],
])('the guard in %s', (_framework, serve) => {
  const ask = async (url: string, authorization?: string) => {
    const response = await fetch(url, { headers: { ...(authorization && { authorization }) } });
    return {
      status: response.status,
      challenge: response.headers.get('www-authenticate'),
      body: (await response.json()) as object,
    };
  };

  it('lets in whoever has the scopes, and says who it is', async () => {
    const url = await serve(byKeys());
    expect(await ask(url, `Bearer ${token}`)).toMatchObject({ status: 200, body: { subject: client.id } });
    expect((await ask(url, `bearer ${token}`)).status).toBe(200);
  });

  it('answers everybody else as RFC 6750 says', async () => {
    const url = await serve(byKeys());
    expect(await ask(url)).toMatchObject({ status: 401, challenge: 'Bearer' });
    expect(await ask(url, `Basic ${token}`)).toMatchObject({ status: 401, challenge: 'Bearer' });
    for (const wrong of ['x', foreign])
      expect(await ask(url, `Bearer ${wrong}`)).toMatchObject({
        status: 401,
        challenge: 'Bearer error="invalid_token"',
        body: { error: 'invalid_token' },
      });
    expect(await ask(`${url}/narrow`, `Bearer ${token}`)).toMatchObject({
      status: 403,
      challenge: 'Bearer error="insufficient_scope", scope="admin"',
    });
  });

  it('answers 503 where nobody can be verified', async () => {
    const url = await serve(byKeys({ fetch: () => Promise.reject(new TypeError('the network is away')) }));
    expect((await ask(url, `Bearer ${token}`)).status).toBe(503);
  });
});
