import { readdirSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import OAuthClient from 'intuit-oauth';
import type { Credential } from '../../src/providers/provider.ts';
import { quickbooks } from '../../src/providers/quickbooks/index.ts';
import { connect, never, worldOf } from '../sandbox/quickbooks/connect.ts';
import type { QuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';
import { startQuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';

const { renewal } = quickbooks;
const SIZE = { customers: 1, invoices: 0, payments: 0 };
let sandbox: QuickbooksSandbox;
beforeAll(async () => {
  sandbox = await startQuickbooksSandbox({ size: SIZE });
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.faults.clear());

function renew(credential: object, signal = never, of = sandbox): Promise<Credential> {
  if (!renewal) throw new Error('no renewal');
  return renewal.renew(credential as Credential, worldOf(of), signal);
}

async function refusal(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error('nothing was refused');
}

describe('a renewal', () => {
  it('trades a credential that has ended for one that works', async () => {
    const old = sandbox.issueCredential();
    sandbox.expireAccessTokens();
    const ended = connect(sandbox, old).check(never);
    await expect(ended).rejects.toMatchObject({ code: 'PROVIDER_CREDENTIAL_REFUSED' });
    const fresh = await renew(old);
    expect(fresh['realmId']).toBe(old.realmId);
    expect(fresh['accessToken']).not.toBe(old.accessToken);
    expect(fresh['refreshToken']).not.toBe(old.refreshToken);
    const endsIn = (renewal?.endsAt(fresh) ?? 0) - Date.now();
    expect(endsIn).toBeGreaterThan(3_500_000);
    expect(endsIn).toBeLessThanOrEqual(3_600_000);
    for (const { name, pattern } of quickbooks.credentialFields) expect(fresh[name]).toMatch(pattern);
    expect((await connect(sandbox, fresh).check(never)).externalId).toBe(sandbox.realmId);
  });

  it('rolls on: each token is good once', async () => {
    const first = sandbox.issueCredential();
    const second = await renew(first);
    await renew(second);
    await expect(renew(first)).rejects.toMatchObject({
      code: 'PROVIDER_CREDENTIAL_REFUSED',
      retryable: false,
    });
  });

  it('keeps the token that the vendor keeps', async () => {
    const daily = await startQuickbooksSandbox({ size: SIZE, rotateEveryMs: 86_400_000 });
    try {
      const fresh = await renew(daily.credential, never, daily);
      expect(fresh['refreshToken']).toBe(daily.credential.refreshToken);
    } finally {
      await daily.close();
    }
  });

  it('asks for a person when the company has disconnected us', async () => {
    const realmId = sandbox.addCompany({ size: SIZE });
    const credential = sandbox.issueCredential(realmId);
    sandbox.revoke(realmId);
    const error = await refusal(renew(credential));
    expect(error).toMatchObject({
      code: 'PROVIDER_CREDENTIAL_REFUSED',
      message: expect.stringContaining('invalid_grant'),
    });
  });

  it('does not blame the tenant when our own application is refused', async () => {
    const world = worldOf({
      url: sandbox.url,
      oauth: { ...sandbox.oauth, clientSecret: 'some-other-secret' },
    });
    const credential = { ...sandbox.issueCredential() };
    const error = await refusal(Promise.resolve(renewal?.renew(credential, world, never)));
    expect(error).toMatchObject({
      code: 'PROVIDER_REFUSED',
      message: expect.stringContaining('invalid_client'),
    });
  });

  it('takes a credential without an end for one that has ended', () => {
    expect(renewal?.endsAt({ realmId: '1' })).toBe(0);
    expect(renewal?.endsAt({ expiresAt: '2026-11-22T10:00:00Z' })).toBe(Date.UTC(2026, 10, 22, 10));
  });
});

describe("a renewal's failures", () => {
  it.each([
    [
      { kind: 'rate-limit', retryAfter: 5 },
      { code: 'PROVIDER_THROTTLED', retryAfterMs: 5_000 },
    ],
    [{ kind: 'status', status: 503 }, { code: 'PROVIDER_UNAVAILABLE' }],
    [{ kind: 'reset' }, { code: 'PROVIDER_UNAVAILABLE' }],
    [{ kind: 'html' }, { code: 'PROVIDER_ANSWER_INVALID' }],
    [{ kind: 'truncated' }, { code: 'PROVIDER_ANSWER_INVALID' }],
  ] as const)('%o are ours, without a secret, and not tried again by the SDK', async (fault, expected) => {
    const credential = sandbox.issueCredential();
    sandbox.faults.next(1, fault);
    sandbox.resetRequests();
    const error = await refusal(renew(credential));
    expect(error).toMatchObject(expected);
    expect(sandbox.requests()).toHaveLength(1);
    const all = `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}`;
    const basic = Buffer.from(`${sandbox.oauth.clientId}:${sandbox.oauth.clientSecret}`).toString('base64');
    for (const secret of [...Object.values(credential).slice(1, 3), sandbox.oauth.clientSecret, basic]) {
      expect(all).not.toContain(secret);
    }
  });

  it('show no secret when the grant is refused either', async () => {
    const credential = { ...sandbox.credential, refreshToken: 'AB11-never-issued-by-anybody' };
    const all = inspect(await refusal(renew(credential)), { depth: 20, showHidden: true });
    for (const secret of [credential.refreshToken, credential.accessToken, sandbox.oauth.clientSecret]) {
      expect(all).not.toContain(secret);
    }
  });

  it('end with the reason of an abort', async () => {
    sandbox.faults.next(1, { kind: 'hang' });
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(renew(sandbox.issueCredential(), stop.signal)).rejects.toThrow('enough');
  });
});

describe('incomplete tokens', () => {
  let server: Server;
  let answer: (response: ServerResponse) => void;
  beforeAll(async () => {
    server = createServer((_request, response) => answer(response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each([
    {},
    { access_token: 'abc' },
    { access_token: 'abc', refresh_token: 'def' },
    { access_token: 'a', refresh_token: 'b', expires_in: -1 },
    { access_token: 'a', refresh_token: 'b', expires_in: 1e20 },
  ])('%j are never stored', async (tokens) => {
    const { port } = server.address() as AddressInfo;
    answer = (response) => response.end(JSON.stringify(tokens));
    const tokenUrl = `http://127.0.0.1:${port}/token`;
    const world = worldOf({ url: sandbox.url, oauth: { ...sandbox.oauth, tokenUrl } });
    const error = await refusal(Promise.resolve(renewal?.renew({ ...sandbox.credential }, world, never)));
    expect(error).toMatchObject({ code: 'PROVIDER_ANSWER_INVALID' });
  });
});

describe("the SDK's process-wide settings", () => {
  it('are left alone: two applications renew at once, each at its own token URL', async () => {
    const before = OAuthClient.tokenEndpoint;
    const other = await startQuickbooksSandbox({ size: SIZE, seed: 99 });
    try {
      const renewed = await Promise.all([
        ...[1, 2, 3].map(() => renew(sandbox.issueCredential())),
        ...[1, 2, 3].map(() => renew(other.issueCredential(), never, other)),
      ]);
      const realms = renewed.map(({ realmId }) => realmId);
      expect(realms).toEqual([...Array(3).fill(sandbox.realmId), ...Array(3).fill(other.realmId)]);
      expect((await connect(other, renewed[5]).check(never)).externalId).toBe(other.realmId);
    } finally {
      await other.close();
    }
    expect(OAuthClient.tokenEndpoint).toBe(before);
    // With logging on, the SDK would write tokens here.
    expect(readdirSync('.')).not.toContain('logs');
  });
});
