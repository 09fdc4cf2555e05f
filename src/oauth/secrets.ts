/** Secrets of our own making: 256 random bits, shown once and stored as their hash. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What they begin with, so that scanners find one that was published by mistake. */
const PREFIX = 'hubcs_';
const BYTES = 32;

export function newSecret(): string {
  return `${PREFIX}${randomBytes(BYTES).toString('base64url')}`;
}

export function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** Compares with every one of them, in a time that tells nothing of what they are. */
export function isOneOf(secret: string, hashes: readonly Buffer[]): boolean {
  const shown = hashOf(secret);
  return hashes.filter((each) => timingSafeEqual(each, shown)).length > 0;
}
