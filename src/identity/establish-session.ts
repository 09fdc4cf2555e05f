/** Signing somebody in, once all factors that they have were shown. */
import { recordChange } from '../audit/record-change.ts';
import { USER_AGENT_LENGTH } from '../platform/caller.ts';
import type { IdentityTx } from '../platform/db/identity-db.ts';
import { accessTokenFor, type AccessToken } from './access-token.ts';
import { deviceName } from './device.ts';
import { personCaller, type Identity, type Visitor } from './identity.ts';
import { newSecret } from './secret.ts';
import type { AssuranceLevel } from './session.entity.ts';
import { announceSessions } from './session-events.ts';

export interface Tokens extends AccessToken {
  readonly userId: string;
  readonly sessionId: string;
  readonly tenantId: string;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

export interface NewSession {
  readonly userId: string;
  /** The one it begins in. */
  readonly tenantId: string;
  /** What the factors that were shown prove. */
  readonly aal: AssuranceLevel;
  /** Milliseconds since the epoch: when they were shown. */
  readonly authTime: number;
  /** How they were shown (`password`, `password and totp`, `github`), for the audit. */
  readonly by: string;
  readonly visitor: Visitor;
}

/**
 * A new session with its first tokens. `proof` runs first in the same transaction: it throws where what was shown does not
 * hold any more, and uses up what is good once. Throws NotAMember.
 */
export async function establishSession(
  identity: Identity,
  session: NewSession,
  proof: (tx: IdentityTx) => Promise<void>,
): Promise<Tokens> {
  const tokens = await identity.platform.db.identity.transaction(async (tx) => {
    await proof(tx);
    return beginSession(identity, tx, session);
  });
  announceSessions(identity.platform, session.userId);
  return tokens;
}

/** The same inside a transaction; call `announceSessions` once it is committed. Throws NotAMember. */
export async function beginSession(
  identity: Identity,
  tx: IdentityTx,
  { userId, tenantId, visitor, aal, by, ...session }: NewSession,
): Promise<Tokens> {
  const authTime = new Date(session.authTime);
  const device = deviceName(visitor.userAgent);
  const [row] = await tx.query<{ id: string }>(
    `insert into user_session (user_id, tenant_id, aal, auth_time, device, user_agent, remote_address, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 s') returning id`,
    [
      userId,
      tenantId,
      aal,
      authTime,
      device,
      visitor.userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
      visitor.remoteAddress,
      identity.settings.absoluteS,
    ],
  );
  // `as`: an insert of one row returns it.
  const { id } = row as { id: string };
  const refresh = await newRefreshToken(tx, id, identity.settings.idleS);
  const access = await tx.inTenant(tenantId, async (inner) => {
    await recordChange(inner, {
      tenantId,
      by: personCaller(userId, visitor),
      action: 'session.started',
      on: { type: 'Session', id },
      detail: { by, aal, device },
    });
    return accessTokenFor(identity, inner, { session: { id, userId, aal, authTime }, tenantId });
  });
  return { userId, sessionId: id, tenantId, ...access, ...refresh };
}

/** The next refresh token of a session: good until it was unused for `idleS`, but never longer than the session. */
export async function newRefreshToken(
  tx: IdentityTx,
  sessionId: string,
  idleS: number,
): Promise<Pick<Tokens, 'refreshToken' | 'refreshTokenExpiresAt'>> {
  const { text, hash } = newSecret();
  const [row] = await tx.query<{ until: Date }>(
    `insert into refresh_token (hash, session_id, expires_at)
     select $1, id, least(expires_at, now() + $3 * interval '1 s') from user_session where id = $2
     returning expires_at as until`,
    [hash, sessionId, idleS],
  );
  if (!row) throw new Error(`session ${sessionId} is gone`);
  return { refreshToken: text, refreshTokenExpiresAt: row.until };
}
