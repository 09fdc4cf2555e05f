import { createServer, request as httpRequest } from 'node:http';
import type { RequestOptions, Server } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { createEgress } from '../../../src/platform/egress/egress.ts';
import type { Egress } from '../../../src/platform/egress/egress.ts';
import { EgressDenied, ProviderAnswerInvalid, ProviderUnavailable } from '../../../src/platform/errors.ts';

let server: Server;
let port: number;
let hits = 0;
let open: Egress;
const closed = createEgress({ allowedHosts: [] });

beforeAll(async () => {
  server = createServer((request, response) => {
    hits += 1;
    switch (request.url) {
      case '/redirect':
        return response.writeHead(302, { location: 'http://169.254.169.254/' }).end('moved');
      case '/silent':
        return undefined;
      case '/drip':
        response.writeHead(200);
        return drip(() => response.write('.'), response);
      case '/endless':
        response.writeHead(200);
        return drip(() => response.write('x'.repeat(10_000)), response);
      case '/cut':
        response.writeHead(200, { 'content-length': '100' });
        return response.write('half', () => response.destroy());
      default: {
        const { method, headers } = request;
        return request
          .toArray()
          .then((body) =>
            response.end(JSON.stringify({ method, headers, body: String(Buffer.concat(body)) })),
          );
      }
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  open = createEgress({ allowedHosts: [`127.0.0.1:${port}`, `localhost:${port}`] });
});

afterAll(async () => {
  open.close();
  closed.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function drip(write: () => void, response: NodeJS.EventEmitter): void {
  const timer = setInterval(write, 5);
  response.once('close', () => clearInterval(timer));
}

/** What an SDK does with the agent it was given. */
function through(agentOptions: RequestOptions, encrypted = false): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const start = encrypted ? httpsRequest : httpRequest;
    start(agentOptions, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

describe('the door is closed', () => {
  it.each([
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://0x7f000001:PORT/',
    'http://0x7f.1:PORT/',
    'http://2130706433:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://017700000001:PORT/',
    'http://①②⑦.⓪.⓪.①:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://127。0。0。1:PORT/',
    'http://%31%32%37.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://LOCALHOST.:PORT/',
    'http://0.0.0.0:PORT/',
    'http://0:PORT/',
    'http://[::]:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://[fd00::1]:PORT/',
    'http://[fe80::1]:PORT/',
    'http://100.64.0.1:PORT/',
    'http://10.0.0.1:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'https://127.0.0.1:PORT/',
    'https://[::1]:PORT/',
    'https://localhost:PORT/',
  ])('for %s', async (url) => {
    const before = hits;
    await expect(closed.request({ url: url.replace('PORT', String(port)) })).rejects.toThrow(EgressDenied);
    expect(hits).toBe(before);
  });

  it.each([
    'http://api.example@127.0.0.1/',
    'http://user:secret@8.8.8.8/',
    'ftp://8.8.8.8/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'not a url',
    '',
  ])('for the URL %j', async (url) => {
    await expect(closed.request({ url })).rejects.toThrow(EgressDenied);
  });

  it('for another port of an allowed host, and for its address when only the name is allowed', async () => {
    const named = createEgress({ allowedHosts: [`localhost:${port}`] });
    await expect(open.request({ url: `http://127.0.0.1:${port + 1}/` })).rejects.toThrow(EgressDenied);
    await expect(named.request({ url: `http://127.0.0.1:${port}/` })).rejects.toThrow(EgressDenied);
    named.close();
  });
});

describe('an SDK that is given the agent', () => {
  it.each<RequestOptions>([
    { host: '127.0.0.1' },
    { host: '127.1' },
    { host: '2130706433' },
    { host: '0x7f000001' },
    { host: 'localhost' },
    { host: 'localhost.' },
    { host: '::1' },
    { host: '::ffff:7f00:1' },
    { hostname: '127.0.0.1' },
    {},
  ])('does not come through with %j', async (options) => {
    const before = hits;
    await expect(through({ ...options, port, agent: closed.httpAgent })).rejects.toThrow(EgressDenied);
    await expect(through({ ...options, port, agent: closed.httpsAgent }, true)).rejects.toThrow(EgressDenied);
    expect(hits).toBe(before);
  });

  it('does not come through with a look-up of its own', async () => {
    const lookup: RequestOptions['lookup'] = (_name, _options, done) => done(null, '127.0.0.1', 4);
    const attempt = through({ host: '127.1', port, lookup, agent: closed.httpAgent });
    await expect(attempt).rejects.toThrow(EgressDenied);
  });

  it('does not come through by a local socket', async () => {
    const path = join(tmpdir(), `egress-test-${process.pid}.sock`);
    const local = createTcpServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => local.listen(path, resolve));
    const attempt = through({ socketPath: path, host: '127.0.0.1', port, agent: open.httpAgent });
    await expect(attempt).rejects.toThrow(EgressDenied);
    await new Promise((resolve) => local.close(resolve));
  });

  it('works where the operator opened the door', async () => {
    expect(await through({ host: 'localhost', port, agent: open.httpAgent })).toBe(200);
    expect(await through({ host: '127.0.0.1', port, agent: open.httpAgent })).toBe(200);
  });

  it('holds for the Stripe SDK', async () => {
    const stripe = new Stripe('sk_test_x', {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      httpAgent: closed.httpAgent,
      maxNetworkRetries: 0,
    });
    const before = hits;
    await expect(stripe.customers.list()).rejects.toMatchObject({ type: 'StripeConnectionError' });
    expect(hits).toBe(before);
  });
});

describe('a request', () => {
  const url = (path: string): string => `http://127.0.0.1:${port}${path}`;

  it('is sent as it is and its answer is returned whole', async () => {
    const answer = await open.request({
      url: url('/echo'),
      method: 'POST',
      headers: { 'x-own': 'yes', 'accept-encoding': 'gzip' },
      body: 'grüße',
    });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      method: 'POST',
      headers: { 'x-own': 'yes', 'accept-encoding': 'identity' },
      body: 'grüße',
    });
  });

  it('follows no redirect', async () => {
    const answer = await open.request({ url: url('/redirect') });
    expect(answer).toMatchObject({ status: 302, headers: { location: 'http://169.254.169.254/' } });
    expect(answer.body.toString()).toBe('moved');
  });

  it.each(['/silent', '/drip'])('ends in time when the answer of %s does not', async (path) => {
    const attempt = open.request({ url: url(path), timeoutMs: 100 });
    await expect(attempt).rejects.toThrow(ProviderUnavailable);
    await expect(attempt).rejects.toThrow('did not answer in time');
  });

  it('ends when the answer is too large', async () => {
    const attempt = open.request({ url: url('/endless'), maxBytes: 50_000 });
    await expect(attempt).rejects.toThrow(ProviderAnswerInvalid);
  });

  it('does not take half an answer for a whole one', async () => {
    await expect(open.request({ url: url('/cut') })).rejects.toThrow(ProviderUnavailable);
  });

  it('says that nobody is there', async () => {
    const gone = createEgress({ allowedHosts: ['127.0.0.1:9'] });
    await expect(gone.request({ url: 'http://127.0.0.1:9/' })).rejects.toThrow(ProviderUnavailable);
    gone.close();
  });

  it('is called off with the reason of the caller', async () => {
    const controller = new AbortController();
    const attempt = open.request({ url: url('/silent'), signal: controller.signal });
    const reason = new Error('lease lost');
    setTimeout(() => controller.abort(reason), 20);
    await expect(attempt).rejects.toBe(reason);
    await expect(open.request({ url: url('/echo'), signal: controller.signal })).rejects.toBe(reason);
  });

  it('uses its connections again', async () => {
    const ports = new Set<number | undefined>();
    const remember = (request: { socket: { remotePort?: number } }) => ports.add(request.socket.remotePort);
    server.on('request', remember);
    for (let i = 0; i < 5; i += 1) await open.request({ url: url('/echo') });
    server.off('request', remember);
    expect(ports.size).toBe(1);
  });
});

describe('the door for URLs that others choose', () => {
  const chosen = createEgress({ allowedHosts: ['127.0.0.1:8080'], encryptedOnly: true });

  it('opens to encrypted requests, and to others only where the operator says so', async () => {
    await expect(chosen.request({ url: 'http://example.com/' })).rejects.toThrow('Only https');
    expect(() => chosen.assertReachable('http://example.com/')).toThrow(EgressDenied);
    expect(() => chosen.assertReachable('https://example.com/')).not.toThrow();
    expect(() => chosen.assertReachable('http://127.0.0.1:8080/')).not.toThrow();
    expect(() => chosen.assertReachable('http://127.0.0.1:8081/')).toThrow(EgressDenied);
  });

  it.each(['https://127.1/', 'https://[::1]/', 'https://localhost./', 'https://0xa9fea9fe/'])(
    'says at once that %s leads inside',
    (url) => {
      expect(() => chosen.assertReachable(url)).toThrow('is not a public address');
    },
  );
});
