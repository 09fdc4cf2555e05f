/** Another password: by whoever knows the present one, or by whoever reads the account's mail. */
import { recordChange } from '../audit/record-change.ts';
import type { Caller } from '../platform/caller.ts';
import type { IdentityTx } from '../platform/db/identity-db.ts';
import {
  addressBudget,
  deviceBudget,
  giveBackAttempt,
  mailBudget,
  mailingBudget,
  takeAttempt,
  TooManyAttempts,
  tried,
} from './attempts.ts';
import { counted } from './counted.ts';
import { endSessions, tellEnded, type EndReason } from './end-session.ts';
import { normalizedEmail } from './email-address.ts';
import { InvalidCredentials } from './errors.ts';
import { personCaller, type Identity, type Visitor } from './identity.ts';
import { MAIL_LANE, requestPersonalMail } from './mail-requests.ts';
import { ownerOfLink, useLink } from './mailed-links.ts';
import { noteRefusal } from './note-refusal.ts';
import type { Own } from './own-account.ts';
import { chosenPassword, spelled } from './passwords.ts';
import { personById, type Person } from './people.ts';

export interface ChangePassword {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/**
 * Signs the person out everywhere else.
 * @throws InvalidInput, TooManyAttempts, InvalidCredentials
 */
export function changePassword(
  identity: Identity,
  own: Own,
  { input, caller, visitor }: { input: ChangePassword; caller: Caller; visitor: Visitor },
): Promise<void> {
  return counted(identity, 'password_change', async () => {
    const { db } = identity.platform;
    const current = spelled(input.currentPassword, 'input.currentPassword');
    const person = await personById(db.identity, own.userId);
    const chosen = chosenPassword(input.newPassword, 'input.newPassword', person?.email ?? '');
    const budgets = { proven: deviceBudget(own.sessionId), shared: addressBudget(visitor.remoteAddress) };
    const work = async () => {
      if (!(await identity.passwords.verify(current, person?.passwordHash)) || !person)
        throw new InvalidCredentials();
      const hash = await identity.passwords.hash(chosen);
      await db.identity.transaction(async (tx) => {
        await store(tx, person, { hash, by: caller, reason: 'PASSWORD_CHANGED', except: own.sessionId });
        await giveBackAttempt(tx, budgets);
      });
    };
    await tried(db.identity, [budgets.proven, budgets.shared], work).catch((error: unknown) => {
      // Somebody has the session, and guesses.
      if (error instanceof InvalidCredentials || error instanceof TooManyAttempts)
        noteRefusal(identity, person, { by: caller, on: 'Mutation.changePassword', error });
      throw error;
    });
    await afterChange(identity, own.userId, 'PASSWORD_CHANGED');
  });
}

/** A mail with a link, if there is such an account; the answer is the same, and so is the work. Throws InvalidInput, TooManyAttempts. */
export async function requestPasswordReset(
  identity: Identity,
  email: string,
  visitor: Visitor,
): Promise<void> {
  const { db, bells } = identity.platform;
  const recipient = normalizedEmail(email, 'email');
  await takeAttempt(db.identity, [mailingBudget(visitor.remoteAddress)]);
  try {
    await takeAttempt(db.identity, [mailBudget(recipient)]);
  } catch (error) {
    // Whoever floods a mailbox is told nothing either.
    if (error instanceof TooManyAttempts) return;
    throw error;
  }
  await db.identity.transaction((tx) => requestPersonalMail(tx, { kind: 'PASSWORD_RESET', recipient }));
  await bells.ring(MAIL_LANE);
}

/**
 * Signs the person out everywhere, and answers what this device may show at its next sign-in. Who has a second factor still
 * needs it.
 * @throws InvalidInput, InvalidLink
 */
export function resetPassword(
  identity: Identity,
  { token, password }: { token: string; password: string },
  visitor: Visitor,
): Promise<{ device: string }> {
  return counted(identity, 'password_reset', async () => {
    const { db } = identity.platform;
    const { userId } = await ownerOfLink(identity, 'PASSWORD_RESET', token);
    const person = (await personById(db.identity, userId)) as Person; // a link goes with its person
    const chosen = chosenPassword(password, 'input.password', person.email);
    const hash = await identity.passwords.hash(chosen);
    await db.identity.transaction(async (tx) => {
      await useLink(tx, 'PASSWORD_RESET', token);
      await store(tx, person, { hash, by: personCaller(userId, visitor), reason: 'PASSWORD_RESET' });
    });
    await afterChange(identity, userId, 'PASSWORD_RESET');
    return { device: identity.devices.issue(person.email) };
  });
}

interface Storing {
  readonly hash: string;
  readonly by: Caller;
  readonly reason: EndReason & ('PASSWORD_CHANGED' | 'PASSWORD_RESET');
  /** The session that stays. */
  readonly except?: string;
}

async function store(tx: IdentityTx, person: Person, { hash, by, reason, except }: Storing): Promise<void> {
  const userId = person.id;
  // A link that was asked for before is no way past the new password. First, as `useLink` does: two who need the same rows must
  // not wait for each other.
  await tx.query(`delete from mailed_link where user_id = $1 and purpose = 'PASSWORD_RESET'`, [userId]);
  await tx.query(
    'update user_account set password_hash = $2, password_changed_at = now(), updated_at = now() where id = $1',
    [userId, hash],
  );
  await endSessions(tx, { userId, except, reason, by });
  // Whoever was about to show a second factor showed the password that was.
  await tx.query('delete from sign_in_challenge where user_id = $1', [userId]);
  await requestPersonalMail(tx, { kind: 'PASSWORD_CHANGED', recipient: person.email });
  for (const { tenantId, status } of person.memberships) {
    if (status === 'INVITED') continue;
    await tx.inTenant(tenantId, (inner) =>
      recordChange(inner, {
        tenantId,
        by,
        action: `user.${reason.toLowerCase()}`,
        on: { type: 'User', id: userId },
      }),
    );
  }
}

async function afterChange(identity: Identity, userId: string, reason: EndReason): Promise<void> {
  tellEnded(identity, { userId, reason });
  await identity.platform.bells.ring(MAIL_LANE);
}
