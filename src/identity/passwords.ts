/**
 * Passwords: argon2id, computed beside the event loop and on no more processors than leave one for everybody else. Whoever
 * signs in at a busy moment waits in line, and nobody waits for those who sign in.
 */
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { InvalidInput, LimitExceeded } from '../platform/errors.ts';

/** OWASP Password Storage Cheat Sheet: m=19 MiB, t=2, p=1. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MARK = '$argon2id$v=19$m=19456,t=2,p=1$';
/** In line beyond those that are computed; more than a minute's worth helps nobody. */
const LONGEST_LINE = 500;
const BUSY_RETRY_MS = 5_000;

/** NIST SP 800-63B section 3.1.1.2: length counts, composition rules do not. In characters, after normalization. */
const SHORTEST = 12;
const LONGEST = 256;
/** Refused before they are looked at: normalizing takes time too. In UTF-16 units. */
const LONGEST_UNREAD = 1_024;

export interface Passwords {
  /** The password as it is stored. */
  hash(password: string): Promise<string>;
  /** Computes as long for somebody who has no password, and says no. */
  verify(password: string, stored: string | null | undefined): Promise<boolean>;
  /** How many were computed so far: the same for those who exist and those who do not. */
  computed(): number;
}

export class PasswordsBusy extends LimitExceeded {
  override readonly code = 'TOO_MANY_ATTEMPTS';
}

export function createPasswords(atOnce = Math.max(1, availableParallelism() - 1)): Passwords {
  const inLine = createLine(atOnce);
  const nobodys = hash('nobody has this password', PARAMETERS);
  nobodys.catch(() => undefined);
  let computed = 0;
  return {
    hash: (password) => inLine(() => hash(password, PARAMETERS)),
    verify: (password, stored) =>
      inLine(async () => {
        computed += 1;
        const matches = await verify(stored ?? (await nobodys), password);
        return matches && Boolean(stored);
      }),
    computed: () => computed,
  };
}

/** Whether the stored form is weaker than what is computed now. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(MARK);
}

/** A password as it is compared. Throws InvalidInput for one that nobody can have. */
export function spelled(password: string, field: string): string {
  if (password.length <= LONGEST_UNREAD) {
    // NIST SP 800-63B section 3.1.1.2: the same characters typed on another keyboard are the same password.
    const normalized = password.normalize('NFKC');
    if ([...normalized].length <= LONGEST) return normalized;
  }
  throw new InvalidInput(`A password has at most ${LONGEST} characters`, { field });
}

/** A password that somebody wants to have. Throws InvalidInput. */
export function chosenPassword(password: string, field: string, email: string): string {
  const normalized = spelled(password, field);
  if ([...normalized].length < SHORTEST)
    throw new InvalidInput(`A password has at least ${SHORTEST} characters`, { field });
  if (new Set(normalized).size < 5)
    throw new InvalidInput('A password has at least 5 different characters', { field });
  if (normalized.toLowerCase() === email)
    throw new InvalidInput('A password is not the e-mail address', { field });
  return normalized;
}

/** Runs so many at once and the others in the order they came. */
function createLine(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (waiting.length >= LONGEST_LINE)
      throw new PasswordsBusy('Too many people are signing in', { retryAfterMs: BUSY_RETRY_MS });
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever is next takes over the place.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
