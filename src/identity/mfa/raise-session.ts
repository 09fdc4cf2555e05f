/** A session whose person has shown more, or can show less, than when it began. */
import type { IdentityTx } from '../../platform/db/identity-db.ts';
import { accessTokenFor, type AccessToken, type SignedInSession } from '../access-token.ts';
import { AccountNotFound, NotAMember } from '../errors.ts';
import type { Identity } from '../identity.ts';
import type { Own } from '../own-account.ts';
import type { AssuranceLevel } from '../session.entity.ts';

/** Sets what the session proves; `aal2` was shown now. Throws AccountNotFound where the session has ended. */
export async function setAssurance(
  tx: IdentityTx,
  { userId, sessionId }: Own,
  aal: AssuranceLevel,
): Promise<SignedInSession> {
  const [session] = await tx.query<SignedInSession>(
    `update user_session set aal = $3, auth_time = case $3 when 'aal2' then now() else auth_time end
      where id = $1 and user_id = $2 and ended_at is null and expires_at > now()
      returning id, user_id as "userId", aal, auth_time as "authTime"`,
    [sessionId, userId, aal],
  );
  if (!session) throw new AccountNotFound();
  return session;
}

/** The session's next access token, for the tenant it works in. Throws AccountNotFound for who is no member any more. */
export async function tokenAfter(
  identity: Identity,
  tx: IdentityTx,
  { session, tenantId }: { session: SignedInSession; tenantId: string },
): Promise<AccessToken> {
  try {
    return await tx.inTenant(tenantId, (inner) => accessTokenFor(identity, inner, { session, tenantId }));
  } catch (error) {
    throw error instanceof NotAMember ? new AccountNotFound() : error;
  }
}
