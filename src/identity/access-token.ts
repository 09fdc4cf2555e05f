/** What a session may do in one tenant, as a token that says so for an hour. */
import type { IdentityDb } from '../platform/db/identity-db.ts';
import { prepared } from '../platform/db/sql.ts';
import { isUuid } from '../platform/db/uuid.ts';
import type { Identity } from './identity.ts';
import type { PersonMembership } from './people.ts';
import type { AssuranceLevel } from './session.entity.ts';
import { shippedRoles } from './shipped-roles.ts';

export const ACCESS_TOKEN_S = 3_600;

export interface AccessToken {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
}

export interface SignedInSession {
  readonly id: string;
  readonly userId: string;
  readonly aal: AssuranceLevel;
  readonly authTime: Date;
}

const ownRoles = prepared(
  'tenant_role_scopes',
  'select id, scopes from tenant_role where tenant_id = $1 and id = any($2::uuid[])',
);

/** The rights are those of the moment: whoever is given more has them with the next token. */
export async function accessTokenFor(
  identity: Identity,
  session: SignedInSession,
  membership: Pick<PersonMembership, 'tenantId' | 'roles'>,
): Promise<AccessToken> {
  const { platform, keys } = identity;
  const scopes = await scopesOf(platform.db.identity, membership);
  const accessToken = await keys.sign(
    {
      sub: session.userId,
      tenant_id: membership.tenantId,
      scope: scopes.join(' '),
      sid: session.id,
      roles: membership.roles,
      aal: session.aal,
      auth_time: Math.floor(session.authTime.getTime() / 1_000),
    },
    { lifetimeS: ACCESS_TOKEN_S },
  );
  return { accessToken, accessTokenExpiresAt: new Date(platform.clock.now() + ACCESS_TOKEN_S * 1_000) };
}

async function scopesOf(
  db: IdentityDb,
  { tenantId, roles }: Pick<PersonMembership, 'tenantId' | 'roles'>,
): Promise<string[]> {
  const shipped = shippedRoles.filter(({ id }) => roles.includes(id));
  const own = roles.some(isUuid)
    ? await db.query<{ scopes: string[] }>(ownRoles, [tenantId, roles.filter(isUuid)])
    : [];
  return [...new Set([...shipped, ...own].flatMap(({ scopes }) => scopes))].toSorted();
}
