/** A person's own profile, the same in all tenants. */
import { recordChange } from '../audit/record-change.ts';
import type { Caller } from '../platform/caller.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Identity } from './identity.ts';
import { AccountNotFound } from './errors.ts';
import type { Own } from './own-account.ts';
import { personById, type Person } from './people.ts';

const LONGEST_NAME = 100;

export interface ProfileView extends Person {
  /** The session that asks. */
  readonly sessionId: string;
}

/** Throws AccountNotFound. */
export async function ownProfile({ platform }: Pick<Identity, 'platform'>, own: Own): Promise<ProfileView> {
  const person = await personById(platform.db.identity, own.userId);
  if (!person) throw new AccountNotFound();
  return { ...person, sessionId: own.sessionId };
}

/** Throws InvalidInput, AccountNotFound. */
export async function updateProfile(
  identity: Pick<Identity, 'platform'>,
  own: Own,
  { name, tenantId, caller }: { name: string; tenantId: string; caller: Caller },
): Promise<ProfileView> {
  const checked = checkedProfileName(name, 'input.name');
  await identity.platform.db.identity.transaction(async (tx) => {
    await tx.query('update user_account set name = $2, updated_at = now() where id = $1', [
      own.userId,
      checked,
    ]);
    await tx.inTenant(tenantId, (inner) =>
      recordChange(inner, {
        tenantId,
        by: caller,
        action: 'user.profile_updated',
        on: { type: 'User', id: own.userId },
      }),
    );
  });
  return ownProfile(identity, own);
}

/** Throws InvalidInput. */
export function checkedProfileName(name: string, field: string): string {
  const trimmed = name.trim().normalize('NFC');
  const isPlain = !/\p{Cc}/u.test(trimmed);
  if (trimmed === '' || trimmed.length > LONGEST_NAME || !isPlain)
    throw new InvalidInput(`A name has 1 to ${LONGEST_NAME} characters`, { field });
  return trimmed;
}
