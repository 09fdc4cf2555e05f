// A token vault on this machine, and a GitHub behind it at which people log in.
import { startOAuthProvider } from '../../test/sandbox/oauth-provider/oauth-provider.ts';
import type { OAuthProviderSandbox } from '../../test/sandbox/oauth-provider/oauth-provider.ts';
import { startVaultSandbox } from '../../test/sandbox/vault/vault.ts';
import type { VaultSandbox } from '../../test/sandbox/vault/vault.ts';

export type TokenVault = {
  readonly vault: VaultSandbox;
  readonly github: OAuthProviderSandbox;
  /** What the hub is told of it. */
  readonly env: Readonly<Record<string, string>>;
  readonly hosts: readonly string[];
  /** Tells it where the hub is: for its webhooks, and for browsers on their way back. */
  tell(hubUrl: string): void;
  close(): Promise<unknown>;
};

export async function startTokenVault(): Promise<TokenVault> {
  const github = await startOAuthProvider();
  const { url: baseUrl, authorizeUrl, tokenUrl, clientId, clientSecret } = github;
  const oauth = { authorizeUrl, tokenUrl, clientId, clientSecret, scopes: [] };
  const vault = await startVaultSandbox({
    integrations: [{ key: 'github', provider: 'github', baseUrl, oauth }],
  });
  return {
    vault,
    github,
    env: {
      NANGO_URL: vault.url,
      NANGO_API_KEY: vault.apiKey,
      NANGO_WEBHOOK_SIGNING_KEYS: vault.webhooks.signingKeys.join(','),
      NANGO_RATE_PER_SECOND: '100',
    },
    hosts: [vault.host],
    tell(hubUrl) {
      vault.webhooks.url = `${hubUrl}/api/v1/webhooks/nango`;
      vault.callbackUrl = `${hubUrl}/oauth/callback`;
      github.redirectUris.push(vault.callbackUrl);
    },
    close: () => Promise.all([vault.close(), github.close()]),
  };
}
