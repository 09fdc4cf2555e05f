/** Finding people before a tenant is known: by the address they sign in with, by their id. */
import type { IdentityDb } from '../platform/db/identity-db.ts';
import { prepared, type Tx } from '../platform/db/sql.ts';
import type { MembershipStatus } from './user.entity.ts';

export interface PersonMembership {
  readonly tenantId: string;
  readonly status: MembershipStatus;
  readonly roles: readonly string[];
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly passwordHash: string | null;
  readonly passwordChangedAt: Date | null;
  readonly secondFactor: boolean;
  /** The one used last comes first. */
  readonly memberships: readonly PersonMembership[];
}

const PERSON = `select u.id, u.email, u.name, u.password_hash as "passwordHash",
    u.password_changed_at as "passwordChangedAt", u.second_factor as "secondFactor",
    coalesce((select json_agg(json_build_object('tenantId', m.tenant_id, 'status', m.status, 'roles', m.roles)
                     order by (select max(s.last_active_at) from user_session s
                                where s.user_id = u.id and s.tenant_id = m.tenant_id) desc nulls last, m.created_at)
                from membership m where m.user_id = u.id), '[]'::json) as memberships
  from user_account u`;
const byEmail = prepared('person_by_email', `${PERSON} where u.email = $1`);
const byId = prepared('person_by_id', `${PERSON} where u.id = $1`);

/** `email` in its normalized form. */
export async function personByEmail(db: IdentityDb, email: string): Promise<Person | undefined> {
  return (await db.query<Person>(byEmail, [email]))[0];
}

export async function personById(db: IdentityDb, id: string): Promise<Person | undefined> {
  return (await db.query<Person>(byId, [id]))[0];
}

/** The same inside a transaction of the identity role. */
export async function personIn(tx: Tx, id: string): Promise<Person | undefined> {
  return (await tx.query<Person>(byId.text, [id]))[0];
}

/** The tenant asked for, or the one used last; undefined where the person may not work for it. */
export function membershipFor(
  person: Pick<Person, 'memberships'>,
  tenantId: string | null | undefined,
): PersonMembership | undefined {
  const active = person.memberships.filter(({ status }) => status === 'ACTIVE');
  return tenantId ? active.find((each) => each.tenantId === tenantId.toLowerCase()) : active[0];
}
