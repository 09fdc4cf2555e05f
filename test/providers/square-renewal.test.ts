import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import {
  CredentialRefused,
  ProviderRefused,
  ProviderThrottled,
  ProviderUnavailable,
} from '../../src/platform/errors.ts';
import type { Credential } from '../../src/providers/provider.ts';
import { renewal } from '../../src/providers/square/renewal.ts';
import { aWorld, type CountingWorld } from '../sandbox/square/copy.ts';
import { startSquareSandbox, type SquareSandbox } from '../sandbox/square/square.ts';

const SIZE = { customers: 3, payments: 1, invoices: 1 };
const DAY = 86_400_000;
const { signal } = new AbortController();
let sandbox: SquareSandbox;
let world: CountingWorld;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z');
  sandbox = await startSquareSandbox({ size: SIZE, now: () => now });
  world = aWorld(sandbox);
});
afterEach(async () => {
  world.close();
  await sandbox.close();
});

const asked = async (accessToken: string | undefined): Promise<number> => {
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await fetch(`${sandbox.url}/v2/locations`, { headers });
  await response.arrayBuffer();
  return response.status;
};

describe('the end of a credential', () => {
  it('is what Square said; personal tokens have none; an unknown one is now', () => {
    expect(renewal.endsAt({ accessToken: 'a' })).toBe(Number.POSITIVE_INFINITY);
    expect(renewal.endsAt({ accessToken: 'a', refreshToken: 'r' })).toBe(0);
    const credential = { ...sandbox.seller.oauth };
    expect(renewal.endsAt(credential)).toBe(now + 30 * DAY);
  });
});

describe('a renewal', () => {
  it('of the code flow gives a new access token for the same refresh token', async () => {
    const credential = { ...sandbox.authorize() };
    now += 29 * DAY;
    const next = await renewal.renew(credential, world, signal);
    expect(next).toEqual({
      ...credential,
      accessToken: expect.not.stringMatching(credential.accessToken),
      expiresAt: new Date(now + 30 * DAY).toISOString(),
    });
    now += 2 * DAY;
    expect(await asked(credential.accessToken)).toBe(401);
    expect(await asked(next['accessToken'])).toBe(200);
    expect(world.admitted()).toBe(1);
  });

  it('of PKCE also replaces the refresh token, which is good once', async () => {
    const credential: Credential = { ...sandbox.authorize({ pkce: true }) };
    const next = await renewal.renew(credential, world, signal);
    expect(next['refreshToken']).not.toBe(credential['refreshToken']);
    await expect(renewal.renew(credential, world, signal)).rejects.toBeInstanceOf(CredentialRefused);
    const third = await renewal.renew(next, world, signal);
    expect(await asked(third['accessToken'])).toBe(200);
  });

  it('of a grant that was taken back needs a person, and the error keeps the secrets', async () => {
    const credential = { ...sandbox.authorize() };
    sandbox.revoke();
    const error = await renewal.renew(credential, world, signal).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CredentialRefused);
    const everything = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
    for (const secret of [...Object.values(credential), sandbox.oauth.clientSecret])
      expect(everything).not.toContain(secret);
  });

  it('that Square cannot do now is tried again', async () => {
    const credential = { ...sandbox.authorize() };
    sandbox.faults.next(1, { kind: 'status', status: 503 });
    await expect(renewal.renew(credential, world, signal)).rejects.toBeInstanceOf(ProviderUnavailable);
    sandbox.faults.next(1, { kind: 'rate-limit', retryAfter: 3 });
    await expect(renewal.renew(credential, world, signal)).rejects.toBeInstanceOf(ProviderThrottled);
    sandbox.faults.next(1, { kind: 'reset' });
    await expect(renewal.renew(credential, world, signal)).rejects.toBeInstanceOf(ProviderUnavailable);
    expect((await renewal.renew(credential, world, signal))['refreshToken']).toBe(credential.refreshToken);
  });

  it('needs the application', async () => {
    const { oauth: _none, ...settings } = world.settings;
    const without = { ...world, settings };
    await expect(renewal.renew({ ...sandbox.authorize() }, without, signal)).rejects.toBeInstanceOf(
      ProviderRefused,
    );
    expect(sandbox.requests()).toEqual([]);
  });
});
