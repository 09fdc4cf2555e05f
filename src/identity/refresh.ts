/** Refresh tokens: each is good once, and one that comes twice was stolen from somebody, so both lose the session. */
import { recordChange } from '../audit/record-change.ts';
import type { IdentityTx } from '../platform/db/identity-db.ts';
import { errorCode } from '../platform/errors.ts';
import { accessTokenFor, type SignedInSession } from './access-token.ts';
import { endSessions, tellEnded } from './end-session.ts';
import { InvalidRefreshToken, NotAMember } from './errors.ts';
import { newRefreshToken, type Tokens } from './establish-session.ts';
import { personCaller, type Identity, type Visitor } from './identity.ts';
import { membershipFor, personIn, type Person, type PersonMembership } from './people.ts';
import { hashOf } from './secret.ts';
import { announceSessions } from './session-events.ts';

interface Used extends Pick<SignedInSession, 'id' | 'userId'> {
  readonly tenantId: string;
}

const use = `update refresh_token t set used_at = now() from user_session s
  where t.hash = $1 and t.used_at is null and t.expires_at > now()
    and s.id = t.session_id and s.ended_at is null and s.expires_at > now()
  returning s.id, s.user_id as "userId", s.tenant_id as "tenantId"`;
/** What the session proves is read with its row locked: it may have been ended or lowered meanwhile. */
const goOn = `update user_session set tenant_id = $2, last_active_at = now() where id = $1 and ended_at is null
  returning id, user_id as "userId", aal, auth_time as "authTime"`;
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
  try {
    const tokens = await tryToRefresh(identity, request, visitor);
    identity.count('refresh', 'ok');
    return tokens;
  } catch (error) {
    identity.count('refresh', errorCode(error));
    // Who names no tenant is not told of one.
    throw error instanceof NotAMember && !request.tenantId ? new InvalidRefreshToken() : error;
  }
}

async function tryToRefresh(
  identity: Identity,
  request: Parameters<typeof refreshTokens>[1],
  visitor: Visitor,
): Promise<Tokens> {
  const { platform } = identity;
  const hash = hashOf(request.refreshToken);
  const renewed = await platform.db.identity.transaction((tx) =>
    renew(identity, tx, { hash, tenantId: request.tenantId, visitor }),
  );
  if (renewed) {
    announceSessions(platform, renewed.userId);
    return renewed;
  }
  const reused = await platform.db.identity.transaction((tx) => punishReuse(tx, hash, visitor));
  if (reused) tellEnded(identity, { userId: reused, reason: 'TOKEN_REUSED' });
  else identity.refusals.anonymous({ door: 'refresh', reason: 'Sign in again' });
  throw new InvalidRefreshToken();
}

interface Renewal {
  readonly hash: Buffer;
  readonly tenantId: string | null | undefined;
  readonly visitor: Visitor;
}

/** All or nothing: a token is not used up by a process that dies before it has given another. */
async function renew(
  identity: Identity,
  tx: IdentityTx,
  { hash, tenantId: wanted, visitor }: Renewal,
): Promise<Tokens | undefined> {
  const [used] = await tx.query<Used>(use, [hash]);
  if (!used) return undefined;
  const { id, userId } = used;
  const person = await personIn(tx, userId);
  const { tenantId } = membershipOf(person, { tenantId: wanted, last: used.tenantId });
  const [session] = await tx.query<SignedInSession>(goOn, [id, tenantId]);
  if (!session) throw new InvalidRefreshToken();
  const refresh = await newRefreshToken(tx, id, identity.settings.idleS);
  const access = await tx.inTenant(tenantId, async (inner) => {
    await recordChange(inner, {
      tenantId,
      by: personCaller(userId, visitor),
      action: 'session.refreshed',
      on: { type: 'Session', id },
    });
    return accessTokenFor(identity, inner, { session, tenantId });
  });
  return { userId, sessionId: id, tenantId, ...access, ...refresh };
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
