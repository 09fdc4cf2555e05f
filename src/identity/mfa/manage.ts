/** A second factor that is on: seeing it, taking it off, new backup codes. The rules for who may are in the schema. */
import type { Caller } from '../../platform/caller.ts';
import { prepared } from '../../platform/db/sql.ts';
import { afterIssued, announceRevocations, revoke } from '../../keys/revocations.ts';
import type { AccessToken } from '../access-token.ts';
import { counted } from '../counted.ts';
import { endSessions, tellEnded } from '../end-session.ts';
import { AccountNotFound } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { MAIL_LANE, requestPersonalMail } from '../mail-requests.ts';
import type { Own } from '../own-account.ts';
import { personById } from '../people.ts';
import { recordPersonalChange } from '../record-personal-change.ts';
import { newBackupCodes } from './backup-codes.ts';
import { MfaStateConflict } from './errors.ts';
import { setAssurance, tokenAfter } from './raise-session.ts';

export interface SecondFactorView {
  readonly enabled: boolean;
  /** Null while there is none. */
  readonly enabledAt: Date | null;
  readonly backupCodesLeft: number;
}

const view = prepared(
  'second_factor',
  `select (select confirmed_at from totp_factor where user_id = $1) as "enabledAt",
          (select count(*)::int from backup_code where user_id = $1 and used_at is null) as "backupCodesLeft"`,
);

export async function secondFactorOf({ platform }: Identity, { userId }: Own): Promise<SecondFactorView> {
  const [row] = await platform.db.identity.query<Omit<SecondFactorView, 'enabled'>>(view, [userId]);
  const { enabledAt = null, backupCodesLeft = 0 } = row ?? {};
  return { enabled: enabledAt !== null, enabledAt, backupCodesLeft };
}

export interface OwnChange {
  readonly caller: Caller;
  /** The tenant the session works in. */
  readonly tenantId: string;
}

/**
 * Ends all other sessions, and the tokens of this one: they say more than the person can show from now on.
 * @throws MfaStateConflict, AccountNotFound
 */
export function disableMfa(identity: Identity, own: Own, change: OwnChange): Promise<AccessToken> {
  return counted(identity, 'second_factor_change', () => takeOff(identity, own, change));
}

async function takeOff(identity: Identity, own: Own, { caller, tenantId }: OwnChange): Promise<AccessToken> {
  const { platform } = identity;
  const { userId, sessionId } = own;
  const person = await theirs(identity, own);
  const token = await platform.db.identity.transaction(async (tx) => {
    // First, as `verifyMfa` does: two who need the same rows must not wait for each other.
    await tx.query('delete from sign_in_challenge where user_id = $1', [userId]);
    const off = await tx.query(
      'delete from totp_factor where user_id = $1 and confirmed_at is not null returning user_id',
      [userId],
    );
    if (off.length === 0) throw new MfaStateConflict('There is no second factor');
    await tx.query('delete from backup_code where user_id = $1', [userId]);
    await tx.query('update user_account set second_factor = false, updated_at = now() where id = $1', [
      userId,
    ]);
    await endSessions(tx, { userId, except: sessionId, reason: 'FACTOR_CHANGED', by: caller });
    // Before the tokens are taken back: a refresh that is under way locks the session too.
    const session = await setAssurance(tx, own, 'aal1');
    const tokensFrom = await afterIssued(tx);
    await revoke(tx, { kind: 'session', id: sessionId, before: tokensFrom });
    await requestPersonalMail(tx, { kind: 'SECOND_FACTOR_OFF', recipient: person.email });
    await recordPersonalChange(tx, person, { by: caller, action: 'user.mfa_disabled' });
    return tokenAfter(identity, tx, { session: { ...session, tokensFrom }, tenantId });
  });
  announceRevocations(platform);
  tellEnded(identity, { userId, reason: 'FACTOR_CHANGED' });
  await platform.bells.ring(MAIL_LANE);
  return token;
}

/** Ends the ones before. @throws MfaStateConflict, AccountNotFound */
export function regenerateBackupCodes(identity: Identity, own: Own, caller: Caller): Promise<string[]> {
  return counted(identity, 'second_factor_change', async () => {
    const person = await theirs(identity, own);
    return identity.platform.db.identity.transaction(async (tx) => {
      const on = await tx.query(
        'select user_id from totp_factor where user_id = $1 and confirmed_at is not null for update',
        [own.userId],
      );
      if (on.length === 0) throw new MfaStateConflict('There is no second factor');
      await recordPersonalChange(tx, person, { by: caller, action: 'user.backup_codes_regenerated' });
      return newBackupCodes(tx, own.userId);
    });
  });
}

async function theirs({ platform }: Identity, { userId }: Own) {
  const person = await personById(platform.db.identity, userId);
  if (!person) throw new AccountNotFound();
  return person;
}
