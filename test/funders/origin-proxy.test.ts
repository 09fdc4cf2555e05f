/** The way out of the browser, as a client sees it that would like to go elsewhere. */
import { connect, type Socket } from 'node:net';
import { createServer as createTlsServer, connect as connectTls } from 'node:tls';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startOriginProxy, type OriginProxy } from '../../src/funders/transports/origin-proxy.ts';
import { createGuardedAgents } from '../../src/platform/egress/agents.ts';
import { anAuthority } from '../support/certificates.ts';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

async function listening(server: Server | ReturnType<typeof createTlsServer>): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ending.push(() => server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function aProxy(origin: string, allowedHosts: readonly string[]): Promise<OriginProxy> {
  const { httpAgent } = createGuardedAgents(allowedHosts);
  const proxy = await startOriginProxy(origin, httpAgent);
  ending.push(
    () => proxy.close(),
    () => httpAgent.destroy(),
  );
  return proxy;
}

/** Sends a request's first lines and resolves with the first of what comes back; empty where the connection ends. */
async function said(proxy: OriginProxy, head: string): Promise<{ socket: Socket; answer: string }> {
  const { hostname, port } = new URL(proxy.url);
  const socket = connect(Number(port), hostname);
  ending.push(() => socket.destroy());
  socket.on('error', () => undefined);
  socket.write(`${head}\r\n\r\n`);
  const [data] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [Buffer | boolean];
  return { socket, answer: data instanceof Buffer ? data.toString() : '' };
}

describe('the proxy of one origin', () => {
  it('carries TLS from end to end, and drops it when it is told to', async () => {
    const authority = await anAuthority();
    const { cert, key } = await authority.issue({ names: ['IP:127.0.0.1'] });
    const host = await listening(
      createTlsServer({ cert, key }, (socket) => socket.end('hello').on('error', () => undefined)),
    );
    const proxy = await aProxy(`https://${host}`, [host]);
    const first = await said(proxy, `CONNECT ${host} HTTP/1.1\r\nHost: ${host}`);
    expect(first.answer).toBe('HTTP/1.1 200 Connection Established\r\n\r\n');
    const secure = connectTls({ socket: first.socket, ca: authority.cert, host: '127.0.0.1' });
    const [greeting] = (await once(secure, 'data')) as [Buffer];
    expect(greeting.toString()).toBe('hello');

    const second = await said(proxy, `CONNECT ${host} HTTP/1.1\r\nHost: ${host}`);
    proxy.dropTunnels();
    await once(second.socket, 'close');
  });

  it('leads nowhere else', async () => {
    let hits = 0;
    const other = await listening(createServer((_request, response) => void (hits++, response.end('other'))));
    const own = await listening(createServer((_request, response) => void response.end('own')));
    const proxy = await aProxy(`http://${own}`, [own, other]);
    const tunnels = await aProxy(`https://${own}`, [own, other]);
    for (const head of [
      `GET http://${other}/ HTTP/1.1\r\nHost: ${own}`,
      `GET http://${own}@${other}/ HTTP/1.1\r\nHost: ${own}`,
      `GET https://${own}/ HTTP/1.1\r\nHost: ${own}`,
      `GET / HTTP/1.1\r\nHost: ${other}`,
      `CONNECT ${other} HTTP/1.1\r\nHost: ${own}`,
      `CONNECT ${own} HTTP/1.1\r\nHost: ${own}`,
    ])
      expect([head, (await said(proxy, head)).answer.slice(0, 12)]).toEqual([head, 'HTTP/1.1 403']);
    for (const head of [
      `CONNECT ${other} HTTP/1.1\r\nHost: ${own}`,
      `CONNECT ${own}1 HTTP/1.1\r\nHost: ${own}`,
    ])
      expect([head, (await said(tunnels, head)).answer.slice(0, 12)]).toEqual([head, 'HTTP/1.1 403']);
    expect((await said(proxy, `GET http://${own}/ HTTP/1.1\r\nHost: ${own}`)).answer).toContain('own');
    expect(hits).toBe(0);
  });

  it('passes the wall that every connection passes', async () => {
    let hits = 0;
    const host = await listening(createServer((_request, response) => void (hits++, response.end())));
    const open = await aProxy(`http://${host}`, []);
    expect((await said(open, `GET http://${host}/ HTTP/1.1\r\nHost: ${host}`)).answer).toContain('502');
    const closed = await aProxy(`https://${host}`, []);
    expect((await said(closed, `CONNECT ${host} HTTP/1.1\r\nHost: ${host}`)).answer).toBe('');
    expect(hits).toBe(0);
  });

  it('never leaves a request without an answer, for the browser would send it again', async () => {
    let hits = 0;
    const host = await listening(createServer((request) => void (hits++, request.socket.destroy())));
    const proxy = await aProxy(`http://${host}`, [host]);
    const { answer } = await said(
      proxy,
      `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0`,
    );
    expect([answer.slice(0, 12), hits]).toEqual(['HTTP/1.1 502', 1]);
  });
});
