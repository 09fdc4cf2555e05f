/** A tenant's people as it sees them: never more than their profile, and of who has not accepted yet only the address. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import { UserNotFound } from './errors.ts';
import type { MembershipStatus } from './user.entity.ts';

export interface UserView {
  id: string;
  email: string;
  name: string | null;
  status: MembershipStatus;
  roleIds: string[];
  secondFactor: boolean;
  /** When they became a member, or were invited. */
  createdAt: Date;
  /** When one of their sessions was last used in this tenant. */
  lastActiveAt: Date | null;
}

export interface UserFilter {
  status?: MembershipStatus | null | undefined;
  roleId?: string | null | undefined;
}

const COLUMNS = `m.user_id as id, u.email, case when m.status <> 'INVITED' then u.name end as name, m.status,
  m.roles as "roleIds", m.status <> 'INVITED' and u.second_factor as "secondFactor", m.created_at as "createdAt",
  (select max(s.last_active_at) from user_session s
    where s.tenant_id = m.tenant_id and s.user_id = m.user_id) as "lastActiveAt"`;

const byIds = prepared(
  'user_by_ids',
  `select ${COLUMNS} from membership m join user_account u on u.id = m.user_id
    where m.tenant_id = $1 and m.user_id = any($2::uuid[])`,
);
const page = prepared(
  'user_page',
  `select ${COLUMNS} from membership m join user_account u on u.id = m.user_id
    where m.tenant_id = $1 and (m.created_at, m.user_id) < ($2::timestamptz, $3::uuid)
      and ($4::text is null or m.status = $4) and ($5::text is null or $5 = any(m.roles))
    order by m.created_at desc, m.user_id desc limit $6`,
);

/** In the order of `ids`; undefined where nobody of the tenant has it. */
export async function usersByIds(db: TenantDb, ids: readonly string[]): Promise<(UserView | undefined)[]> {
  const rows = await db.read<UserView>(byIds, [db.tenantId, ids.filter(isUuid)]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id.toLowerCase()));
}

/** Newest first. */
export async function listUsers(
  db: TenantDb,
  request: PageRequest & { filter?: UserFilter | null | undefined },
): Promise<Page<UserView>> {
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const { status = null, roleId = null } = request.filter ?? {};
  const rows = await db.read<UserView>(page, [db.tenantId, at, id, status, roleId, rowsWanted(request)]);
  return pageOf(rows, request, (row) => [row.createdAt, row.id]);
}

/** Throws UserNotFound. */
export async function theUser(db: TenantDb, id: string): Promise<UserView> {
  const [user] = await usersByIds(db, [id]);
  if (!user) throw new UserNotFound(id);
  return user;
}
