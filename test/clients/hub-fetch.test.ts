import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CircuitOpen,
  createCircuitBreaker,
  createHubFetch,
  signCall,
} from '../../clients/typescript/src/index.ts';
import { signCall as signedByContract } from '../support/sign-call.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What the server answers, one after the other; the last one for ever. */
let answers: Answer[] = [];
let asked: { authorization: string; nonce: string; body: string }[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const { authorization = '', 'x-request-nonce': nonce = '' } = request.headers;
    asked.push({ authorization, nonce: String(nonce), body });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response);
  });
});
let url: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `as`: a server listening on a TCP port has an address of this kind.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/things?a=b`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answers = [status(200)];
});

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(code, headers).end();
const cut: Answer = (request) => request.socket.destroy();

/** Gives `token-1`, and the next one when that is forgotten. */
function aSource() {
  let number = 1;
  return {
    token: async () => `token-${number}`,
    forget: (token: string) => {
      if (token === `token-${number}`) number += 1;
    },
  };
}
const retries = { baseMs: 1, maxMs: 2_000 };
const aFetch = (more: object = {}) => createHubFetch({ as: aSource(), retries, ...more });
const signer = { service: 'event-service', keyId: 'k1', secret: 's'.repeat(32), tenantId: 't1' };

describe('a call with a token', () => {
  it('is tried once more after a 401, with a new one', async () => {
    answers = [status(401), status(200)];
    expect((await aFetch()(url)).status).toBe(200);
    expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
    answers = [status(401)];
    asked = [];
    expect((await aFetch()(url, { method: 'POST', body: 'x' })).status).toBe(401);
    expect(asked).toHaveLength(2);
  });
});

describe('a call that fails by chance', () => {
  it.each([502, 503, 504, 429])('is tried again after %i', async (code) => {
    answers = [status(code), status(code), status(200)];
    expect((await aFetch()(url)).status).toBe(200);
    expect(asked).toHaveLength(3);
  });

  it('is tried again after a connection that broke, and not for ever', async () => {
    answers = [cut, status(200)];
    expect((await aFetch()(url)).status).toBe(200);
    answers = [cut];
    asked = [];
    await expect(aFetch()(url)).rejects.toThrow('fetch failed');
    expect(asked).toHaveLength(3);
  });

  it('is not tried again where that would do it twice, unless it has a key or was not done', async () => {
    const post = { method: 'POST', body: '{}' };
    answers = [status(503)];
    expect((await aFetch()(url, post)).status).toBe(503);
    expect(asked).toHaveLength(1);
    asked = [];
    await aFetch()(url, { ...post, headers: { 'idempotency-key': 'k' } });
    expect(asked).toHaveLength(3);
    asked = [];
    answers = [cut];
    await expect(aFetch()(url, post)).rejects.toThrow('fetch failed');
    expect(asked).toHaveLength(1);
    asked = [];
    answers = [status(429), status(200)];
    expect((await aFetch()(url, post)).status).toBe(200);
    expect(asked.map(({ body }) => body)).toEqual(['{}', '{}']);
  });

  it('is not tried again when the caller is at fault', async () => {
    for (const code of [400, 403, 404, 409, 500]) {
      answers = [status(code)];
      asked = [];
      expect((await aFetch()(url)).status).toBe(code);
      expect(asked).toHaveLength(1);
    }
  });

  it('waits for as long as it is asked to, and gives up where that is too long', async () => {
    answers = [status(503, { 'retry-after': '1' }), status(200)];
    const begun = performance.now();
    expect((await aFetch()(url)).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(950);
    answers = [status(503, { 'retry-after': '3600' })];
    asked = [];
    expect((await aFetch()(url)).status).toBe(503);
    expect(asked).toHaveLength(1);
  });
});

describe('a circuit breaker', () => {
  it('leaves a server alone that fails, tries it once, and closes when it works', async () => {
    let now = 0;
    const breaker = createCircuitBreaker({ failures: 3, openMs: 1_000, now: () => now });
    const hubFetch = aFetch({ breaker, retries: { attempts: 1 } });
    answers = [status(500)];
    for (let i = 0; i < 3; i += 1) expect((await hubFetch(url)).status).toBe(500);
    await expect(hubFetch(url)).rejects.toBeInstanceOf(CircuitOpen);
    expect(asked).toHaveLength(3);
    now = 1_000;
    const [first, second] = await Promise.allSettled([hubFetch(url), hubFetch(url)]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    await expect(hubFetch(url)).rejects.toBeInstanceOf(CircuitOpen);
    now = 2_000;
    answers = [status(200)];
    for (let i = 0; i < 3; i += 1) expect((await hubFetch(url)).status).toBe(200);
  });

  it('does not count what the caller gave up, and what the caller did wrong', async () => {
    const hubFetch = aFetch({ breaker: createCircuitBreaker({ failures: 2 }), retries: { attempts: 1 } });
    answers = [status(404)];
    for (let i = 0; i < 3; i += 1) expect((await hubFetch(url)).status).toBe(404);
    const silence: Answer = () => undefined;
    answers = [silence];
    for (let i = 0; i < 3; i += 1) {
      const controller = new AbortController();
      const given = hubFetch(url, { signal: controller.signal });
      setTimeout(() => controller.abort(), 5);
      await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    }
    answers = [status(200)];
    expect((await hubFetch(url)).status).toBe(200);
  });
});

describe('a signed call', () => {
  it('is signed anew for every try', async () => {
    answers = [status(503), status(503), status(200)];
    expect((await createHubFetch({ as: signer, retries })(url)).status).toBe(200);
    expect(new Set(asked.map(({ nonce }) => nonce)).size).toBe(3);
  });

  it('is signed as the contract says, whatever is sent', () => {
    const call = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT'),
      url: fc.webUrl({ withQueryParameters: true }),
      body: fc.oneof(
        fc.string(),
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      ),
    });
    fc.assert(
      fc.property(call, (sent) => {
        const ours = signCall(signer, sent);
        const expected = signedByContract(
          { service: signer.service, key: { id: signer.keyId, secret: signer.secret } },
          {
            ...sent,
            tenantId: signer.tenantId,
            timestamp: Number(ours['x-request-timestamp']),
            nonce: ours['x-request-nonce'] ?? '',
          },
        );
        expect(ours).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
