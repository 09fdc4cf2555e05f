import { createSecretKey } from 'node:crypto';
import { createRemoteJWKSet, customFetch, errors } from 'jose';
import type { FlattenedJWSInput, JWSHeaderParameters, CryptoKey } from 'jose';
import type { KeyObject } from 'node:crypto';
import type { Egress } from '../egress/egress.ts';
import { ProviderUnavailable } from '../errors.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

export type KeyFor = (
  header: JWSHeaderParameters,
  token: FlattenedJWSInput,
) => Promise<CryptoKey | KeyObject>;

/** An unknown key id asks the issuer again at most this often, whatever tokens arrive. */
const COOLDOWN_MS = 30_000;
/** A key that the issuer has withdrawn is forgotten after this. */
const KEY_SET_MAX_AGE_MS = 600_000;
const TIMEOUT_MS = 5_000;
const MAX_KEY_SET_BYTES = 256 * 1024;

/**
 * How the keys of an issuer are found: its shared secret, or its published key set (fetched through the door, kept, and
 * fetched again when a token names a new key).
 * The function it returns throws jose's errors when no key fits the token, and ProviderUnavailable when the key set cannot be read.
 */
export function keysOf({ issuer, key }: TrustedIssuer, egress: Pick<Egress, 'request'>): KeyFor {
  if ('secret' in key) {
    const secret = createSecretKey(key.secret, 'utf8');
    return () => Promise.resolve(secret);
  }
  const remote = createRemoteJWKSet(new URL(key.jwksUrl), {
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: KEY_SET_MAX_AGE_MS,
    timeoutDuration: TIMEOUT_MS,
    [customFetch]: async (url, { headers, signal }) => {
      const answer = await egress.request({
        url,
        headers: Object.fromEntries(headers),
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_KEY_SET_BYTES,
        signal,
      });
      return new Response(new Uint8Array(answer.body), { status: answer.status });
    },
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (cause) {
      if (noKeyFits.some((kind) => cause instanceof kind)) throw cause;
      throw new ProviderUnavailable(`The key set of the issuer ${issuer} cannot be read`, { cause });
    }
  };
}

const noKeyFits = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];
