/** Roles: named sets of scopes. Nobody gives what they do not have. */
import { recordChange } from '../audit/record-change.ts';
import { afterIssued, announceRevocations, membershipOf, revoke } from '../keys/revocations.ts';
import type { Caller } from '../platform/caller.ts';
import { prepared, type Tx } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid } from '../platform/db/uuid.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { hasScope, type Principal } from '../platform/principal/principal.ts';
import { GrantForbidden, RoleNotFound, RoleStateConflict } from './errors.ts';
import { shippedRoles, type RoleView } from './shipped-roles.ts';

/** Who gives and takes rights, and in which tenant. */
export interface Granter {
  readonly db: TenantDb;
  readonly caller: Caller;
  readonly principal: Pick<Principal, 'scopes'>;
}

export interface RoleInput {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly scopes: readonly string[];
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u;
const SCOPE = /^[a-z]+(:([a-z]+|\*))?$/;
const MOST_SCOPES = 100;
const LONGEST_DESCRIPTION = 200;
/** More nobody can tell apart. */
const MOST_ROLES = 200;

const COLUMNS = 'id, name, description, scopes, false as shipped';
const own = prepared(
  'tenant_roles',
  `select ${COLUMNS} from tenant_role where tenant_id = $1 order by name limit ${MOST_ROLES}`,
);

/** The shipped ones, then the tenant's own by name. */
export async function listRoles(db: TenantDb): Promise<RoleView[]> {
  return [...shippedRoles, ...(await db.read<RoleView>(own, [db.tenantId]))];
}

/** @throws InvalidInput, GrantForbidden, RoleStateConflict for a name that is taken */
export async function createRole(granter: Granter, input: RoleInput): Promise<RoleView> {
  const role = checkedRole(granter, input);
  return granter.db.transaction(async (tx) => {
    await assertNameIsFree(tx, role.name, null);
    const [count] = await tx.query<{ count: number }>('select count(*)::int as count from tenant_role');
    if ((count?.count ?? 0) >= MOST_ROLES)
      throw new RoleStateConflict(`There are ${MOST_ROLES} roles already`);
    const [row] = await tx.query<RoleView>(
      `insert into tenant_role (tenant_id, name, description, scopes) values ($1, $2, $3, $4) returning ${COLUMNS}`,
      [granter.db.tenantId, role.name, role.description, role.scopes],
    );
    // `as`: an insert of one row returns it.
    const created = row as RoleView;
    await record(tx, granter, { action: 'role.created', role: created });
    return created;
  });
}

/** What its members may no longer do ends within seconds. @throws RoleNotFound, RoleStateConflict, InvalidInput, GrantForbidden */
export async function updateRole(
  platform: Platform,
  granter: Granter,
  input: RoleInput & { id: string },
): Promise<RoleView> {
  const role = checkedRole(granter, input);
  const updated = await granter.db.transaction(async (tx) => {
    const before = await lockedRole(tx, input.id);
    assertHolds(granter, before.scopes);
    await assertNameIsFree(tx, role.name, before.id);
    const [row] = await tx.query<RoleView>(
      `update tenant_role set name = $2, description = $3, scopes = $4, updated_at = now()
        where id = $1 returning ${COLUMNS}`,
      [before.id, role.name, role.description, role.scopes],
    );
    if (before.scopes.some((scope) => !role.scopes.includes(scope)))
      await endTokensWith(tx, granter, before.id);
    // `as`: the row is locked, so it is there.
    await record(tx, granter, { action: 'role.updated', role: row as RoleView });
    return row as RoleView;
  });
  announceRevocations(platform);
  return updated;
}

/** @throws RoleNotFound, RoleStateConflict while somebody has it */
export async function deleteRole(granter: Granter, id: string): Promise<string> {
  return granter.db.transaction(async (tx) => {
    const role = await lockedRole(tx, id);
    const holders = await tx.query('select user_id from membership where $1 = any(roles) limit 1', [role.id]);
    if (holders.length > 0) throw new RoleStateConflict('Somebody has this role');
    await tx.query('delete from tenant_role where id = $1', [role.id]);
    await record(tx, granter, { action: 'role.deleted', role });
    return role.id;
  });
}

/** The roles by their ids. `tx` keeps them from being changed or deleted meanwhile. Throws RoleNotFound. */
export async function rolesWith(tx: Tx, ids: readonly string[]): Promise<RoleView[]> {
  const rows = await tx.query<RoleView>(`select ${COLUMNS} from tenant_role where id = any($1) for share`, [
    ids.filter(isUuid),
  ]);
  const known = new Map([...shippedRoles, ...rows].map((role) => [role.id, role]));
  return ids.map((id) => {
    const role = known.get(id.toLowerCase());
    if (!role) throw new RoleNotFound(id);
    return role;
  });
}

/** Throws GrantForbidden for a scope that the granter does not have. */
export function assertHolds({ principal }: Pick<Granter, 'principal'>, scopes: readonly string[]): void {
  const missing = scopes.find((scope) => !hasScope(principal, scope));
  if (missing) throw new GrantForbidden(`Needs what you do not have yourself: ${missing}`);
}

function checkedRole(granter: Granter, { name, description, scopes }: RoleInput) {
  const trimmed = name.trim();
  if (!NAME.test(trimmed))
    throw new InvalidInput('A name has up to 60 letters, digits, spaces, dots and dashes', {
      field: 'input.name',
    });
  if (shippedRoles.some(({ id }) => id === trimmed.toLowerCase()))
    throw new RoleStateConflict('A shipped role has this name');
  if ((description?.length ?? 0) > LONGEST_DESCRIPTION)
    throw new InvalidInput(`A description has up to ${LONGEST_DESCRIPTION} characters`, {
      field: 'input.description',
    });
  const wanted = [...new Set(scopes)].toSorted();
  if (wanted.length > MOST_SCOPES || wanted.some((scope) => !SCOPE.test(scope)))
    throw new InvalidInput('A scope is written as in noun:action or noun:*', { field: 'input.scopes' });
  assertHolds(granter, wanted);
  return { name: trimmed, description: description ?? null, scopes: wanted };
}

async function lockedRole(tx: Tx, id: string): Promise<RoleView> {
  if (shippedRoles.some((role) => role.id === id))
    throw new RoleStateConflict('Shipped roles stay as they are');
  const [role] = isUuid(id)
    ? await tx.query<RoleView>(`select ${COLUMNS} from tenant_role where id = $1 for update`, [id])
    : [];
  if (!role) throw new RoleNotFound(id);
  return role;
}

async function assertNameIsFree(tx: Tx, name: string, except: string | null): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtext('tenant_role'), hashtext(current_setting('app.tenant_id')))`,
  );
  const taken = await tx.query(
    'select id from tenant_role where lower(name) = lower($1) and ($2::uuid is null or id <> $2)',
    [name, except],
  );
  if (taken.length > 0) throw new RoleStateConflict('Another role has this name');
}

/** The role is locked: nobody is given it, and no token is issued by it, until the change is committed. */
async function endTokensWith(tx: Tx, { db }: Granter, roleId: string): Promise<void> {
  const holders = await tx.query<{ userId: string }>(
    'select user_id as "userId" from membership where $1 = any(roles)',
    [roleId],
  );
  const before = await afterIssued(tx);
  for (const { userId } of holders)
    await revoke(tx, { kind: 'membership', id: membershipOf(db.tenantId, userId), before });
}

function record(tx: Tx, { db, caller }: Granter, { action, role }: { action: string; role: RoleView }) {
  const { id, name, scopes } = role;
  return recordChange(tx, {
    tenantId: db.tenantId,
    by: caller,
    action,
    on: { type: 'Role', id },
    detail: { name, scopes },
  });
}
