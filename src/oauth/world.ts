import type { SigningKeys } from '../keys/keys.ts';
import type { AddressOf } from '../platform/http/client-address.ts';
import type { Platform } from '../platform/platform.ts';
import type { RevocationView } from '../platform/principal/revocation-view.ts';
import type { Refusals } from '../platform/refusals.ts';

export type OAuthPlatform = Pick<Platform, 'db' | 'clock' | 'announcements' | 'rates' | 'log' | 'publicUrl'>;

/** What the endpoints stand on. */
export interface OAuthWorld {
  readonly platform: OAuthPlatform;
  readonly keys: SigningKeys;
  readonly revocations: RevocationView;
  /** Other services that tokens may be for, by URL. */
  readonly audiences: readonly string[];
  readonly refusals: Refusals;
  readonly addressOf: AddressOf;
  /** Counts what came of a request (`token`, `introspection`, `revocation`, `registration`). */
  readonly count: (event: string, outcome: string) => void;
}

/** All that a token of ours may be for. */
export function audiencesOf({ keys, audiences }: Pick<OAuthWorld, 'keys' | 'audiences'>): readonly string[] {
  return [keys.audience, ...audiences];
}
