/** Who may come in: every door, our own tokens, and the people who sign in here. */
import { auditRefusals, type AuditedRefusals } from '../audit/refusals.ts';
import type { Config } from '../config.ts';
import { noteActivity } from '../identity/activity.ts';
import { openIdentity, type OpenIdentity } from '../identity/identity.ts';
import { openSigningKeys, type SigningKeys } from '../keys/keys.ts';
import { openRevocations } from '../keys/known-revocations.ts';
import { createAddressOf, type AddressOf } from '../platform/http/client-address.ts';
import type { Metrics } from '../platform/http/metrics.ts';
import type { Platform } from '../platform/platform.ts';
import { openDoors, type Authenticate } from '../platform/principal/doors.ts';
import type { RevocationView } from '../platform/principal/revocation-view.ts';
import { countRefused } from '../platform/refusals.ts';

export interface Callers {
  readonly authenticate: Authenticate;
  /** From where they come, whoever they are. */
  readonly addressOf: AddressOf;
  readonly refusals: AuditedRefusals;
  readonly revocations: RevocationView;
  /** Of our own tokens; undefined where others issue all of them. */
  readonly keys: SigningKeys | undefined;
  /** Undefined where nobody signs in here. */
  readonly identity: OpenIdentity | undefined;
  close(): Promise<void>;
}

export function openCallers(platform: Platform, config: Config, metrics: Metrics): Callers {
  const refusals = auditRefusals(platform);
  const revocations = openRevocations(platform);
  const keys = config.ownIssuer.on ? openSigningKeys(platform) : undefined;
  const own = keys && { ...keys, revocations };
  const identity =
    keys &&
    openIdentity(platform, {
      keys,
      refusals,
      settings: config.identity,
      secrets: config.vault.keys,
      count: (event, outcome) => metrics.authentications.inc({ event, outcome }),
    });
  const byAnyDoor = countRefused(openDoors({ ...config, own }, platform), refusals);
  return {
    authenticate: identity ? noteActivity(byAnyDoor, identity) : byAnyDoor,
    addressOf: createAddressOf(config.trustedProxies),
    refusals,
    revocations,
    keys,
    identity,
    close: async () => {
      revocations.close();
      await identity?.close();
      await refusals.close();
    },
  };
}
