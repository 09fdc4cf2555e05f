/** Becoming a member: invited by somebody who may, accepted by whoever reads the mail of the address. */
import { recordChange } from '../audit/record-change.ts';
import type { IdentityTx } from '../platform/db/identity-db.ts';
import type { Platform } from '../platform/platform.ts';
import { addressBudget, accountBudget, giveBackAttempt, tried, type AttemptBudgets } from './attempts.ts';
import { counted } from './counted.ts';
import { normalizedEmail } from './email-address.ts';
import { InvalidCredentials, InvalidLink, UserStateConflict } from './errors.ts';
import { personCaller, type Identity, type Visitor } from './identity.ts';
import { MAIL_LANE, requestMail } from './mail-requests.ts';
import { ownerOfLink, useLink } from './mailed-links.ts';
import { noteRefusal } from './note-refusal.ts';
import { chosenPassword, spelled } from './passwords.ts';
import { personById, type Person, type PersonMembership } from './people.ts';
import { checkedProfileName } from './profile.ts';
import { theUser, type UserView } from './reads.ts';
import { assertHolds, rolesWith, type Granter } from './roles.ts';
import { nextStep, type SignInStep } from './sign-in.ts';
import type { MembershipStatus } from './user.entity.ts';

export interface Invite {
  readonly email: string;
  readonly roleIds: readonly string[];
}

/**
 * Has an invitation mailed, again if the person has not accepted yet. Whether they have an account already is not told.
 * @throws InvalidInput, RoleNotFound, GrantForbidden, UserStateConflict for who is a member already
 */
export async function inviteUser(platform: Platform, granter: Granter, input: Invite): Promise<UserView> {
  const email = normalizedEmail(input.email, 'input.email');
  const { tenantId } = granter.db;
  const userId = await platform.db.identity.transaction(async (tx) => {
    const id = await accountOf(tx, email);
    await tx.inTenant(tenantId, async (inner) => {
      const roles = await rolesWith(inner, [...new Set(input.roleIds)]);
      assertHolds(
        granter,
        roles.flatMap(({ scopes }) => scopes),
      );
      const ids = roles.map((role) => role.id);
      const rows = await inner.query(
        `insert into membership as known (tenant_id, user_id, status, roles) values ($1, $2, 'INVITED', $3)
         on conflict (tenant_id, user_id) do update set roles = excluded.roles, updated_at = now()
          where known.status = 'INVITED' returning user_id`,
        [tenantId, id, ids],
      );
      if (rows.length === 0) throw new UserStateConflict('This person is a member already');
      await requestMail(inner, { tenantId, kind: 'INVITATION', recipient: email });
      await recordChange(inner, {
        tenantId,
        by: granter.caller,
        action: 'user.invited',
        on: { type: 'User', id },
        detail: { roles: ids },
      });
    });
    return id;
  });
  await platform.bells.ring(MAIL_LANE);
  return theUser(granter.db, userId);
}

async function accountOf(tx: IdentityTx, email: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into user_account (email) values ($1) on conflict (email) do update set email = excluded.email
     returning id`,
    [email],
  );
  // `as`: either it was inserted or it was there.
  return (row as { id: string }).id;
}

export interface Accept {
  readonly token: string;
  /** The one chosen; of somebody who has an account already, its password. */
  readonly password: string;
  readonly name?: string | null | undefined;
}

/**
 * Makes the invited person a member and signs them in.
 * @throws InvalidLink, InvalidInput, TooManyAttempts, InvalidCredentials where the account has another password
 */
export function acceptInvitation(identity: Identity, input: Accept, visitor: Visitor): Promise<SignInStep> {
  return counted(identity, 'invitation', async () => {
    const { person, membership: invited } = await invitedBy(identity, input.token);
    const name = input.name ? checkedProfileName(input.name, 'input.name') : null;
    const budgets = { proven: accountBudget(person.email), shared: addressBudget(visitor.remoteAddress) };
    const hash = person.passwordHash
      ? await provePassword(identity, person, { password: input.password, budgets, visitor })
      : await identity.passwords.hash(chosenPassword(input.password, 'input.password', person.email));
    const device = identity.devices.issue(person.email);
    const first = { person, membership: invited, device, by: 'invitation', visitor };
    return nextStep(identity, first, async (tx) => {
      await useLink(tx, 'INVITATION', input.token);
      await join(tx, { person, tenantId: invited.tenantId, hash, name, visitor });
      if (person.passwordHash) await giveBackAttempt(tx, budgets);
    });
  });
}

/** Who is invited, and to what; the link is still good after it. Throws InvalidLink. */
export async function invitedBy(
  identity: Identity,
  token: string,
): Promise<{ person: Person; membership: PersonMembership }> {
  const { userId, invitedTo } = await ownerOfLink(identity, 'INVITATION', token);
  const person = await personById(identity.platform.db.identity, userId);
  const membership = person?.memberships.find((each) => each.tenantId === invitedTo);
  if (!person || membership?.status !== 'INVITED') throw new InvalidLink();
  return { person, membership };
}

/** The stored hash, once the password fits it. */
async function provePassword(
  identity: Identity,
  person: Person,
  { password, budgets, visitor }: { password: string; budgets: AttemptBudgets; visitor: Visitor },
): Promise<string | null> {
  const given = spelled(password, 'input.password');
  const isRight = await tried(identity.platform.db.identity, [budgets.proven, budgets.shared], () =>
    identity.passwords.verify(given, person.passwordHash),
  );
  if (isRight) return person.passwordHash;
  const error = new InvalidCredentials();
  const by = personCaller(person.id, visitor);
  noteRefusal(identity, person, { by, on: 'Mutation.acceptInvitation', error });
  throw error;
}

interface Joining {
  readonly person: Person;
  readonly tenantId: string;
  readonly hash: string | null;
  readonly name: string | null;
  readonly visitor: Visitor;
}

export async function join(
  tx: IdentityTx,
  { person, tenantId, hash, name, visitor }: Joining,
): Promise<void> {
  const { id } = person;
  // Accepting two invitations at once, a new account gets one password and the other acceptance is refused.
  const rows = await tx.query(
    `update user_account set password_hash = $2, name = coalesce(name, $3), updated_at = now(),
                             password_changed_at = case when $2::text is not null
                                                   then coalesce(password_changed_at, now()) end
      where id = $1 and password_hash is not distinct from $4 returning id`,
    [id, hash, name, person.passwordHash],
  );
  if (rows.length === 0) throw new InvalidCredentials();
  await tx.inTenant(tenantId, async (inner) => {
    const joined = await inner.query<{ status: MembershipStatus }>(
      `update membership set status = 'ACTIVE', created_at = now(), updated_at = now()
        where user_id = $1 and status = 'INVITED' returning status`,
      [id],
    );
    if (joined.length === 0) throw new InvalidLink();
    await recordChange(inner, {
      tenantId,
      by: personCaller(id, visitor),
      action: 'user.joined',
      on: { type: 'User', id },
    });
  });
}
