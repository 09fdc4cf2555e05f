/** A hub with a token vault, and a provider behind the vault at which people log in. */
import { logIn, type Walk } from '../sandbox/oauth-provider/browse.ts';
import { startOAuthProvider, type OAuthProviderSandbox } from '../sandbox/oauth-provider/oauth-provider.ts';
import type { VaultIntegration } from '../sandbox/vault/integrations.ts';
import { startVaultSandbox, type VaultSandbox } from '../sandbox/vault/vault.ts';
import { aHub, type Hub, type HubOptions, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

export interface Stand {
  readonly hub: Hub;
  readonly vault: VaultSandbox;
  readonly provider: OAuthProviderSandbox;
  close(): Promise<void>;
}

export async function aStand(
  options: HubOptions & { integrations?: readonly VaultIntegration[]; olderSigningKeys?: string[] } = {},
): Promise<Stand> {
  const { integrations = [], olderSigningKeys = [], ...hubOptions } = options;
  const provider = await startOAuthProvider();
  const { url: baseUrl, authorizeUrl, tokenUrl, clientId, clientSecret } = provider;
  const oauth = { authorizeUrl, tokenUrl, clientId, clientSecret, scopes: ['of the integration'] };
  const github = { key: 'github', provider: 'github', baseUrl, oauth };
  const vault = await startVaultSandbox({
    integrations: [github, ...integrations],
    retryAfterMs: [50, 100],
  });
  const hub = await aHub({
    stripe: { size: { customers: 3, payments: 3, invoices: 3 } },
    ...hubOptions,
    tokenVault: vault,
    env: {
      NANGO_WEBHOOK_SIGNING_KEYS: [...vault.webhooks.signingKeys, ...olderSigningKeys].join(','),
      ...hubOptions.env,
    },
  });
  vault.webhooks.url = `${hub.api.url}/api/v1/webhooks/nango`;
  // As the operator of a vault would: the provider knows the hub's address only.
  vault.callbackUrl = `${hub.api.url}/oauth/callback`;
  provider.redirectUris.push(vault.callbackUrl);
  return {
    hub,
    vault,
    provider,
    close: async () => {
      await hub.close();
      await vault.close();
      await provider.close();
    },
  };
}

export interface Account {
  id: string;
  status: string;
  subject: string;
  authorizedScopes: string[];
  providerAccountId: string | null;
  displayName: string | null;
  metadata: object;
  problem: { code: string; message: string } | null;
  provider: { id: string; name: string };
  updatedAt: string;
}

export const ACCOUNT = `id status subject authorizedScopes providerAccountId displayName metadata problem { code message }
  updatedAt provider { id name }`;

export interface Session {
  __typename: string;
  code?: string;
  field?: string;
  connectedAccount: Account;
  connectLink: string;
  authorizationUrl: string;
  sessionToken: string;
}

const SESSION = `__typename
  ... on ConnectSession { connectedAccount { ${ACCOUNT} } connectLink authorizationUrl sessionToken expiresAt }
  ... on HubProblem { code message }`;

export async function connect(tenant: Tenant, input: object = {}): Promise<Session> {
  const { connectAccount } = await tenant.ask<{ connectAccount: Session }>(
    `mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { ${SESSION} ... on HubInvalidInput { field } } }`,
    { input: { providerId: 'github', ...input } },
  );
  return connectAccount;
}

export async function reconnect(tenant: Tenant, id: string): Promise<Session> {
  const { reconnectAccount } = await tenant.ask<{ reconnectAccount: Session }>(
    `mutation ($id: ID!) { reconnectAccount(id: $id) { ${SESSION} } }`,
    { id },
  );
  return reconnectAccount;
}

export async function disconnect(tenant: Tenant, id: string): Promise<Account & { code?: string }> {
  const { disconnectAccount } = await tenant.ask<{ disconnectAccount: Account }>(
    `mutation ($id: ID!) {
      disconnectAccount(id: $id) { ... on ConnectedAccount { ${ACCOUNT} } ... on HubProblem { code message } }
    }`,
    { id },
  );
  return disconnectAccount;
}

export function enter(session: Session, more: { allow?: boolean } = {}): Promise<Walk> {
  return logIn(session.authorizationUrl, { login: 'octocat', ...more });
}

export async function accountOf(tenant: Tenant, id: string): Promise<Account | null> {
  const { connectedAccount } = await tenant.ask<{ connectedAccount: Account | null }>(
    `query ($id: ID!) { connectedAccount(id: $id) { ${ACCOUNT} } }`,
    { id },
  );
  return connectedAccount;
}

const WITHIN_MS = 20_000;

/** The account once it is in the status. Throws after twenty seconds. */
export async function until(tenant: Tenant, id: string, status: string): Promise<Account> {
  const end = Date.now() + WITHIN_MS;
  for (;;) {
    const account = await accountOf(tenant, id);
    if (account?.status === status) return account;
    if (Date.now() > end) throw new Error(`not ${status}: ${JSON.stringify(account)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Somebody of the tenant with a connected account at GitHub. */
export async function connected(tenant: Tenant): Promise<Account> {
  const session = await connect(tenant);
  await enter(session);
  return until(tenant, session.connectedAccount.id, 'ACTIVE');
}

/** As if the time had come to look. */
export async function lookNow({ hub }: Stand, id: string): Promise<void> {
  await rows(
    hub.database.url,
    `update connection_look set status = 'QUEUED', next_attempt_at = now(), fence = fence + 1, lease_until = null
      where id = $1`,
    [id],
  );
}

/** Resolves when nothing is to be looked at now, or being looked at. */
export async function allLooked({ hub }: Stand): Promise<void> {
  const end = Date.now() + WITHIN_MS;
  for (;;) {
    const due = await rows(
      hub.database.url,
      `select 1 from connection_look
        where status = 'RUNNING' or (status = 'QUEUED' and next_attempt_at <= now())`,
    );
    if (due.length === 0) return;
    if (Date.now() > end) throw new Error('the connections are still being looked at');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The types of what client applications are told of the account, in order. */
export async function toldOf({ hub }: Stand, id: string): Promise<string[]> {
  const told = await rows<{ type: string }>(
    hub.database.url,
    'select type from outgoing_event where subject = $1 order by seq',
    [id],
  );
  return told.map(({ type }) => type);
}
