/** Putting a second factor on: the application gets the secret, and is one once it has shown a code. */
import { toDataURL } from 'qrcode';
import type { Caller } from '../../platform/caller.ts';
import type { AccessToken } from '../access-token.ts';
import { counted } from '../counted.ts';
import { endSessions, tellEnded } from '../end-session.ts';
import { AccountNotFound } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { MAIL_LANE, requestPersonalMail } from '../mail-requests.ts';
import type { Own } from '../own-account.ts';
import { personById } from '../people.ts';
import { recordPersonalChange } from '../record-personal-change.ts';
import { personPlace } from '../sealed-secrets.ts';
import type { IdentityTx } from '../../platform/db/identity-db.ts';
import type { Platform } from '../../platform/platform.ts';
import { newBackupCodes } from './backup-codes.ts';
import { InvalidCode, MfaStateConflict } from './errors.ts';
import { setAssurance, tokenAfter } from './raise-session.ts';
import { newTotpKey, stepOf, type TotpKey } from './totp.ts';
import { showOwnCode } from './tries.ts';
import type { OwnCode } from './verify.ts';

/** As authenticator applications show it, above the account. */
const ISSUER = 'Integration Hub';
const PENDING_S = 900;

export interface TotpEnrolment extends TotpKey {
  /** A `data:` URL of a PNG. */
  readonly qrCode: string;
  readonly expiresAt: Date;
}

/** Replaces one that was begun before. @throws AccountNotFound, MfaStateConflict when there is a second factor already */
export function startTotpEnrolment(identity: Identity, own: Own, caller: Caller): Promise<TotpEnrolment> {
  return counted(identity, 'second_factor_change', async () => {
    const { db, vault } = identity.platform;
    const person = await personById(db.identity, own.userId);
    if (!person) throw new AccountNotFound();
    const key = newTotpKey(ISSUER, person.email);
    const sealed = vault.seal(key.secret, personPlace('totp_factor', own.userId, 'secret'));
    const expiresAt = await db.identity.transaction(async (tx) => {
      const [pending] = await tx.query<{ expiresAt: Date }>(
        `insert into totp_factor as known (user_id, secret) values ($1, $2)
         on conflict (user_id) do update set secret = excluded.secret, created_at = now()
          where known.confirmed_at is null
         returning created_at + $3 * interval '1 s' as "expiresAt"`,
        [own.userId, sealed, PENDING_S],
      );
      if (!pending) throw new MfaStateConflict('There is a second factor already');
      await recordPersonalChange(tx, person, { by: caller, action: 'user.mfa_enrolment_started' });
      return pending.expiresAt;
    });
    return { ...key, qrCode: await toDataURL(key.uri), expiresAt };
  });
}

/**
 * The first code makes it a factor. All other sessions end: they were begun without.
 * @throws InvalidCode, TooManyAttempts, AccountNotFound, MfaStateConflict where nothing was begun, or too long ago
 */
export async function confirmTotpEnrolment(
  identity: Identity,
  own: Own,
  { code, caller, tenantId }: OwnCode,
): Promise<AccessToken & { backupCodes: string[] }> {
  const { platform } = identity;
  const { userId } = own;
  const attempt = { own, by: caller, on: 'Mutation.confirmTotpEnrolment' };
  const enabled = await showOwnCode(identity, attempt, async (tx, person) => {
    await confirm(platform, tx, { userId, code: code.replace(/\s/g, '') });
    await tx.query('update user_account set second_factor = true, updated_at = now() where id = $1', [
      userId,
    ]);
    const backupCodes = await newBackupCodes(tx, userId);
    await endSessions(tx, { userId, except: own.sessionId, reason: 'FACTOR_CHANGED', by: caller });
    const session = await setAssurance(tx, own, 'aal2');
    await requestPersonalMail(tx, { kind: 'SECOND_FACTOR_ON', recipient: person.email });
    await recordPersonalChange(tx, person, { by: caller, action: 'user.mfa_enabled' });
    return { ...(await tokenAfter(identity, tx, { session, tenantId })), backupCodes };
  });
  tellEnded(identity, { userId, reason: 'FACTOR_CHANGED' });
  await platform.bells.ring(MAIL_LANE);
  return enabled;
}

async function confirm(
  { vault, clock }: Platform,
  tx: IdentityTx,
  { userId, code }: { userId: string; code: string },
): Promise<void> {
  const [pending] = await tx.query<{ secret: Buffer }>(
    `select secret from totp_factor where user_id = $1 and confirmed_at is null
       and created_at > now() - $2 * interval '1 s' for update`,
    [userId, PENDING_S],
  );
  if (!pending) throw new MfaStateConflict('Begin again: nothing waits to be confirmed');
  const secret = vault.open(pending.secret, personPlace('totp_factor', userId, 'secret'));
  const step = stepOf(secret, code, clock.now());
  if (step === undefined) throw new InvalidCode();
  await tx.query('update totp_factor set confirmed_at = now(), last_step = $2 where user_id = $1', [
    userId,
    step,
  ]);
}
