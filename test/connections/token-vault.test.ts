/** The client of the token vault: what it keeps of answers, and what it says of refusals. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { tokenVaultOf, type TokenVault } from '../../src/connections/token-vault.ts';
import { createEgress, type Egress } from '../../src/platform/egress/egress.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { rights } from '../sandbox/vault/keys.ts';
import { startVaultSandbox, type VaultSandbox } from '../sandbox/vault/vault.ts';
import { leaksIn } from '../support/leaks.ts';

const forever = new AbortController().signal;
const TOKEN = 'gho_16C7e42F292c6912E7710c838347Ae178B4a';
const github = { key: 'github', provider: 'github', baseUrl: 'http://127.0.0.1:1' };

let vault: VaultSandbox;
let egress: Egress;
beforeAll(async () => {
  vault = await startVaultSandbox({ integrations: [github] });
  egress = createEgress({ allowedHosts: [vault.host] });
});
afterAll(async () => {
  egress?.close();
  await vault?.close();
});

function client(apiKey = vault.apiKey, more: Partial<Platform> = {}): TokenVault {
  const rate = { perSecond: 1_000, burst: 1_000 };
  const tokenVault = { url: vault.url, apiKey, signingKeys: [], integrations: {}, rate };
  const budget = { take: () => Promise.resolve(), pauseFor: () => Promise.resolve() };
  // What a client of the vault uses of the platform.
  return tokenVaultOf({ tokenVault, egress, budget, ...more } as unknown as Platform);
}

function aConnection() {
  const { connection_id: connectionId } = vault.connections.add({
    integration: github,
    tags: { organization_id: 'ours' },
    connection_config: { region: 'eu' },
    credentials: { type: 'OAUTH2', access_token: TOKEN },
  });
  return { vaultKey: 'github', connectionId };
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the client of the token vault', () => {
  it('keeps of a connection that it is there, and its configuration', async () => {
    expect(await client().stand(aConnection(), forever)).toEqual({ config: { region: 'eu' } });
  });

  it('finds connections by their tags', async () => {
    const { connectionId } = aConnection();
    const found = await client().find({ organization_id: 'ours' }, forever);
    expect(found.map((each) => each.connectionId)).toContain(connectionId);
    expect(await client().find({ organization_id: 'of somebody else' }, forever)).toEqual([]);
  });

  it('reads nothing with a key that shows tokens, and says what to do', async () => {
    const strong = client(vault.keys.create(rights));
    const failure = await failureOf(strong.stand(aConnection(), forever));
    expect(failure).toMatchObject({ code: 'TOKENS_EXPOSED' });
    expect(leaksIn(inspect(failure, { depth: 10 }), { token: TOKEN })).toEqual([]);
  });

  it.each([
    ['an unknown key', () => client('nobody-has-this-key'), 'TOKEN_VAULT_REFUSED'],
    ['a key without the right', () => client(vault.keys.create([])), 'TOKEN_VAULT_REFUSED'],
    [
      'a vault in trouble',
      () => {
        vault.faults.next(1, { kind: 'status', status: 500 });
        return client();
      },
      'PROVIDER_UNAVAILABLE',
    ],
    [
      'a vault that hangs up',
      () => {
        vault.faults.next(1, { kind: 'reset' });
        return client();
      },
      'PROVIDER_UNAVAILABLE',
    ],
    [
      'a vault behind the egress wall',
      () => client(vault.apiKey, { egress: createEgress({ allowedHosts: [] }) }),
      'EGRESS_DENIED',
    ],
  ])('says of %s what it is, without the key', async (_what, of, code) => {
    const failure = await failureOf(of().stand(aConnection(), forever));
    expect(failure).toMatchObject({ code });
    expect(leaksIn(inspect(failure, { depth: 10 }), { key: vault.apiKey, token: TOKEN })).toEqual([]);
  });

  it('takes a removed connection for gone, and removes it again without a word', async () => {
    const connection = aConnection();
    await client().remove(connection, forever);
    await client().remove(connection, forever);
    expect(await client().stand(connection, forever)).toBe('gone');
  });

  it('stops waiting when it is told to, with the reason', async () => {
    const release = vault.faults.pause();
    const abort = new AbortController();
    const reason = new Error('enough');
    const asking = client().find({ organization_id: 'ours' }, abort.signal);
    setTimeout(() => abort.abort(reason), 50);
    expect(await failureOf(asking)).toBe(reason);
    release();
  });
});
