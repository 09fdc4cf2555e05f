/** Connected accounts of a tenant, made without anybody logging in. */
import { randomUUID } from 'node:crypto';
import { startVaultSandbox, type VaultSandbox } from '../sandbox/vault/vault.ts';
import { rows } from '../support/rows.ts';
import type { Own } from './makers.ts';

export interface Connections {
  /** Needs its owner, and has a problem to show. */
  readonly account: string;
  readonly revoked: string;
  /** Of another person of the tenant. */
  readonly foreign: string;
  /** An integration that uses the account. */
  readonly integration: string;
  /** Makes a new one to use up. */
  anAccount(): Promise<string>;
}

/** A vault for the hubs of these tests. */
export function aVault(): Promise<VaultSandbox> {
  const nowhere = 'http://127.0.0.1:1';
  return startVaultSandbox({
    integrations: [
      { key: 'github', provider: 'github', baseUrl: nowhere },
      { key: 'stripe', provider: 'stripe', baseUrl: nowhere },
    ],
  });
}

export async function connectionsOf(database: string, own: Own): Promise<Connections> {
  const make = async (status: string, subject: string) => {
    const id = randomUUID();
    await rows(
      database,
      `insert into connected_account (id, tenant_id, provider_id, subject, status, scopes, vault_key,
                                      provider_account_id, display_name, attempt, link_ends_at, error_code, error_message)
       values ($1, $2, 'stripe', $3, $4, '{read_write}', 'stripe', 'acct_1', 'Our shop', 1, now() - interval '1 day',
               case $4 when 'NEEDS_REAUTH' then 'CREDENTIAL_REFUSED' end, 'Connect again')`,
      [id, own.tenantId, subject, status],
    );
    return id;
  };
  const account = await make('NEEDS_REAUTH', 'somebody');
  const integration = randomUUID();
  await rows(
    database,
    `insert into integration (id, tenant_id, provider_id, name, status, external_id, account_hash, connection_id)
     values ($1, $2, 'stripe', 'Of an account', 'NEEDS_REAUTH', 'account', 'hash', $3)`,
    [integration, own.tenantId, account],
  );
  return {
    account,
    integration,
    revoked: await make('REVOKED', 'somebody'),
    foreign: await make('ACTIVE', 'somebody-else'),
    anAccount: () => make('FAILED', 'somebody'),
  };
}
