import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startToyServer, token, type ToyServer } from '../graphql/toy-server.ts';
import { movableClock, type MovableClock } from '../support/clock.ts';

const LIFE_MS = 3_600_000;
/** What the end may take once it has come, by a real clock. */
const WITHIN_MS = 1_000;

interface Told {
  action: string;
  errors?: { message: string; extensions: { code: string } }[];
}

let router: Server;
let told: Told[] = [];
let clock: MovableClock;
let server: ToyServer;
/** Whose right was taken back, and who wants to know. */
const revoked = new Set<string>();
const listeners = new Set<() => void>();
beforeAll(async () => {
  router = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      told.push(JSON.parse(body) as Told);
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(router, 'listening');
  clock = movableClock(Date.now());
  server = await startToyServer({
    now: clock.now,
    sleep: clock.sleep,
    callbackHosts: [routerUrl()],
    revocations: {
      assertKnown: async () => undefined,
      isRevoked: ({ subject }) => revoked.has(subject),
      onChange: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  });
});
afterAll(async () => {
  await server?.close();
  router?.closeAllConnections();
  router?.close();
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function routerUrl(): string {
  // `as`: a server that listens on TCP has such an address.
  return `http://127.0.0.1:${(router.address() as AddressInfo).port}`;
}

/** A token that ends `LIFE_MS` from now by the movable clock. */
function aToken(): string {
  return token([], { lifeMs: clock.now() + LIFE_MS - Date.now() });
}

/** Up to the last moment of the token nothing may end; `ended` resolves when it has. Answers how long that took. */
async function timeOfEnd(isOpen: () => boolean, ended: Promise<unknown>): Promise<number> {
  await clock.advance(LIFE_MS - 2_000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isOpen()).toBe(true);
  const begin = performance.now();
  await clock.advance(2_000);
  await ended;
  return performance.now() - begin;
}

describe('a subscription whose token ends', () => {
  it('is closed over the WebSocket, within a second, though nothing happens on it', async () => {
    const socket = server.rawSocket();
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: aToken() } }));
    await once(socket, 'message');
    socket.send(
      JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { silence }' } }),
    );
    const closed = once(socket, 'close');
    const tookMs = await timeOfEnd(() => socket.readyState === socket.OPEN, closed);
    const [code, reason] = (await closed) as [number, Buffer];
    expect({ code, reason: reason.toString() }).toEqual({ code: 4403, reason: 'Token expired' });
    expect(tookMs).toBeLessThan(WITHIN_MS);
  });

  it('is completed at the router that is called back, within a second', async () => {
    told = [];
    const subscription = {
      callbackUrl: `${routerUrl()}/callback`,
      subscriptionId: 's',
      verifier: 'v',
      heartbeatIntervalMs: 60_000,
    };
    const { status } = await server.post(
      { query: 'subscription { silence }', extensions: { subscription } },
      { authorization: aToken() },
    );
    expect(status).toBe(200);
    const completed = (async () => {
      while (!told.some(({ action }) => action === 'complete'))
        await new Promise((resolve) => setTimeout(resolve, 10));
    })();
    const tookMs = await timeOfEnd(() => !told.some(({ action }) => action === 'complete'), completed);
    expect(told.map(({ action }) => action)).toEqual(['check', 'complete']);
    expect(told.at(-1)?.errors).toMatchObject([
      { message: 'Token expired', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(tookMs).toBeLessThan(WITHIN_MS);
  });

  it('is completed at the router that is called back, as soon as the token is known to be revoked', async () => {
    told = [];
    const subscription = {
      callbackUrl: `${routerUrl()}/callback`,
      subscriptionId: 's',
      verifier: 'v',
      heartbeatIntervalMs: 60_000,
    };
    const authorization = token([], { subject: 'eve', lifeMs: clock.now() + LIFE_MS - Date.now() });
    await server.post({ query: 'subscription { silence }', extensions: { subscription } }, { authorization });
    for (const listener of listeners) listener();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(told.map(({ action }) => action)).toEqual(['check']);
    revoked.add('eve');
    for (const listener of listeners) listener();
    while (!told.some(({ action }) => action === 'complete'))
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(told.at(-1)?.errors).toMatchObject([
      { message: 'Token revoked', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(listeners.size).toBe(0);
  });

  it('is not begun with a token that has ended already', async () => {
    const ended = aToken();
    await clock.advance(LIFE_MS);
    const socket = server.rawSocket();
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: ended } }));
    const [code] = await once(socket, 'close');
    expect(code).toBe(4403);
  });
});
