import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEgress, type Egress } from '../../../src/platform/egress/egress.ts';
import { stripe } from '../../../src/providers/stripe/index.ts';

const KEY = 'sk_test_key_of_this_test';

let server: Server;
let egress: Egress;
let apiUrl: string;
let answer: { status: number; headers?: Record<string, string>; body?: string };
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body ?? JSON.stringify({ error: { type: 'api_error', message: 'Because.' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  apiUrl = `http://127.0.0.1:${port}`;
  egress = createEgress({ allowedHosts: [`127.0.0.1:${port}`] });
});
afterAll(() => {
  egress.close();
  server.closeAllConnections();
  server.close();
});

async function failureOn(reply: typeof answer): Promise<unknown> {
  answer = reply;
  const { httpAgent, httpsAgent } = egress;
  const settings = { apiUrl, webhookSecrets: [], ratePerSecond: 1 };
  const connection = stripe.open(
    { apiKey: KEY },
    { settings, httpAgent, httpsAgent, admit: async () => undefined },
  );
  return connection.check(AbortSignal.timeout(5_000)).then(
    (account) => account,
    (error: unknown) => error,
  );
}

describe('an answer of Stripe', () => {
  it.each([
    [400, 'PROVIDER_REFUSED', false],
    [401, 'PROVIDER_CREDENTIAL_REFUSED', false],
    [402, 'PROVIDER_REFUSED', false],
    [403, 'PROVIDER_CREDENTIAL_REFUSED', false],
    [404, 'PROVIDER_REFUSED', false],
    [409, 'PROVIDER_UNAVAILABLE', true],
    [429, 'PROVIDER_THROTTLED', true],
    [500, 'PROVIDER_UNAVAILABLE', true],
    [502, 'PROVIDER_UNAVAILABLE', true],
    [503, 'PROVIDER_UNAVAILABLE', true],
  ])('with status %i is %s', async (status, code, retryable) => {
    expect(await failureOn({ status })).toMatchObject({ code, retryable, message: 'Stripe: Because.' });
  });

  it.each([
    ['30', 30_000],
    ['1', 1_000],
    ['0', undefined],
    ['-5', undefined],
    ['3600', 3_600_000],
    ['3601', undefined],
    ['999999999999999999999', undefined],
    ['soon', undefined],
    ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
    ['Fri, 31 Dec 9999 23:59:59 GMT', undefined],
  ])('that asks to wait "%s" is heeded as %s ms', async (value, retryAfterMs) => {
    for (const status of [429, 503])
      expect(await failureOn({ status, headers: { 'retry-after': value } })).toMatchObject({ retryAfterMs });
  });

  it('that asks to wait until a time is heeded', async () => {
    const headers = { 'retry-after': new Date(Date.now() + 60_000).toUTCString() };
    const failure = (await failureOn({ status: 429, headers })) as { retryAfterMs: number };
    expect(failure.retryAfterMs).toBeGreaterThan(50_000);
    expect(failure.retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it.each([
    ['cut off', '{"id": "acct_1", "obj'],
    ['of a captive portal', '<!doctype html><title>Welcome</title>'],
    ['empty', ''],
  ])('that is %s cannot be read', async (_kind, body) => {
    expect(await failureOn({ status: 200, body })).toMatchObject({
      code: 'PROVIDER_ANSWER_INVALID',
      retryable: true,
    });
  });

  it('that quotes the key is told without it', async () => {
    const body = JSON.stringify({
      error: { type: 'invalid_request_error', message: `No such key: ${KEY}!` },
    });
    expect(await failureOn({ status: 401, body })).toMatchObject({ message: 'Stripe: No such key: [key]!' });
  });
});
