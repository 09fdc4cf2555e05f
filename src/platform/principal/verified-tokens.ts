/** Remembers for a short while what tokens said that were verified: checking a signature costs a hundred times more than looking here. */
import { hash } from 'node:crypto';
import type { Principal } from './principal.ts';

export interface VerifiedTokens {
  find(token: string): Principal | undefined;
  keep(token: string, principal: Principal): void;
}

export interface VerifiedTokensOptions {
  /** The least recently used go first. */
  capacity: number;
  /** Longest life of an entry in milliseconds; it never outlives its token. This bounds how late a revocation is noticed. */
  maxAgeMs: number;
  now: () => number;
}

export function createVerifiedTokens({ capacity, maxAgeMs, now }: VerifiedTokensOptions): VerifiedTokens {
  // A Map iterates in the order of insertion: what was used is inserted anew, so the first entry is the stalest.
  const entries = new Map<string, { principal: Principal; keptAt: number }>();

  return {
    find(token) {
      const key = keyOf(token);
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      const ageMs = now() - entry.keptAt;
      // An age below zero means that the clock was set back: then nobody knows how old it is.
      if (ageMs < 0 || ageMs >= maxAgeMs || now() >= entry.principal.expiresAt) return undefined;
      entries.set(key, entry);
      return entry.principal;
    },
    keep(token, principal) {
      entries.set(keyOf(token), { principal, keptAt: now() });
      const stalest = entries.keys().next();
      if (entries.size > capacity && !stalest.done) entries.delete(stalest.value);
    },
  };
}

/** Of the whole token, signature included; the token itself is not kept in memory. */
function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}
