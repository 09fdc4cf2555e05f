import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { WebSocket } from 'ws';
import { SECRET } from './toy-schema.ts';
import { startToyServer, token } from './toy-server.ts';
import type { Json, ToyServer } from './toy-server.ts';

async function closing(socket: WebSocket): Promise<{ code: number; reason: string }> {
  const [code, reason] = await once(socket, 'close');
  return { code, reason: String(reason) };
}

describe('the WebSocket door', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer({ connectionInitWaitTimeoutMs: 100 });
  });
  afterAll(() => server.close());

  async function open(authorization?: string): Promise<WebSocket> {
    const socket = server.rawSocket();
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
    return socket;
  }

  async function acknowledged(authorization: string): Promise<WebSocket> {
    const socket = await open(authorization);
    const [message] = await once(socket, 'message');
    expect(JSON.parse(String(message))).toEqual({ type: 'connection_ack' });
    return socket;
  }

  function subscribe(socket: WebSocket, id: string, query: string): void {
    socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
  }

  it('closes what stays silent, has no token, or a bad one', async () => {
    expect((await closing(server.rawSocket())).code).toBe(4408);
    expect(await closing(await open())).toEqual({ code: 4401, reason: 'A token is required' });
    expect(await closing(await open('Bearer nonsense'))).toEqual({ code: 4403, reason: 'Invalid token' });
    expect((await closing(await open(token([], { lifeMs: -1 })))).reason).toBe('Token expired');
  });

  it('closes with the token, whatever is still running', async () => {
    const socket = await acknowledged(token([], { lifeMs: 300 }));
    subscribe(socket, '1', 'subscription { silence }');
    expect(await closing(socket)).toEqual({ code: 4403, reason: 'Token expired' });
  });

  it('runs queries and mutations behind the same walls', async () => {
    const client = server.socket(token(['widgets:read']));
    const first = async (query: string) => (await client.iterate({ query }).next()).value;
    expect(await first('{ widget(id: "1") { name } }')).toEqual({ data: { widget: { name: 'widget 1' } } });
    expect(await first('{ secret }')).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(JSON.stringify(await first('{ broken }'))).not.toContain(SECRET);
    await expect(first('{ healthy }')).rejects.toMatchObject([
      {
        message: expect.not.stringContaining('Did you mean'),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    await expect(first('{ __schema { types { name } } }')).rejects.toBeDefined();
    await client.dispose();
  });

  it('lets nothing of an unexpected error out, neither of a field nor of the event source', async () => {
    const socket = await acknowledged(token([]));
    const messages: Json[] = [];
    socket.on('message', (data) => messages.push(JSON.parse(String(data))));
    subscribe(socket, '1', 'subscription { leaky }');
    while (!messages.some(({ type }) => type === 'error')) await once(socket, 'message');
    expect(JSON.stringify(messages)).not.toContain(SECRET);
    expect(messages).toMatchObject([
      {
        type: 'next',
        payload: { errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL' } }] },
      },
      { type: 'error', payload: [{ message: 'Internal error', extensions: { code: 'INTERNAL' } }] },
    ]);
    socket.close();
  });

  it('limits the operations of one socket and frees the place of one that ended', async () => {
    const socket = await acknowledged(token([]));
    const answers: Json[] = [];
    socket.on('message', (data) => answers.push(JSON.parse(String(data))));
    for (const id of ['1', '2', '3', '4']) subscribe(socket, id, 'subscription { silence }');
    await once(socket, 'message');
    expect(answers).toMatchObject([
      { id: '4', type: 'error', payload: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] },
    ]);
    socket.send(JSON.stringify({ id: '1', type: 'complete' }));
    subscribe(socket, '5', '{ health }');
    await once(socket, 'message');
    expect(answers[1]).toMatchObject({ id: '5', type: 'next', payload: { data: { health: 'ok' } } });
    socket.close();
  });

  it('takes no message that is too large', async () => {
    const socket = await acknowledged(token([]));
    subscribe(socket, '1', `{ health } # ${'x'.repeat(300_000)}`);
    expect((await closing(socket)).code).toBe(1009);
  });

  it('closes every connection when the server closes', async () => {
    const other = await startToyServer();
    const client = other.rawSocket();
    await once(client, 'open');
    client.send(JSON.stringify({ type: 'connection_init', payload: { authorization: token([]) } }));
    await once(client, 'message');
    const closed = closing(client);
    await other.close();
    expect((await closed).code).toBe(1001);
  });
});
