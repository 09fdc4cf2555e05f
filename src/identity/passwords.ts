/** Passwords: how they are spelled, and what is kept of them. */
import { InvalidInput } from '../platform/errors.ts';
import { openPasswordLine } from './password-line.ts';

/** With what every form begins that is computed today. */
const MARK = '$argon2id$v=19$m=19456,t=2,p=1$';

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
  close(): Promise<void>;
}

/** `atOnce`: how many are computed at the same time; one fewer than there are processors when left out. */
export function createPasswords(atOnce?: number): Passwords {
  const line = openPasswordLine(atOnce);
  let nobodys: Promise<string> | undefined;
  let computed = 0;
  // `as`: without a stored form the line answers one, with one it answers whether it fits.
  const hash = async (password: string) => (await line.compute({ password })) as string;
  return {
    hash,
    async verify(password, stored) {
      computed += 1;
      const compared = stored ?? (await (nobodys ??= hash('nobody has this password')));
      return (await line.compute({ password, stored: compared })) === true && Boolean(stored);
    },
    computed: () => computed,
    close: () => line.close(),
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
