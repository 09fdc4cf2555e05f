import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { readCallbackRequest } from '../../src/graphql/callback-request.ts';
import { SECRET } from './toy-schema.ts';
import { startToyServer, token } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

interface Message {
  readonly action: string;
  readonly id: string;
  readonly verifier: string;
  readonly payload?: unknown;
  readonly errors?: unknown;
}

const url = (callbackUrl: string) => ({ subscription: { callbackUrl, subscriptionId: 's', verifier: 'v' } });

describe('the address of a callback', () => {
  const allowed = ['router.internal', 'router.internal:8443', 'http://127.0.0.1:4000'];

  it.each([
    'https://router.internal/callback/1',
    'https://ROUTER.internal:443/x',
    'https://router.internal:8443/x',
    'http://127.0.0.1:4000/x',
  ])('may be %s', (address) => {
    expect(readCallbackRequest(url(address), allowed)).toMatchObject({ url: address, heartbeatMs: 5000 });
  });

  it.each([
    'http://router.internal/x',
    'https://router.internal:9999/x',
    'https://router.internal.evil.example/x',
    'https://router.internal@evil.example/x',
    'https://user:pass@router.internal/x',
    'https://evil.example/router.internal',
    'http://127.0.0.1:4001/x',
    'https://127.0.0.1:4000/x',
    'file:///etc/passwd',
    'nonsense',
  ])('may not be %s', (address) => {
    expect(() => readCallbackRequest(url(address), allowed)).toThrow('may be called');
  });

  it('may be none while no host is listed', () => {
    expect(() => readCallbackRequest(url('https://router.internal/'), [])).toThrow('not enabled');
  });

  it('keeps the heartbeat on and its interval sane', () => {
    const beat = (heartbeatIntervalMs: unknown) =>
      readCallbackRequest(
        { subscription: { ...url('https://router.internal/').subscription, heartbeatIntervalMs } },
        allowed,
      ).heartbeatMs;
    expect([0, -1, 'x', 1, 7000, 1e9].map(beat)).toEqual([5000, 5000, 5000, 1000, 7000, 60_000]);
  });
});

describe('a callback subscription', () => {
  let router: FastifyInstance;
  let server: ToyServer;
  let address: string;
  let messages: Message[] = [];
  let statusOf: (message: Message) => number = () => 204;

  beforeAll(async () => {
    router = Fastify();
    router.post('/callback', async (request, reply) => {
      const message = request.body as Message;
      messages.push(message);
      return reply.code(statusOf(message)).send();
    });
    await router.listen({ port: 0, host: '127.0.0.1' });
    const { port } = router.server.address() as AddressInfo;
    address = `http://127.0.0.1:${port}/callback`;
    server = await startToyServer({ callbackHosts: [`http://127.0.0.1:${port}`] });
  });
  afterAll(async () => {
    await server.close();
    await router.close();
  });

  async function ask(query: string, options: { authorization?: string; callbackUrl?: string } = {}) {
    messages = [];
    const { authorization = token(['widgets:read']), callbackUrl = address } = options;
    return server.post({ query, extensions: url(callbackUrl) }, { authorization });
  }

  async function completed(): Promise<Message[]> {
    while (!messages.some(({ action }) => action === 'complete'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    return messages;
  }

  it('is confirmed, served and completed', async () => {
    const { status, body } = await ask('subscription { ticks(upTo: 2) { id } }');
    expect([status, body]).toEqual([200, { data: null }]);
    expect(await completed()).toMatchObject([
      { action: 'check', id: 's', verifier: 'v' },
      { action: 'next', payload: { data: { ticks: { id: '1' } } } },
      { action: 'next', payload: { data: { ticks: { id: '2' } } } },
      { action: 'complete' },
    ]);
    expect(messages.at(-1)?.errors).toBeUndefined();
  });

  it('calls nobody that is not listed, whatever is wrong with the operation', async () => {
    const elsewhere = address.replace('127.0.0.1', 'localhost');
    for (const query of ['subscription {', '{ health }', 'subscription { nothing }']) {
      await ask(query, { callbackUrl: elsewhere });
      expect(messages).toEqual([]);
    }
    const { status, body } = await ask('subscription { openTicks }', { callbackUrl: elsewhere });
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'CALLBACK_REFUSED']);
    expect(messages).toEqual([]);
  });

  it('is refused when the router does not confirm', async () => {
    statusOf = () => 404;
    const { status, body } = await ask('subscription { silence }');
    statusOf = () => 204;
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'CALLBACK_REFUSED']);
    expect(messages).toHaveLength(1);
  });

  it('completes with an error when the caller may not, and when the token ends', async () => {
    await ask('subscription { ticks(upTo: 2) { id } }', { authorization: token([]) });
    expect((await completed()).at(-1)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await ask('subscription { silence }', { authorization: token([], { lifeMs: 300 }) });
    expect((await completed()).at(-1)).toMatchObject({
      errors: [{ message: 'Token expired', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('lets nothing of an unexpected error out', async () => {
    await ask('subscription { leaky }');
    expect(JSON.stringify(await completed())).not.toContain(SECRET);
    expect(messages.at(-1)).toMatchObject({ errors: [{ message: 'Internal error' }] });
  });

  it('delivers again after an outage of the router', async () => {
    let failures = 2;
    statusOf = ({ action }) => (action === 'next' && failures-- > 0 ? 503 : 204);
    await ask('subscription { openTicks }');
    const actions = (await completed()).map(({ action }) => action);
    statusOf = () => 204;
    expect(actions).toEqual(['check', 'next', 'next', 'next', 'complete']);
  });

  it('is completed when the server closes', async () => {
    const { port } = router.server.address() as AddressInfo;
    const other = await startToyServer({ callbackHosts: [`http://127.0.0.1:${port}`] });
    messages = [];
    await other.post(
      { query: 'subscription { silence }', extensions: url(address) },
      { authorization: token([]) },
    );
    await other.close();
    expect(messages.map(({ action, errors }) => [action, errors])).toEqual([
      ['check', undefined],
      ['complete', undefined],
    ]);
  });
});
