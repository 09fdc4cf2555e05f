import { createServer, type Server as HttpServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTokenSource, TokenRequestFailed } from '../../clients/typescript/src/index.ts';
import { anOAuthStand, type Client, type Server, type Stand } from '../oauth/server.ts';

let stand: Stand;
let server: Server;
let client: Client;
beforeAll(async () => {
  stand = await anOAuthStand();
  server = await stand.server();
  client = await server.aClient(['sync:read', 'records:read']);
});
afterAll(() => stand?.close());

/** Counts the requests for tokens, and fails them while it is told to. */
function watched() {
  let tokens = 0;
  const state = { broken: false };
  const watching: typeof fetch = async (url, init) => {
    if (String(url).endsWith('/oauth/token')) {
      tokens += 1;
      if (state.broken) throw new TypeError('the network is away');
    }
    return fetch(url, init);
  };
  return { fetch: watching, state, tokens: () => tokens };
}

function aSource(more: object = {}) {
  const watch = watched();
  let now = 1_000_000;
  const options = { issuer: stand.issuer, clientId: client.id, clientSecret: client.secret };
  const source = createTokenSource({ ...options, fetch: watch.fetch, now: () => now, ...more });
  return { ...watch, source, advance: (ms: number) => (now += ms) };
}

describe('a source of tokens', () => {
  it('asks once however many want one, and keeps it', async () => {
    const { source, tokens } = aSource();
    const all = await Promise.all(Array.from({ length: 50 }, () => source.token()));
    expect(new Set(all).size).toBe(1);
    await source.token();
    expect(tokens()).toBe(1);
  });

  it('renews it before it ends', async () => {
    const { source, tokens, advance } = aSource();
    const first = await source.token();
    advance(3_240_000 - 1);
    expect(await source.token()).toBe(first);
    advance(1);
    expect(await source.token()).not.toBe(first);
    expect(tokens()).toBe(2);
  });

  it('goes on with the old one when the renewal fails, as long as that lives', async () => {
    const { source, state, advance } = aSource();
    const first = await source.token();
    state.broken = true;
    advance(3_300_000);
    expect(await source.token()).toBe(first);
    advance(300_000);
    await expect(source.token()).rejects.toMatchObject({ name: 'TokenRequestFailed', error: 'unavailable' });
    state.broken = false;
    expect(await source.token()).not.toBe(first);
  });

  it('forgets one that was refused, and not a newer one', async () => {
    const { source, tokens } = aSource();
    const first = await source.token();
    source.forget(first);
    const second = await source.token();
    source.forget(first);
    expect(await source.token()).toBe(second);
    expect(tokens()).toBe(2);
  });

  it('says why there is none, and tries again the next time', async () => {
    const { source, tokens } = aSource({ clientSecret: 'wrong' });
    for (let i = 0; i < 2; i += 1) {
      const failure = await source.token().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(TokenRequestFailed);
      expect(failure).toMatchObject({ error: 'invalid_client' });
    }
    expect(tokens()).toBe(2);
    await expect(aSource({ scope: 'admin' }).source.token()).rejects.toMatchObject({
      error: 'invalid_scope',
    });
  });

  it('sends its secret to nobody but the issuer it was told', async () => {
    let asked = '';
    const impostor: HttpServer = createServer((request, response) => {
      asked += String(request.headers.authorization ?? '');
      const token_endpoint = `${stand.issuer}/oauth/token`;
      response.end(JSON.stringify({ issuer: stand.issuer, token_endpoint }));
    }).listen(0, '127.0.0.1');
    await once(impostor, 'listening');
    // `as`: a server listening on a TCP port has an address of this kind.
    const issuer = `http://127.0.0.1:${(impostor.address() as AddressInfo).port}`;
    await expect(aSource({ issuer }).source.token()).rejects.toBeInstanceOf(TokenRequestFailed);
    expect(asked).toBe('');
    impostor.close();
  });
});
