/** Sealed values: third-party credentials are stored only in this form, bound to the one place they belong to. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SealBroken } from './errors.ts';

export interface VaultKey {
  /** 1 to 64 characters; stored in clear with each value, so that keys can be rotated. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: KeyObject;
}

/** Where a sealed value is stored. A value copied to any other place does not open. */
export interface Place {
  readonly tenantId: string;
  readonly table: string;
  readonly rowId: string;
  readonly column: string;
}

export interface Vault {
  readonly currentKeyId: string;
  /** With what every value begins that the current key has sealed. */
  readonly currentHeader: Buffer;
  /** Seals with the current key. */
  seal(plaintext: string, place: Place): Buffer;
  /** @throws SealBroken when the key is unknown, the place is another one, or any bit was changed. */
  open(sealed: Uint8Array, place: Place): string;
  /** The key a value was sealed with, to find what still waits for rotation. @throws SealBroken when it is not a sealed value. */
  keyIdOf(sealed: Uint8Array): string;
}

/* version (1 byte) | length of key id (1 byte) | key id | nonce | ciphertext | tag */
const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
/** NIST SP 800-38D section 8.2.2: a random 96-bit nonce; one key may seal 2^32 values. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The first key seals, all of them open. */
export function createVault(keys: readonly VaultKey[]): Vault {
  const [current] = keys;
  if (current === undefined) throw new TypeError('A vault needs at least one key');
  const keysById = new Map(keys.map(({ id, key }) => [id, key]));

  return {
    currentKeyId: current.id,
    currentHeader: headerFor(current.id),
    seal(plaintext, place) {
      const header = headerFor(current.id);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, current.key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(additionalData(header, place));
      return Buffer.concat([
        header,
        nonce,
        cipher.update(plaintext, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(sealed, place) {
      const { keyId, header, nonce, ciphertext, tag } = dissect(sealed);
      const key = keysById.get(keyId);
      if (key === undefined) throw new SealBroken(`The sealing key "${keyId}" is not configured`);
      const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(additionalData(header, place));
      decipher.setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealBroken(`A sealed ${place.table}.${place.column} does not open`, { cause });
      }
    },
    keyIdOf: (sealed) => dissect(sealed).keyId,
  };
}

function headerFor(keyId: string): Buffer {
  const id = Buffer.from(keyId, 'utf8');
  return Buffer.concat([Buffer.of(VERSION, id.length), id]);
}

function dissect(sealed: Uint8Array) {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const headerBytes = 2 + (bytes[1] ?? 0);
  if (bytes[0] !== VERSION || bytes.length < headerBytes + NONCE_BYTES + TAG_BYTES) {
    throw new SealBroken('Not a sealed value of a known version');
  }
  const ciphertextStart = headerBytes + NONCE_BYTES;
  const tagStart = bytes.length - TAG_BYTES;
  return {
    keyId: bytes.toString('utf8', 2, headerBytes),
    header: bytes.subarray(0, headerBytes),
    nonce: bytes.subarray(headerBytes, ciphertextStart),
    ciphertext: bytes.subarray(ciphertextStart, tagStart),
    tag: bytes.subarray(tagStart),
  };
}

/** Each part is preceded by its length, so no two places can ever read the same. */
function additionalData(header: Buffer, place: Place): Buffer {
  const parts = [header, place.tenantId, place.table, place.rowId, place.column];
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
