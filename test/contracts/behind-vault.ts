/** The same stand with the vendor's tokens in the token vault: every request goes through the vault's proxy. */
import { proxyOf } from '../../src/connections/identity.ts';
import type { Credential } from '../../src/providers/provider.ts';
import { findConnectable } from '../../src/providers/registry.ts';
import { startVaultSandbox } from '../sandbox/vault/vault.ts';
import type { ProviderStand } from './stand.ts';

/** `forwardsAllHeaders`: the flag that Nango has off by default. */
export async function behindVault(
  providerId: string,
  stand: ProviderStand,
  { forwardsAllHeaders }: { forwardsAllHeaders: boolean },
): Promise<ProviderStand> {
  const connectable = findConnectable(providerId);
  if (!connectable) throw new Error(`${providerId} cannot be connected by a login`);
  const { vaultKey, facts = [] } = connectable;
  const baseUrl = stand.settings.apiUrl;
  const integration = { key: vaultKey, provider: vaultKey, baseUrl };
  const vault = await startVaultSandbox({ integrations: [integration] });
  vault.forwardsAllHeaders = forwardsAllHeaders;
  const known = new Map<Credential, string>();
  const connectionOf = (credential: Credential): string => {
    const token = credential['accessToken'] ?? credential['apiKey'] ?? '';
    const made = { integration, credentials: { type: 'OAUTH2', access_token: token } } as const;
    const id = known.get(credential) ?? vault.connections.add(made).connection_id;
    known.set(credential, id);
    return id;
  };
  return {
    ...stand,
    host: vault.host,
    // The vault answers 5xx for a vendor whose connection broke: the SDK has no reason to send again by itself.
    sendsOnBreak: 1,
    behind: {
      vault,
      reach: (credential) => ({
        credential: Object.fromEntries(facts.map((name) => [name, credential[name] ?? ''])),
        proxy: proxyOf(vault, { vaultKey, connectionId: connectionOf(credential) }),
      }),
      callAt: (url) => {
        integration.baseUrl = url;
        return () => void (integration.baseUrl = baseUrl);
      },
    },
    close: async () => {
      await vault.close();
      await stand.close();
    },
  };
}
