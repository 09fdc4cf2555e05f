import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OAuthClient from 'intuit-oauth';
import type { QuickbooksSandbox } from './quickbooks/quickbooks.ts';
import { startQuickbooksSandbox } from './quickbooks/quickbooks.ts';
import { intuitSdk } from './quickbooks/sdk.ts';

let sandbox: QuickbooksSandbox;
let sdk: OAuthClient;
/** The sandbox's clock is ahead of ours by this, in ms. */
let ahead = 0;

beforeAll(async () => {
  sandbox = await startQuickbooksSandbox({
    size: { customers: 5, invoices: 5, payments: 2 },
    rateLimit: null,
    now: () => Date.now() + ahead,
  });
  sdk = intuitSdk(sandbox);
});
afterAll(() => sandbox.close());

/** A request without the SDK, for what it hides. */
async function raw(path: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${sandbox.issueCredential().accessToken}`;
  const response = await fetch(sandbox.url + path, {
    headers: { authorization, accept: 'application/json', ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('credentials', () => {
  it('are refused with small letters when they are wrong, missing, or for another company', async () => {
    const path = `/v3/company/${sandbox.realmId}/preferences`;
    for (const authorization of ['Bearer nonsense', 'Basic abc', '']) {
      const { status, text } = await raw(path, { authorization });
      expect(status).toBe(401);
      expect(JSON.parse(text)).toMatchObject({
        fault: { type: 'AUTHENTICATION', error: [{ code: '3200' }] },
      });
    }
    const other = sandbox.addCompany({ size: { customers: 1, invoices: 0, payments: 0 } });
    const { status, text } = await raw(`/v3/company/${other}/preferences`);
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ fault: { error: [{ code: '3100' }] } });
  });

  it('last an hour and roll on refresh, also by the SDK', async () => {
    const client = intuitSdk(sandbox);
    const before = client.getToken().refresh_token;
    ahead += 3_700_000;
    const url = `${sandbox.url}/v3/company/${sandbox.realmId}/preferences`;
    await expect(client.makeApiCall({ url })).rejects.toMatchObject({ code: '401' });
    const after = (await client.refresh()).getToken();
    expect(after).toMatchObject({ token_type: 'bearer', expires_in: 3_600 });
    expect(after.refresh_token).not.toBe(before);
    expect((await client.makeApiCall({ url })).status).toBe(200);
    await expect(client.refreshUsingToken(before)).rejects.toMatchObject({ error: 'invalid_grant' });
    sdk = client;
  });

  it('end when the owner disconnects the application', async () => {
    const realmId = sandbox.addCompany({ size: { customers: 1, invoices: 0, payments: 0 } });
    const { refreshToken } = sandbox.issueCredential(realmId);
    sandbox.revoke(realmId);
    await expect(sdk.refreshUsingToken(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('are not renewed for another application', async () => {
    const { refreshToken } = sandbox.issueCredential();
    const stranger = new OAuthClient({
      environment: 'sandbox',
      clientId: 'stranger',
      clientSecret: 'unknown',
      redirectUri: '',
    });
    await expect(stranger.refreshUsingToken(refreshToken)).rejects.toMatchObject({ error: 'invalid_client' });
  });
});

describe('limits and faults', () => {
  it('throttle a company, and only it', async () => {
    const limited = await startQuickbooksSandbox({ rateLimit: { perMinute: 3, concurrent: 10 } });
    try {
      const read = async ({ realmId, accessToken }: { realmId: string; accessToken: string }) => {
        const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
        return fetch(`${limited.url}/v3/company/${realmId}/preferences`, { headers });
      };
      const answers = [];
      for (let i = 0; i < 5; i++) answers.push(await read(limited.credential));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
      expect(await answers[4]?.json()).toMatchObject({ Fault: { Error: [{ code: '003001' }] } });
      const other = limited.addCompany({ size: { customers: 1, invoices: 0, payments: 0 } });
      expect((await read(limited.issueCredential(other))).status).toBe(200);
    } finally {
      await limited.close();
    }
  });

  it('allow ten requests at a time', async () => {
    const limited = await startQuickbooksSandbox({});
    try {
      const headers = { authorization: `Bearer ${limited.credential.accessToken}` };
      const goOn = limited.faults.pause();
      const url = `${limited.url}/v3/company/${limited.realmId}/preferences`;
      const asked = Array.from({ length: 12 }, () => fetch(url, { headers }));
      await Promise.race([...asked, new Promise((resolve) => setTimeout(resolve, 300))]);
      goOn();
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    } finally {
      await limited.close();
    }
  });

  it('fail once when told to, and log every request', async () => {
    sandbox.resetRequests();
    sandbox.faults.next(1, { kind: 'status', status: 503 });
    const path = `/v3/company/${sandbox.realmId}/preferences`;
    expect((await raw(path)).status).toBe(503);
    expect((await raw(path)).status).toBe(200);
    expect(sandbox.requests()).toMatchObject([
      { method: 'GET', path, status: 503 },
      { method: 'GET', path, status: 200, realmId: sandbox.realmId },
    ]);
  });
});
