/** Whose account a connection is: asked of the provider itself, through the vault's proxy. */
import { CredentialRefused, ProviderUnavailable } from '../platform/errors.ts';
import type { Platform, TokenVaultSettings } from '../platform/platform.ts';
import type { Connectable } from '../providers/connectable.ts';
import { readProxied, throughProxy, type VaultProxy } from '../providers/proxy.ts';
import type { Identity } from './learn.ts';

const TIMEOUT_MS = 15_000;
const LONGEST = 255;
const UNKNOWN: Identity = { providerAccountId: null, displayName: null };

/** How one connection is called through. */
export function proxyOf(
  { url, apiKey }: Pick<TokenVaultSettings, 'url' | 'apiKey'>,
  connection: { vaultKey: string; connectionId: string },
): VaultProxy {
  return {
    url: `${url}/proxy`,
    headers: {
      authorization: `Bearer ${apiKey}`,
      'connection-id': connection.connectionId,
      'provider-config-key': connection.vaultKey,
    },
  };
}

/**
 * Unknown where the provider does not say. Throws CredentialRefused when the provider or the vault refuses the connection,
 * and retryable errors.
 */
export async function identify(
  platform: Platform,
  of: { provider: Connectable; proxy: VaultProxy; facts: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<Identity> {
  const { provider, proxy, facts } = of;
  const path = provider.identity.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(facts[name] ?? ''),
  );
  const { status, body } = await platform.egress.request({
    url: proxy.url + path,
    headers: throughProxy({ accept: 'application/json', 'user-agent': 'integration-hub' }, proxy),
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  const text = readProxied(status, body.toString('utf8'));
  if (status === 401) throw refused(provider);
  if (status === 429 || status >= 500) throw new ProviderUnavailable(`${provider.name} is in trouble`);
  if (status < 200 || status >= 300) return UNKNOWN;
  const answer = parsed(text);
  const { id, name, refusal } = provider.identity;
  if (refusal?.words.includes(memberOf(answer, refusal.member) ?? '')) throw refused(provider);
  return {
    providerAccountId: id.startsWith('{') ? (facts[id.slice(1, -1)] ?? null) : memberOf(answer, id),
    displayName: memberOf(answer, name),
  };
}

function refused({ name }: Connectable): CredentialRefused {
  return new CredentialRefused(`${name} no longer accepts the connection`);
}

function memberOf(answer: unknown, path: string): string | null {
  let at = answer;
  for (const name of path.split('.')) at = Reflect.get(Object(at) as object, name);
  const text = typeof at === 'number' ? String(at) : at;
  return typeof text === 'string' && text !== '' ? text.slice(0, LONGEST) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
