/** What a session may do in one tenant, as a token that says so for an hour. */
import type { Tx } from '../platform/db/sql.ts';
import { isUuid } from '../platform/db/uuid.ts';
import { NotAMember } from './errors.ts';
import type { Identity } from './identity.ts';
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
  /** Its tokens so far were taken back: the next one is not issued before this. */
  readonly tokensFrom?: Date;
}

/**
 * The rights are those of the moment: whoever is given more has them with the next token. Sign in the transaction in the
 * tenant that leads to the token: until it ends nobody changes the membership or its roles, and whoever does so afterwards
 * takes the token back by when it was issued. Throws NotAMember.
 */
export async function accessTokenFor(
  { keys }: Pick<Identity, 'keys'>,
  tx: Tx,
  { session, tenantId }: { session: SignedInSession; tenantId: string },
): Promise<AccessToken> {
  const { roles, scopes } = await heldRights(tx, session.userId);
  const issuedAt = new Date(Math.max(await clockOf(tx), session.tokensFrom?.getTime() ?? 0));
  const accessToken = await keys.sign(
    {
      sub: session.userId,
      tenant_id: tenantId,
      scope: scopes.join(' '),
      sid: session.id,
      roles,
      aal: session.aal,
      auth_time: Math.floor(session.authTime.getTime() / 1_000),
    },
    { lifetimeS: ACCESS_TOKEN_S, issuedAt },
  );
  return { accessToken, accessTokenExpiresAt: new Date(issuedAt.getTime() + ACCESS_TOKEN_S * 1_000) };
}

async function heldRights(tx: Tx, userId: string): Promise<{ roles: string[]; scopes: string[] }> {
  const [held] = await tx.query<{ roles: string[] }>(
    `select roles from membership where user_id = $1 and status = 'ACTIVE' for share`,
    [userId],
  );
  if (!held) throw new NotAMember('Not a member of this tenant');
  const { roles } = held;
  const shipped = shippedRoles.filter(({ id }) => roles.includes(id));
  const own = roles.some(isUuid)
    ? await tx.query<{ scopes: string[] }>(
        'select scopes from tenant_role where id = any($1::uuid[]) order by id for share',
        [roles.filter(isUuid)],
      )
    : [];
  return {
    roles,
    scopes: [...new Set([...shipped, ...own].flatMap(({ scopes }) => scopes))].toSorted(),
  };
}

/** Milliseconds since the epoch. The clock that revocations go by, whichever process issues and whichever revokes. */
async function clockOf(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ now: Date }>('select clock_timestamp() as now');
  // `as`: a select without a table answers one row.
  return (row as { now: Date }).now.getTime();
}
