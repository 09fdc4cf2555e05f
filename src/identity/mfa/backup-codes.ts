/** Codes for when the authenticator is lost: each is good once. */
import { createHash, randomBytes } from 'node:crypto';
import type { IdentityTx } from '../../platform/db/identity-db.ts';

const COUNT = 10;
/** Crockford's Base32: nothing in it looks like something else. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const FORM = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/** Replaces all that the person had. They are shown once: only hashes are kept. */
export async function newBackupCodes(tx: IdentityTx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await tx.query('delete from backup_code where user_id = $1', [userId]);
  await tx.query('insert into backup_code (user_id, hash) select $1, unnest($2::bytea[])', [
    userId,
    codes.map((code) => hashOf(userId, spelledCode(code) as string)),
  ]);
  return codes;
}

export type BackupCodeUse = 'used' | 'used_before' | 'unknown';

/** Uses the code up, if it is one. Of several at once, one has it. `code` as `spelledCode` answers it. */
export async function useBackupCode(tx: IdentityTx, userId: string, code: string): Promise<BackupCodeUse> {
  const hash = hashOf(userId, code);
  const used = await tx.query(
    'update backup_code set used_at = now() where user_id = $1 and hash = $2 and used_at is null returning hash',
    [userId, hash],
  );
  if (used.length > 0) return 'used';
  const known = await tx.query('select hash from backup_code where user_id = $1 and hash = $2', [
    userId,
    hash,
  ]);
  return known.length > 0 ? 'used_before' : 'unknown';
}

/** A backup code as it is compared, however it was typed; undefined for what is none. */
export function spelledCode(text: string): string | undefined {
  const code = text.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return FORM.test(code) ? code : undefined;
}

/** `XXXX-XXXX-XXXX-XXXX`. */
function newCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** 80 random bits: nobody goes through them all, so no slow hash is needed. With the person's id, no table serves for all. */
function hashOf(userId: string, code: string): Buffer {
  return createHash('sha256').update(`${userId}\n${code}`).digest();
}
