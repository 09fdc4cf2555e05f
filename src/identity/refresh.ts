/** Refresh tokens: each is good once, and one that comes twice was stolen from somebody, so both lose the session. */
import { recordChange } from '../audit/record-change.ts';
import type { IdentityTx } from '../platform/db/identity-db.ts';
import { accessTokenFor, type SignedInSession } from './access-token.ts';
import { endSessions, tellEnded } from './end-session.ts';
import { InvalidRefreshToken, NotAMember } from './errors.ts';
import { newRefreshToken, type Tokens } from './establish-session.ts';
import { personCaller, type Identity, type Visitor } from './identity.ts';
import { membershipFor, personIn, type Person, type PersonMembership } from './people.ts';
import { hashOf } from './secret.ts';
import { announceSessions } from './session-events.ts';

interface Used extends SignedInSession {
  readonly tenantId: string;
}

const use = `update refresh_token t set used_at = now() from user_session s
  where t.hash = $1 and t.used_at is null and t.expires_at > now()
    and s.id = t.session_id and s.ended_at is null and s.expires_at > now()
  returning s.id, s.user_id as "userId", s.tenant_id as "tenantId", s.aal, s.auth_time as "authTime"`;
const usedBefore = `select s.id, s.user_id as "userId", s.tenant_id as "tenantId"
  from refresh_token t join user_session s on s.id = t.session_id
  where t.hash = $1 and t.used_at is not null and s.ended_at is null`;

/**
 * New tokens for an old one (RFC 9700 section 4.14.2), for the same tenant or another one of the person's.
 * @throws InvalidRefreshToken for everything but a good one, and NotAMember where the tenant asked for is not the person's
 */
export async function refreshTokens(
  identity: Identity,
  request: { refreshToken: string; tenantId?: string | null | undefined },
  visitor: Visitor,
): Promise<Tokens> {
  const { platform, count } = identity;
  const hash = hashOf(request.refreshToken);
  const renewed = await platform.db.identity.transaction((tx) =>
    renew(tx, { hash, tenantId: request.tenantId, visitor, idleS: identity.settings.idleS }),
  );
  if (!renewed) {
    const reused = await platform.db.identity.transaction((tx) => punishReuse(tx, hash, visitor));
    if (reused) tellEnded(platform, reused);
    else identity.refusals.anonymous({ door: 'refresh', reason: 'Sign in again' });
    count('refresh', reused ? 'reused' : 'refused');
    throw new InvalidRefreshToken();
  }
  const { session, membership, refresh } = renewed;
  announceSessions(platform, session.userId);
  const access = await accessTokenFor(identity, session, membership);
  count('refresh', 'ok');
  const { userId, id: sessionId } = session;
  return { userId, sessionId, tenantId: membership.tenantId, ...access, ...refresh };
}

interface Renewal {
  readonly hash: Buffer;
  readonly tenantId: string | null | undefined;
  readonly visitor: Visitor;
  readonly idleS: number;
}

/** All or nothing: a token is not used up by a process that dies before it has given another. */
async function renew(tx: IdentityTx, { hash, tenantId, visitor, idleS }: Renewal) {
  const [session] = await tx.query<Used>(use, [hash]);
  if (!session) return undefined;
  const { id, userId } = session;
  const membership = membershipOf(await personIn(tx, userId), { tenantId, last: session.tenantId });
  await tx.query('update user_session set tenant_id = $2, last_active_at = now() where id = $1', [
    id,
    membership.tenantId,
  ]);
  await tx.inTenant(membership.tenantId, (inner) =>
    recordChange(inner, {
      tenantId: membership.tenantId,
      by: personCaller(userId, visitor),
      action: 'session.refreshed',
      on: { type: 'Session', id },
    }),
  );
  return { session, membership, refresh: await newRefreshToken(tx, id, idleS) };
}

/** The tenant asked for; else the one worked in last, or whichever is left. */
function membershipOf(
  person: Person | undefined,
  { tenantId, last }: { tenantId: string | null | undefined; last: string },
): PersonMembership {
  const found =
    person &&
    (tenantId
      ? membershipFor(person, tenantId)
      : (membershipFor(person, last) ?? membershipFor(person, null)));
  if (found) return found;
  if (tenantId) throw new NotAMember('Not a member of this tenant');
  throw new InvalidRefreshToken();
}

/** The person whose session ended by it; undefined where the token is not one that was used before. */
async function punishReuse(tx: IdentityTx, hash: Buffer, visitor: Visitor): Promise<string | undefined> {
  const [known] = await tx.query<Used>(usedBefore, [hash]);
  if (!known) return undefined;
  const { id, userId, tenantId } = known;
  const by = personCaller(userId, visitor);
  await endSessions(tx, { userId, ids: [id], reason: 'TOKEN_REUSED', by });
  // The alarm: somebody has a token that was somebody else's.
  await tx.inTenant(tenantId, (inner) =>
    recordChange(inner, {
      tenantId,
      by,
      action: 'session.token_reused',
      on: { type: 'Session', id },
      outcome: 'REFUSED',
    }),
  );
  return userId;
}
