/** A person's own sessions: seeing them, ending them, and going on in another tenant. */
import { recordChange } from '../audit/record-change.ts';
import type { Caller } from '../platform/caller.ts';
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import { accessTokenFor, type AccessToken, type SignedInSession } from './access-token.ts';
import { counted } from './counted.ts';
import { endSessions, tellEnded, type EndReason } from './end-session.ts';
import { AccountNotFound, NotAMember, SessionNotFound } from './errors.ts';
import type { Identity } from './identity.ts';
import type { Own } from './own-account.ts';
import { membershipFor, personById } from './people.ts';
import type { AssuranceLevel } from './session.entity.ts';
import { announceSessions } from './session-events.ts';

export interface SessionView {
  id: string;
  tenantId: string;
  device: string;
  userAgent: string | null;
  remoteAddress: string | null;
  aal: AssuranceLevel;
  authTime: Date;
  createdAt: Date;
  lastActiveAt: Date;
  expiresAt: Date;
  /** The one that asks. */
  current: boolean;
}

/** Open ones: not ended, not too old, and with a refresh token that is still good. */
const OPEN = `s.ended_at is null and s.expires_at > now()
  and exists (select from refresh_token t where t.session_id = s.id and t.used_at is null and t.expires_at > now())`;
const COLUMNS = `s.id, s.tenant_id as "tenantId", s.device, s.user_agent as "userAgent",
  s.remote_address as "remoteAddress", s.aal, s.auth_time as "authTime", s.created_at as "createdAt",
  s.last_active_at as "lastActiveAt", s.expires_at as "expiresAt"`;

const page = prepared(
  'own_sessions',
  `select ${COLUMNS} from user_session s
    where s.user_id = $1 and (s.created_at, s.id) < ($2::timestamptz, $3::uuid) and ${OPEN}
    order by s.created_at desc, s.id desc limit $4`,
);

/** The newest first. */
export async function listSessions(
  identity: Pick<Identity, 'platform' | 'activity'>,
  own: Own,
  request: PageRequest,
): Promise<Page<SessionView>> {
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const params = [own.userId, at, id, rowsWanted(request)];
  const rows = await identity.platform.db.identity.query<Omit<SessionView, 'current'>>(page, params);
  const seen = await identity.activity.lastSeen(rows.map((row) => row.id));
  const views = rows.map((row) => ({
    ...row,
    lastActiveAt: new Date(Math.max(row.lastActiveAt.getTime(), seen.get(row.id) ?? 0)),
    current: row.id === own.sessionId,
  }));
  return pageOf<SessionView>(views, request, (row) => [row.createdAt, row.id]);
}

/** Signs out on one device. Throws SessionNotFound, also for somebody else's. */
export async function endSession(
  identity: Identity,
  own: Own,
  { id, caller, reason }: { id: string; caller: Caller; reason: EndReason },
): Promise<string> {
  const ended = isUuid(id) ? await end(identity, own, { ids: [id.toLowerCase()], caller, reason }) : [];
  if (ended.length === 0) {
    identity.count('session_end', 'SESSION_NOT_FOUND');
    throw new SessionNotFound(id);
  }
  if (reason === 'SIGNED_OUT') identity.count('sign_out', 'ok');
  return id;
}

/** Signs out everywhere, or everywhere else; answers how many sessions it ended. */
export async function endOwnSessions(
  identity: Identity,
  own: Own,
  { caller, keepThis }: { caller: Caller; keepThis: boolean },
): Promise<number> {
  const except = keepThis ? own.sessionId : undefined;
  return (await end(identity, own, { except, caller, reason: 'REVOKED' })).length;
}

async function end(
  identity: Identity,
  { userId }: Own,
  { caller, ...which }: { ids?: string[]; except?: string | undefined; caller: Caller; reason: EndReason },
): Promise<string[]> {
  const ended = await identity.platform.db.identity.transaction((tx) =>
    endSessions(tx, { userId, by: caller, ...which }),
  );
  if (ended.length > 0) tellEnded(identity, { userId, reason: which.reason });
  return ended;
}

/** A token for another tenant of the person's; the session goes on there. Throws NotAMember, AccountNotFound. */
export function chooseTenant(
  identity: Identity,
  own: Own,
  choice: Choice,
): Promise<AccessToken & { tenantId: string }> {
  return counted(identity, 'tenant_choice', () => goOnIn(identity, own, choice));
}

interface Choice {
  readonly tenantId: string;
  readonly caller: Caller;
}

async function goOnIn(
  identity: Identity,
  own: Own,
  { tenantId: wanted, caller }: Choice,
): Promise<AccessToken & { tenantId: string }> {
  const { platform } = identity;
  const { db } = platform;
  const person = await personById(db.identity, own.userId);
  const membership = person && membershipFor(person, wanted);
  if (!membership) throw new NotAMember('Not a member of this tenant');
  const { tenantId } = membership;
  const access = await db.identity.transaction(async (tx) => {
    const [session] = await tx.query<SignedInSession>(
      `update user_session set tenant_id = $3
        where id = $1 and user_id = $2 and ended_at is null and expires_at > now()
        returning id, user_id as "userId", aal, auth_time as "authTime"`,
      [own.sessionId, own.userId, tenantId],
    );
    if (!session) throw new AccountNotFound();
    return tx.inTenant(tenantId, async (inner) => {
      await recordChange(inner, {
        tenantId,
        by: caller,
        action: 'session.tenant_chosen',
        on: { type: 'Session', id: session.id },
      });
      return accessTokenFor(identity, inner, { session, tenantId });
    });
  });
  announceSessions(platform, own.userId);
  return { tenantId, ...access };
}
