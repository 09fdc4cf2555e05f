/** Tries at the provider what a person entered: does it work, and whose account is it? */
import { parseCredential } from '../platform/credential-form.ts';
import { CredentialRefused, HubError, InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Account, Connection, Credential, Provider, ProviderWorld } from '../providers/provider.ts';
import type { Access } from './access.ts';
import { ends, openThroughVault, worldOf } from './connection.ts';
import { credentialHash } from './credential.ts';

export interface Proven {
  /** As entered, or what it was renewed to; null where an account is connected. */
  readonly credential: Credential | null;
  readonly connectionId: string | null;
  readonly account: Account;
}

export const CHECK_TIMEOUT_MS = 10_000;
const RENEWAL_TIMEOUT_MS = 15_000;
const TRIES_AFTER_RENEWAL = 4;
const PAUSE_MS = 500;

/**
 * An access token that ended before it was entered is renewed first; one that should still be good is not, for a mistake
 * elsewhere in the form must not use up its refresh token.
 * Throws InvalidInput, CredentialRefused, ProviderUnavailable and what else the provider's folder throws.
 */
export async function prove(platform: Platform, provider: Provider, access: Access): Promise<Proven> {
  if (access.kind === 'connection') {
    const account = await opened(platform, provider, access).check(AbortSignal.timeout(CHECK_TIMEOUT_MS));
    return { credential: null, connectionId: access.account.id, account };
  }
  const entered = parseCredential(provider, access.values);
  const world = worldOf(platform, provider, credentialHash(provider.id, entered));
  const { renewal } = provider;
  try {
    return await check(provider, entered, world);
  } catch (error) {
    const ended = renewal && ends(renewal, entered) && renewal.endsAt(entered) <= platform.clock.now();
    if (!(error instanceof CredentialRefused) || !ended) throw error;
  }
  const renewed = await renewal.renew(entered, world, AbortSignal.timeout(RENEWAL_TIMEOUT_MS));
  return patiently(platform, () => check(provider, renewed, world));
}

/** What was renewed is stored nowhere yet, and what was entered may be used up: a passing failure must not lose it. */
async function patiently<T>(platform: Platform, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      const passing = error instanceof HubError && error.retryable;
      if (!passing || tries === TRIES_AFTER_RENEWAL) throw error;
      await platform.clock.sleep(PAUSE_MS * tries);
    }
  }
}

async function check(provider: Provider, credential: Credential, world: ProviderWorld): Promise<Proven> {
  const connection = provider.open(credential, world);
  const account = await connection.check(AbortSignal.timeout(CHECK_TIMEOUT_MS));
  return { credential, connectionId: null, account };
}

/** Whether the provider lets us register webhooks with such an access. Nothing is sent. */
export function registersWebhooks(platform: Platform, provider: Provider, access: Access): boolean {
  return opened(platform, provider, access).webhookEndpoints !== undefined;
}

function opened(platform: Platform, provider: Provider, access: Access): Connection {
  if (access.kind === 'connection') {
    const { account } = access;
    const world = worldOf(platform, provider, account.id);
    return openThroughVault(platform, { provider, account, world });
  }
  const credential = parseCredential(provider, access.values);
  return provider.open(credential, worldOf(platform, provider, credentialHash(provider.id, credential)));
}

export class NothingToRegister extends InvalidInput {
  constructor(provider: Provider) {
    super(
      `${provider.name} lets us register no webhook with this credential: register the route there and give its secret`,
      { field: 'input.registerWebhook' },
    );
  }
}
