/** Ending sessions: at once in PostgreSQL, within seconds in every process. */
import { recordChange } from '../audit/record-change.ts';
import { announceRevocations, revoke } from '../keys/revocations.ts';
import type { Caller } from '../platform/caller.ts';
import type { IdentityTx } from '../platform/db/identity-db.ts';
import type { Identity } from './identity.ts';
import { announceSessions } from './session-events.ts';

export type EndReason =
  'SIGNED_OUT' | 'REVOKED' | 'TOKEN_REUSED' | 'PASSWORD_CHANGED' | 'PASSWORD_RESET' | 'FACTOR_CHANGED';

export interface Ending {
  readonly userId: string;
  /** Only these; left out: all. */
  readonly ids?: readonly string[];
  /** All but this one. */
  readonly except?: string | undefined;
  readonly reason: EndReason;
  readonly by: Caller;
}

/**
 * Ends what is open of the person's sessions, and answers their ids. Their tokens are good for nothing any more; call
 * `tellEnded` once it is committed.
 */
export async function endSessions(tx: IdentityTx, ending: Ending): Promise<string[]> {
  const { userId, ids, except, reason, by } = ending;
  const ended = await tx.query<{ id: string; tenantId: string }>(
    `update user_session set ended_at = now(), end_reason = $2
      where user_id = $1 and ended_at is null and expires_at > now()
        and ($3::uuid[] is null or id = any($3)) and ($4::uuid is null or id <> $4)
      returning id, tenant_id as "tenantId"`,
    [userId, reason, ids ?? null, except ?? null],
  );
  for (const { id, tenantId } of ended) {
    await revoke(tx, { kind: 'session', id });
    await tx.inTenant(tenantId, (inner) =>
      recordChange(inner, {
        tenantId,
        by,
        action: 'session.ended',
        on: { type: 'Session', id },
        detail: { reason, userId },
      }),
    );
  }
  return ended.map(({ id }) => id);
}

/** Counts committed endings, and makes them known to every process and to whoever watches the sessions. */
export function tellEnded(
  { platform, count }: Pick<Identity, 'platform' | 'count'>,
  { userId, reason }: Pick<Ending, 'userId' | 'reason'>,
): void {
  count('session_end', reason);
  announceRevocations(platform);
  announceSessions(platform, userId);
}
