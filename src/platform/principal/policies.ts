/**
 * What `@policy` asks, as data. Policies are about people: how sure we are that it is they, and how lately. A client or a
 * service shows its one secret for each token or call, which no second factor can be added to; what it may do is up to its
 * scopes. So policies hold for machines, and a person of whose sign-in nothing is known meets none.
 */
import type { Principal } from './principal.ts';

export type Policy = 'mfa' | 'fresh_auth';

/** How lately a person must have signed in for what cannot be undone. */
const FRESH_MS = 5 * 60_000;

const policies: Readonly<Record<Policy, (person: Principal, now: number) => boolean>> = {
  /** Signed in with two factors. */
  mfa: ({ aal }) => aal === 'aal2',
  /** Signed in within the last five minutes. */
  fresh_auth: ({ authTime }, now) => authTime !== undefined && now - authTime <= FRESH_MS,
};

/** `now`: milliseconds since the epoch. */
export function meets(principal: Principal, policy: Policy, now: number): boolean {
  return principal.kind !== 'user' || policies[policy](principal, now);
}

/** Answers the names of the SDL; no to one that is not in the table. */
export function answerPolicy(now: () => number): (principal: Principal, name: string) => boolean {
  return (principal, name) => isPolicy(name) && meets(principal, name, now());
}

function isPolicy(name: string): name is Policy {
  return Object.hasOwn(policies, name);
}
