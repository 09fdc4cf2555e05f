/**
 * A device on which somebody has signed in before shows what it was given then. It proves no identity: it only keeps its
 * owner's tries apart from those of strangers (OWASP, "Device Cookies").
 */
import { createHmac, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { sameSecret } from '../platform/same-secret.ts';

export interface KnownDevices {
  /** What the device is to keep. */
  issue(email: string): string;
  /** Whether it was issued for this address. */
  isKnown(device: string | null | undefined, email: string): device is string;
}

/** RFC 5869 `info`: binds the derived key to this purpose. */
const PURPOSE = 'integration-hub known device';
const KEY_BYTES = 32;
const NONCE_BYTES = 16;

/** The first key signs, all of them verify. */
export function createKnownDevices(keys: readonly { readonly key: KeyObject }[]): KnownDevices {
  const secrets = keys.map(({ key }) => Buffer.from(hkdfSync('sha256', key, '', PURPOSE, KEY_BYTES)));
  const [current] = secrets;
  if (current === undefined) throw new TypeError('Known devices need at least one key');
  return {
    issue(email) {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url');
      return `${nonce}.${signature(current, nonce, email)}`;
    },
    isKnown(device, email): device is string {
      const [nonce = '', given = '', ...rest] = (device ?? '').split('.');
      return (
        nonce !== '' &&
        rest.length === 0 &&
        secrets.some((secret) => sameSecret(given, signature(secret, nonce, email)))
      );
    },
  };
}

function signature(secret: Buffer, nonce: string, email: string): string {
  return createHmac('sha256', secret).update(`${nonce}\n${email}`).digest('base64url');
}
