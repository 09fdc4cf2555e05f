/**
 * Signed links: whoever holds one may use it for its one method and path until it expires, without a token. They name
 * no tenant; what a path leads to is looked up after the signature held.
 */
import { createHmac, hkdfSync, type KeyObject } from 'node:crypto';
import { sameSecret } from './same-secret.ts';

export interface SignedLink {
  readonly url: string;
  readonly expiresAt: Date;
}

export interface Links {
  /** A link for one method and path, good for the set lifetime, or only until `atMost`. */
  sign(to: { method: 'GET' | 'PUT'; path: string; atMost?: Date | undefined }): SignedLink;
  /** Whether a request came by a link of ours: `expired` is said only of a link that was good once. */
  check(request: { method: string; path: string; query: unknown }): 'good' | 'expired' | 'wrong';
}

export interface LinksOptions {
  /** The first signs, all of them verify. */
  readonly keys: readonly { readonly key: KeyObject }[];
  /** Where callers reach this system. */
  readonly publicUrl: string;
  /** How long a link is good, in seconds. */
  readonly lifetimeS: number;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** RFC 5869 `info`: binds the derived key to this purpose, so that a vault key never signs by itself. */
const PURPOSE = 'integration-hub signed link';
const KEY_BYTES = 32;

export function createLinks({ keys, publicUrl, lifetimeS, now }: LinksOptions): Links {
  const secrets = keys.map(({ key }) => Buffer.from(hkdfSync('sha256', key, '', PURPOSE, KEY_BYTES)));
  const [current] = secrets;
  if (current === undefined) throw new TypeError('Links need at least one key');

  return {
    sign({ method, path, atMost }) {
      // Whole seconds, as they stand in the link.
      const until = Math.min(now() + lifetimeS * 1000, atMost?.getTime() ?? Infinity);
      const expires = String(Math.floor(until / 1000));
      const query = new URLSearchParams({ expires, signature: signature(current, [method, path, expires]) });
      return { url: `${publicUrl}${path}?${query}`, expiresAt: new Date(Number(expires) * 1000) };
    },
    check({ method, path, query }) {
      const { expires, signature: given } = query as Record<string, unknown>;
      if (typeof expires !== 'string' || typeof given !== 'string') return 'wrong';
      const holds = secrets.some((secret) => sameSecret(given, signature(secret, [method, path, expires])));
      if (!holds) return 'wrong';
      return Number(expires) * 1000 > now() ? 'good' : 'expired';
    },
  };
}

function signature(secret: Buffer, parts: readonly string[]): string {
  return createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');
}
