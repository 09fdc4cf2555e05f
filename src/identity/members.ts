/** A tenant's members: who they are to it, switched off and on, with more or fewer roles. */
import { recordChange } from '../audit/record-change.ts';
import { afterIssued, announceRevocations, membershipOf, revoke } from '../keys/revocations.ts';
import type { Tx } from '../platform/db/sql.ts';
import { isUuid } from '../platform/db/uuid.ts';
import type { Platform } from '../platform/platform.ts';
import { UserNotFound, UserStateConflict } from './errors.ts';
import { theUser, type UserView } from './reads.ts';
import { assertHolds, rolesWith, type Granter } from './roles.ts';
import { ADMIN } from './shipped-roles.ts';
import type { MembershipStatus } from './user.entity.ts';

interface Member {
  readonly userId: string;
  readonly status: MembershipStatus;
  readonly roles: readonly string[];
}

interface Change {
  readonly status: MembershipStatus;
  readonly roles: readonly string[];
}

/** Signs them out of this tenant within seconds. @throws UserNotFound, UserStateConflict, GrantForbidden */
export function disableUser(platform: Platform, granter: Granter, id: string): Promise<UserView> {
  return changeMember(platform, granter, {
    id,
    action: 'user.disabled',
    change: ({ status, roles }) => {
      if (status !== 'ACTIVE') throw new UserStateConflict('Only who is active can be disabled');
      return { status: 'DISABLED', roles };
    },
  });
}

/** @throws UserNotFound, UserStateConflict, GrantForbidden */
export function enableUser(platform: Platform, granter: Granter, id: string): Promise<UserView> {
  return changeMember(platform, granter, {
    id,
    action: 'user.enabled',
    change: ({ status, roles }) => {
      if (status !== 'DISABLED') throw new UserStateConflict('Only who is disabled can be enabled');
      return { status: 'ACTIVE', roles };
    },
  });
}

/** They have it with their next token. @throws UserNotFound, RoleNotFound, GrantForbidden */
export function assignRole(
  platform: Platform,
  granter: Granter,
  { userId, roleId }: { userId: string; roleId: string },
): Promise<UserView> {
  return changeMember(platform, granter, {
    id: userId,
    action: 'user.role_assigned',
    role: roleId,
    change: ({ status, roles }, role) => ({ status, roles: [...new Set([...roles, role])] }),
  });
}

/** What it allowed ends within seconds. @throws UserNotFound, RoleNotFound, GrantForbidden, UserStateConflict for the last admin */
export function unassignRole(
  platform: Platform,
  granter: Granter,
  { userId, roleId }: { userId: string; roleId: string },
): Promise<UserView> {
  return changeMember(platform, granter, {
    id: userId,
    action: 'user.role_unassigned',
    role: roleId,
    change: ({ status, roles }, role) => ({ status, roles: roles.filter((each) => each !== role) }),
  });
}

/** They are no member any more; their account elsewhere stays as it is. @throws UserNotFound, UserStateConflict, GrantForbidden */
export async function removeUser(platform: Platform, granter: Granter, id: string): Promise<string> {
  await granter.db.transaction(async (tx) => {
    const member = await lockedMember(tx, id);
    await assertMayChange(tx, granter, member.roles);
    await tx.query('delete from membership where user_id = $1', [member.userId]);
    await assertAdminIsLeft(tx, member);
    await endTokens(tx, granter, member.userId);
    await record(tx, granter, {
      userId: member.userId,
      action: 'user.removed',
      detail: { roles: member.roles },
    });
  });
  announceRevocations(platform);
  return id;
}

interface MemberChange {
  readonly id: string;
  readonly action: string;
  /** The role it is about. */
  readonly role?: string;
  change(member: Member, role: string): Change;
}

async function changeMember(
  platform: Platform,
  granter: Granter,
  { id, action, role, change }: MemberChange,
): Promise<UserView> {
  await granter.db.transaction(async (tx) => {
    const member = await lockedMember(tx, id);
    const [named] = role === undefined ? [] : await rolesWith(tx, [role]);
    const after = change(member, named?.id ?? '');
    await assertMayChange(tx, granter, named ? [named.id] : member.roles);
    await tx.query('update membership set status = $2, roles = $3, updated_at = now() where user_id = $1', [
      member.userId,
      after.status,
      after.roles,
    ]);
    await assertAdminIsLeft(tx, member);
    const isLess = after.status !== 'ACTIVE' || member.roles.some((each) => !after.roles.includes(each));
    if (isLess) await endTokens(tx, granter, member.userId);
    await record(tx, granter, {
      userId: member.userId,
      action,
      detail: named ? { role: named.name, roleId: named.id } : {},
    });
  });
  announceRevocations(platform);
  return theUser(granter.db, id);
}

/** Whoever has more rights than oneself is not to be changed: giving them back would be giving what one does not have. */
async function assertMayChange(tx: Tx, granter: Granter, roles: readonly string[]): Promise<void> {
  const scopes = (await rolesWith(tx, roles)).flatMap((role) => role.scopes);
  assertHolds(granter, scopes);
}

async function lockedMember(tx: Tx, id: string): Promise<Member> {
  // Changes of one tenant's members come one after another: two admins must not remove each other.
  await tx.query(
    `select pg_advisory_xact_lock(hashtext('membership'), hashtext(current_setting('app.tenant_id')))`,
  );
  const [member] = isUuid(id)
    ? await tx.query<Member>(
        'select user_id as "userId", status, roles from membership where user_id = $1 for update',
        [id],
      )
    : [];
  if (!member) throw new UserNotFound(id);
  return member;
}

/** After the change. */
async function assertAdminIsLeft(tx: Tx, before: Member): Promise<void> {
  if (before.status !== 'ACTIVE' || !before.roles.includes(ADMIN)) return;
  const left = await tx.query(
    `select user_id from membership where status = 'ACTIVE' and $1 = any(roles) limit 1`,
    [ADMIN],
  );
  if (left.length === 0) throw new UserStateConflict('The last admin stays');
}

/** Tokens say what was allowed when they were issued; the session goes on where something is left. The member is locked. */
async function endTokens(tx: Tx, { db }: Granter, userId: string): Promise<void> {
  const id = membershipOf(db.tenantId, userId);
  await revoke(tx, { kind: 'membership', id, before: await afterIssued(tx) });
}

function record(
  tx: Tx,
  { db, caller }: Granter,
  { userId, action, detail }: { userId: string; action: string; detail: Record<string, unknown> },
): Promise<void> {
  return recordChange(tx, {
    tenantId: db.tenantId,
    by: caller,
    action,
    on: { type: 'User', id: userId },
    detail,
  });
}
