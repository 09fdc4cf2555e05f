import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { startToyServer, token } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

const SECRETS = ['old-secret-of-the-router-0123456789', 'new-secret-of-the-router-0123456789'];
const PAGE = 'https://app.example.com';

/** What became of `connection_init`: `ack`, or the close code. */
async function opened(server: ToyServer, headers: Record<string, string>): Promise<string | number> {
  const socket = new WebSocket(server.url.replace('http', 'ws'), 'graphql-transport-ws', { headers });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: token([]) } }));
  const answer = await Promise.race([
    once(socket, 'message').then(() => 'ack'),
    once(socket, 'close').then(([code]) => Number(code)),
  ]);
  socket.close();
  return answer;
}

describe('the schema', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer({ router: { secrets: SECRETS, only: false } });
  });
  afterAll(() => server.close());

  const asking = [
    '{ __schema { types { name } } }',
    '{ __type(name: "Widget") { name } }',
    '{ _service { sdl } }',
    '{ a: _service { b: sdl } health }',
    'query ($yes: Boolean = true) { ... @include(if: $yes) { ...f } } fragment f on Query { _service { sdl } }',
  ];

  it.each(asking)('is closed to callers and open to the router: %s', async (query) => {
    const headers = { authorization: token(['admin']) };
    const refused = await server.post({ query }, headers);
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([400, 'INTROSPECTION_DISABLED']);
    expect(refused.text).not.toContain('Widget');
    for (const secret of SECRETS) {
      const { status, text } = await server.post({ query }, { 'router-authorization': secret });
      expect(status).toBe(200);
      expect(text).toContain('Widget');
    }
    // What the router had validated is not open to the next caller.
    expect((await server.post({ query }, headers)).status).toBe(400);
  });

  it.each(['', SECRETS[0]?.slice(0, -1) ?? 'x', `${SECRETS[0]}x`, SECRETS.join(), 'undefined'])(
    'is closed to whoever shows the secret %p',
    async (secret) => {
      const { status } = await server.post({ query: asking[0] }, { 'router-authorization': secret });
      expect(status).toBe(400);
    },
  );

  it('is closed on sockets', async () => {
    const client = server.socket(token(['admin']));
    await expect(client.iterate({ query: '{ _service { sdl } }' }).next()).rejects.toMatchObject([
      { extensions: { code: 'INTROSPECTION_DISABLED' } },
    ]);
    await client.dispose();
  });
});

describe('a hub for the router only', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer({ router: { secrets: SECRETS, only: true } });
  });
  afterAll(() => server.close());

  it('serves the router and nobody else, whatever they show', async () => {
    const refused = await server.post({ query: '{ health }' }, { authorization: token(['admin']) });
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
    const served = await server.post({ query: '{ health }' }, { 'router-authorization': SECRETS[1] ?? '' });
    expect(served.status).toBe(200);
    expect(await opened(server, {})).toBe(4403);
    expect(await opened(server, { 'router-authorization': SECRETS[1] ?? '' })).toBe('ack');
  });
});

describe('pages of browsers', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer({ allowedOrigins: [PAGE] });
  });
  afterAll(() => server.close());

  it.each([
    [PAGE, 200, 'ack'],
    ['https://evil.example', 403, 4403],
    [`${PAGE}.evil.example`, 403, 4403],
    ['http://app.example.com', 403, 4403],
    ['null', 403, 4403],
  ])('from %s get %p and %p', async (origin, status, socket) => {
    const cookie = 'session=of-a-victim';
    expect((await server.post({ query: '{ health }' }, { origin, cookie })).status).toBe(status);
    expect(await opened(server, { origin, cookie })).toBe(socket);
  });

  it('are not asked for of callers without one', async () => {
    expect((await server.post({ query: '{ health }' })).status).toBe(200);
    expect(await opened(server, {})).toBe('ack');
  });
});
