import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { createHttpServer } from '../../../src/platform/http/server.ts';
import { securityHeaders } from '../../../src/platform/http/security-headers.ts';
import { createLog } from '../../../src/platform/log.ts';

const log = createLog({ level: 'silent' });
const PAGE = 'https://app.example.com';
/** In milliseconds; ample against what a busy machine adds. */
const patience = { headers: 400, body: 400, idle: 400 };
const LONG_AGO_MS = 10_000;

let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  app = createHttpServer(log, { patience, allowedOrigins: [PAGE] });
  app.get('/ip', ({ ip, protocol, hostname }) => ({ ip, protocol, hostname }));
  app.post('/echo', ({ body }) => ({ body }));
  app.get('/fails', () => {
    throw new Error('sk_live_secret');
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  // `as`: a server that listens on TCP has such an address.
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

function call(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, init);
}

/** Opens a connection, writes and reads until the other side ends it. */
async function exchange(bytes: string): Promise<{ answer: string; ms: number }> {
  const started = performance.now();
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(bytes);
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  await new Promise((resolve) => socket.once('close', resolve));
  return { answer, ms: performance.now() - started };
}

const request = (line: string, headers: readonly string[] = []) =>
  [line, 'host: localhost', 'connection: close', ...headers, '', ''].join('\r\n');

describe('what takes too long', () => {
  it('cuts a connection that says nothing', async () => {
    expect((await exchange('')).ms).toBeLessThan(LONG_AGO_MS);
  });

  it('cuts headers that come too slowly', async () => {
    const { answer, ms } = await exchange('GET /ip HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(ms).toBeLessThan(LONG_AGO_MS);
  });

  it('cuts a body that comes too slowly', async () => {
    const headers = ['content-type: application/json', 'content-length: 1000'];
    const { answer, ms } = await exchange(`${request('POST /echo HTTP/1.1', headers)}{`);
    expect(answer).toBe('');
    expect(ms).toBeLessThan(LONG_AGO_MS);
  });

  it('cuts a connection that is idle after a request', async () => {
    const { answer, ms } = await exchange('GET /ip HTTP/1.1\r\nhost: localhost\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(ms).toBeLessThan(LONG_AGO_MS);
  });

  it('still serves others while hundreds of connections say nothing', async () => {
    const silent = Array.from({ length: 300 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
    expect((await call('/ip')).status).toBe(200);
    await Promise.all(silent.map((socket) => text(socket).catch(() => '')));
  });
});

describe('what is too large', () => {
  it.each([
    ['a URL of 64 KiB', request(`GET /${'x'.repeat(65_536)} HTTP/1.1`), 431],
    ['headers of 32 KiB', request('GET /ip HTTP/1.1', [`x-big: ${'x'.repeat(32_768)}`]), 431],
    [
      '1,000 headers',
      request(
        'GET /ip HTTP/1.1',
        Array.from({ length: 1_000 }, (_, i) => `a${i}: b`),
      ),
      431,
    ],
    [
      'one header more than allowed',
      request(
        'GET /ip HTTP/1.1',
        Array.from({ length: 99 }, () => 'a: b'),
      ),
      431,
    ],
    [
      'a body of 2 MiB',
      request('POST /echo HTTP/1.1', ['content-type: application/json', 'content-length: 2097152']),
      413,
    ],
    ['no HTTP at all', 'EHLO localhost\r\n\r\n', 400],
  ])('refuses %s', async (_what, bytes, status) => {
    const { answer } = await exchange(bytes);
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    for (const [name, value] of Object.entries(securityHeaders))
      expect(answer).toContain(`${name}: ${value}`);
  });

  it('takes as many headers as allowed', async () => {
    const { answer } = await exchange(
      request(
        'GET /ip HTTP/1.1',
        Array.from({ length: 98 }, () => 'a: b'),
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('what is claimed', () => {
  it('believes no X-Forwarded header', async () => {
    const spoofed = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'for=203.0.113.9;proto=https',
      'x-real-ip': '203.0.113.9',
    };
    expect(await (await call('/ip', { headers: spoofed })).json()).toEqual({
      ip: '127.0.0.1',
      protocol: 'http',
      hostname: '127.0.0.1',
    });
  });
});

describe('what browsers are told', () => {
  it.each(['/ip', '/nowhere', '/fails'])('has the security headers at %s', async (path) => {
    const answer = await call(path);
    expect(Object.fromEntries(answer.headers)).toMatchObject(securityHeaders);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(await answer.text()).not.toContain('sk_live_secret');
  });

  const preflight = (origin: string) =>
    call('/echo', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });

  it('lets the pages of allowed origins in, without cookies', async () => {
    const { status, headers } = await preflight(PAGE);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, PAGE]);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await call('/ip', { headers: { origin: PAGE } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
  });

  it.each(['https://evil.example', `${PAGE}.evil.example`, 'https://App.example.com:444', 'null'])(
    'allows nothing to pages of %s',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('allows nothing to anybody where no origin is set', async () => {
    const closed = createHttpServer(log);
    const { headers } = await closed.inject({
      method: 'OPTIONS',
      url: '/',
      headers: { origin: PAGE, 'access-control-request-method': 'POST' },
    });
    await closed.close();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});
