/** What everything in here stands on, opened once per process. */
import type { Caller } from '../platform/caller.ts';
import { USER_AGENT_LENGTH } from '../platform/caller.ts';
import type { Platform } from '../platform/platform.ts';
import type { Refusals } from '../platform/refusals.ts';
import type { LinkedIssuer } from '../platform/principal/linked-issuer.ts';
import type { VaultKey } from '../platform/vault.ts';
import type { SigningKeys } from '../keys/keys.ts';
import { openActivity, type Activity } from './activity.ts';
import { createKnownDevices, type KnownDevices } from './known-device.ts';
import { openIssuers, type Issuers } from './linked-accounts/issuers.ts';
import { createPasswords, type Passwords } from './passwords.ts';

export interface IdentitySettings {
  /** Unused for so long, a session is over; in seconds. */
  readonly idleS: number;
  /** However active it is, a session is over after this; in seconds. */
  readonly absoluteS: number;
  /** Where else people may have an account that they sign in with. */
  readonly linkedIssuers: readonly LinkedIssuer[];
  /** The pages that browsers may come back to from there. */
  readonly returnUrls: readonly string[];
}

/** What is counted: each ends as `ok` or by the code of what was refused; the end of sessions by its reason. */
export type IdentityEvent =
  | 'sign_in'
  | 'second_factor'
  | 'linked_account'
  | 'refresh'
  | 'sign_out'
  | 'session_end'
  | 'client_revocation'
  | 'password_change'
  | 'password_reset'
  | 'second_factor_change'
  | 'tenant_choice'
  | 'invitation';

export interface Identity {
  readonly platform: Platform;
  readonly keys: SigningKeys;
  readonly settings: IdentitySettings;
  readonly passwords: Passwords;
  readonly devices: KnownDevices;
  readonly activity: Activity;
  readonly issuers: Issuers;
  readonly refusals: Refusals;
  count(event: IdentityEvent, outcome: string): void;
}

export interface OpenIdentity extends Identity {
  close(): Promise<void>;
}

export function openIdentity(
  platform: Platform,
  of: Pick<Identity, 'keys' | 'settings' | 'refusals' | 'count'> & { secrets: readonly VaultKey[] },
): OpenIdentity {
  const { secrets, ...rest } = of;
  const activity = openActivity(platform);
  const passwords = createPasswords();
  return {
    ...rest,
    platform,
    passwords,
    devices: createKnownDevices(secrets),
    activity,
    issuers: openIssuers(rest.settings.linkedIssuers, platform),
    close: async () => {
      await Promise.all([activity.close(), passwords.close()]);
    },
  };
}

/** Somebody who has not shown yet who they are. */
export interface Visitor {
  readonly correlationId: string;
  readonly remoteAddress: string | null;
  readonly userAgent: string | null;
}

/** The visitor once it is known who they are, as the audit names them. */
export function personCaller(userId: string, visitor: Visitor): Caller {
  const { correlationId, remoteAddress, userAgent } = visitor;
  return {
    kind: 'user',
    subject: userId,
    correlationId,
    remoteAddress,
    door: 'sign-in',
    userAgent: userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
  };
}
