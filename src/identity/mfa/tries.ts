/** Every try of a second factor is counted, and what is refused is audited. */
import type { Caller } from '../../platform/caller.ts';
import type { IdentityTx } from '../../platform/db/identity-db.ts';
import { HubError } from '../../platform/errors.ts';
import { addressBudget, giveBackAttempt, takeAttempt } from '../attempts.ts';
import { AccountNotFound } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { noteRefusal } from '../note-refusal.ts';
import type { Own } from '../own-account.ts';
import { personById, type Person } from '../people.ts';
import { recordPersonalChange } from '../record-personal-change.ts';
import { CodeReused } from './errors.ts';
import { factorBudget } from './show-code.ts';

/**
 * A try from within a session, which has tries of its own. What `work` does is kept only when it resolves.
 * @throws AccountNotFound, TooManyAttempts, and what `work` throws
 */
export async function showOwnCode<T>(
  identity: Identity,
  { own, by, on }: { own: Own; by: Caller; on: string },
  work: (tx: IdentityTx, person: Person) => Promise<T>,
): Promise<T> {
  const { db } = identity.platform;
  const person = await personById(db.identity, own.userId);
  if (!person) throw new AccountNotFound();
  const budgets = { proven: factorBudget(own.sessionId), shared: addressBudget(by.remoteAddress) };
  return watched(identity, { person, by, on }, async () => {
    await takeAttempt(db.identity, [budgets.proven, budgets.shared]);
    return db.identity.transaction(async (tx) => {
      const result = await work(tx, person);
      await giveBackAttempt(tx, budgets);
      return result;
    });
  });
}

/** Counts how it ends. A code that comes a second time was perhaps seen by somebody: that is an alarm. */
export async function watched<T>(
  identity: Identity,
  { person, by, on }: { person: Person; by: Caller; on: string },
  work: () => Promise<T>,
): Promise<T> {
  const { platform, count } = identity;
  try {
    const result = await work();
    count('second_factor', 'ok');
    return result;
  } catch (error) {
    count('second_factor', error instanceof HubError ? error.code : 'failed');
    if (error instanceof CodeReused) {
      const alarm = { by, action: 'user.mfa_code_reused', outcome: 'REFUSED' } as const;
      await platform.db.identity.transaction((tx) => recordPersonalChange(tx, person, alarm));
    } else if (error instanceof HubError) {
      noteRefusal(identity, person, { by, on, error });
    }
    throw error;
  }
}
