/** Showing a second factor: the code of an authenticator, or a backup code. Either is taken once. */
import type { IdentityTx } from '../../platform/db/identity-db.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Budget } from '../attempts.ts';
import { requestPersonalMail } from '../mail-requests.ts';
import type { Person } from '../people.ts';
import { personPlace } from '../sealed-secrets.ts';
import { spelledCode, useBackupCode } from './backup-codes.ts';
import { CodeReused, InvalidCode } from './errors.ts';
import { stepOf } from './totp.ts';

export type FactorKind = 'totp' | 'backup code';

export interface ShownCode {
  readonly kind: FactorKind;
  readonly code: string;
}

/**
 * Tries of one person, or of one session. Three codes of a million are right at any moment: 288 tries a day find one in a
 * thousand days. It fills up by itself, so nobody is locked out for good.
 */
export function factorBudget(of: string): Budget {
  return { key: `factor:${of}`, most: 10, refillS: 300 };
}

/** What the text is by its form. Throws InvalidCode for what is no code of any kind. */
export function shownCode(text: string): ShownCode {
  const digits = text.replace(/\s/g, '');
  if (/^\d{6}$/.test(digits)) return { kind: 'totp', code: digits };
  const code = spelledCode(text.slice(0, 64));
  if (!code) throw new InvalidCode();
  return { kind: 'backup code', code };
}

/** Uses the code up; of several at once, one has it. Throws InvalidCode, CodeReused. */
export async function useCode(
  platform: Pick<Platform, 'vault' | 'clock'>,
  tx: IdentityTx,
  { person, shown }: { person: Pick<Person, 'id' | 'email'>; shown: ShownCode },
): Promise<void> {
  if (shown.kind === 'totp') return useTotp(platform, tx, { userId: person.id, code: shown.code });
  const use = await useBackupCode(tx, person.id, shown.code);
  if (use === 'used_before') throw new CodeReused();
  if (use === 'unknown') throw new InvalidCode();
  await requestPersonalMail(tx, { kind: 'BACKUP_CODE_USED', recipient: person.email });
}

async function useTotp(
  { vault, clock }: Pick<Platform, 'vault' | 'clock'>,
  tx: IdentityTx,
  { userId, code }: { userId: string; code: string },
): Promise<void> {
  const [factor] = await tx.query<{ secret: Buffer }>(
    'select secret from totp_factor where user_id = $1 and confirmed_at is not null',
    [userId],
  );
  if (!factor) throw new InvalidCode();
  const secret = vault.open(factor.secret, personPlace('totp_factor', userId, 'secret'));
  const step = stepOf(secret, code, clock.now());
  if (step === undefined) throw new InvalidCode();
  const taken = await tx.query(
    `update totp_factor set last_step = $2
      where user_id = $1 and confirmed_at is not null and last_step < $2 returning user_id`,
    [userId, step],
  );
  if (taken.length === 0) throw new CodeReused();
}
