/** Secrets that are handed out once and kept as a hash: refresh tokens, links, challenges. */
import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
const LONGEST = 128;

/** 256 random bits: `text` is for its owner only, `hash` for the database. */
export function newSecret(): { text: string; hash: Buffer } {
  const text = randomBytes(BYTES).toString('base64url');
  return { text, hash: hashOf(text) };
}

/** By which it is found again. A guess of any length costs the same. */
export function hashOf(text: string): Buffer {
  return createHash('sha256').update(text.slice(0, LONGEST)).digest();
}
