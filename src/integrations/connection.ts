/** From a stored integration to a live connection: opens the seal, puts the rate budget and the egress wall in front. */
import { proxyOf } from '../connections/identity.ts';
import { connectedAccountsByIds, type ConnectedAccountView } from '../connections/reads.ts';
import { tokenVaultOf } from '../connections/token-vault.ts';
import { prepared } from '../platform/db/sql.ts';
import { CredentialRefused } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Connection, Credential, Provider, ProviderWorld, Renewal } from '../providers/provider.ts';
import { providerOf } from '../providers/registry.ts';
import { IntegrationNotFound } from './errors.ts';
import { readCredential, renewCredential, type StoredCredential } from './renewal.ts';
import { renewingConnection } from './renewing-connection.ts';

interface Route {
  readonly provider_id: string;
  readonly status: string;
  readonly account_hash: string;
  readonly connection_id: string | null;
}

/** A credential that ends sooner than this is renewed before it is used. */
const RENEW_BEFORE_END_MS = 2 * 60_000;
const RENEWAL_TIMEOUT_MS = 60_000;

const routeOf = prepared(
  'integration_route',
  'select provider_id, status, account_hash, connection_id from integration where id = $1',
);

/** Throws IntegrationNotFound, CredentialRefused (waiting for a person) and SealBroken. */
export async function connectIntegration(
  platform: Platform,
  tenantId: string,
  integrationId: string,
): Promise<Connection> {
  const tenant = platform.db.tenant(tenantId);
  const [row] = await tenant.read<Route>(routeOf, [integrationId]);
  if (!row || row.status === 'DELETING') throw new IntegrationNotFound(integrationId);
  const provider = providerOf(row.provider_id);
  const world = worldOf(platform, provider, row.account_hash);
  if (row.connection_id !== null) {
    const [account] =
      row.status === 'NEEDS_REAUTH' ? [] : await connectedAccountsByIds(tenant, [row.connection_id]);
    if (!account) throw new CredentialRefused('The account must be connected again');
    return openThroughVault(platform, { provider, account, world });
  }
  const { renewal } = provider;
  const stored = await readCredential(platform, tenantId, integrationId);
  if (!renewal || !ends(renewal, stored.credential)) return provider.open(stored.credential, world);

  let serving = stored;
  const renew = () =>
    renewCredential(platform, {
      tenantId,
      integrationId,
      renewal,
      world,
      stale: serving.version,
      signal: AbortSignal.timeout(RENEWAL_TIMEOUT_MS),
    });
  const endsSoon = ({ credential }: StoredCredential) =>
    renewal.endsAt(credential) - platform.clock.now() < RENEW_BEFORE_END_MS;
  return renewingConnection({
    open: async (refused) => {
      if (refused || endsSoon(serving)) serving = await renew();
      return provider.open(serving.credential, world);
    },
  });
}

/**
 * The same provider through the token vault, which renews what ends. Throws CredentialRefused when the connected account is
 * not active, and TokenVaultRefused where there is no vault any more.
 */
export function openThroughVault(
  platform: Platform,
  of: { provider: Provider; account: ConnectedAccountView; world: ProviderWorld },
): Connection {
  const { vaultKey, vaultConnectionId: connectionId, status, facts } = of.account;
  if (status !== 'ACTIVE' || connectionId === null)
    throw new CredentialRefused('The account must be connected again');
  const { settings } = tokenVaultOf(platform);
  return of.provider.open(facts, { ...of.world, proxy: proxyOf(settings, { vaultKey, connectionId }) });
}

/** Some of a provider's credentials never end (personal access tokens): there is nothing to renew them with. */
export function ends(renewal: Renewal, credential: Credential): boolean {
  return renewal.endsAt(credential) !== Number.POSITIVE_INFINITY;
}

/** The name of an account's rate budget, shared by every process and every integration of that account. */
export function budgetName(providerId: string, accountHash: string): string {
  return `${providerId}:${accountHash}`;
}

/** What a provider folder may use. Connections of one `budgetKey` share one rate budget. */
export function worldOf(platform: Platform, provider: Provider, budgetKey: string): ProviderWorld {
  const settings = platform.vendors[provider.id] ?? provider.defaults;
  if (!settings) throw new TypeError(`no settings for provider ${provider.id}`);
  const rate = provider.budget(settings);
  return {
    settings,
    httpAgent: platform.egress.httpAgent,
    httpsAgent: platform.egress.httpsAgent,
    admit: (signal) => platform.budget.take(budgetName(provider.id, budgetKey), rate, signal),
  };
}
