/**
 * Rights taken back before their end. PostgreSQL keeps them; every process holds those that still matter in memory, hears of
 * new ones through Redis and looks for itself every two seconds, so that a lost announcement costs no more than that.
 */
import type { Announcements } from '../platform/announcements.ts';
import { prepared, type Tx } from '../platform/db/sql.ts';
import { HubError } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { RevocationView, TokenBearer } from '../platform/principal/revocation-view.ts';
import type { Chore } from '../platform/work/chores.ts';
import { CLOCK_MARGIN_S, LONGEST_TOKEN_S } from './lifetimes.ts';
import type { revocationKinds } from './revocation.entity.ts';

export type RevocationKind = (typeof revocationKinds)[number];

export interface Revoked {
  readonly kind: RevocationKind;
  /** The `jti`, the `sid`, the client's id, the user's id, or `membershipOf(…)`. */
  readonly id: string;
  /** Only tokens issued before this instant, to the millisecond. Left out: all of them. */
  readonly before?: Date;
}

const CHANNEL = 'revocations';
const LOOK_EVERY_MS = 2_000;
/** Beyond this nobody is let in on what was known then. */
const BELIEVED_MS = 30_000;
const FORGET_EVERY_MS = 60_000;

/**
 * Takes the right back, in the transaction of the change that is the reason. Call `announceRevocations` once it is committed.
 */
export async function revoke(tx: Tx, { kind, id, before }: Revoked): Promise<void> {
  await tx.query(
    `insert into revocation (kind, subject, before, until) values ($1, $2, $3, now() + $4 * interval '1 s')`,
    [kind, id, before ?? null, LONGEST_TOKEN_S + CLOCK_MARGIN_S],
  );
}

/** Makes a committed revocation known at once, where Redis is there. */
export function announceRevocations({ announcements }: { announcements: Announcements }): void {
  announcements.announce(CHANNEL, '');
}

/** The name of one user's place in one tenant. */
export function membershipOf(tenantId: string, userId: string): string {
  return `${tenantId}:${userId}`;
}

// `xmin` of the snapshot: whatever commits after it was written by this transaction or a later one.
const since = prepared(
  'revocations_since',
  `select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, r.kind, r.subject, r.before, r.until
     from (values (1)) as always left join revocation r on r.xact >= $1::xid8 and r.until > now()`,
);
const forget = prepared('revocations_forget', `delete from revocation where until < now() returning id`);

interface Row {
  readonly horizon: string;
  readonly kind: RevocationKind | null;
  readonly subject: string;
  readonly before: Date | null;
  readonly until: Date;
}

/** It is not known whether the caller's right was taken back: nobody is let in. */
export class RevocationsUnknown extends HubError {
  readonly code = 'UNAVAILABLE';
  override readonly retryable = true;
}

/** What this process knows of the tokens of our own issuer. It looks until it is closed. */
export function openRevocations({
  db,
  announcements,
  log,
  publicUrl: issuer,
}: Pick<Platform, 'db' | 'announcements' | 'log' | 'publicUrl'>): RevocationView & { close(): void } {
  /** By kind and subject: tokens issued before `before` are revoked, in milliseconds since the epoch. */
  const revoked = new Map<string, { before: number; until: number }>();
  const listeners = new Set<() => void>();
  let horizon = '0';
  let lookedAt = -Infinity;

  async function look(): Promise<void> {
    const begun = performance.now();
    const rows = await db.routing.query<Row>(since, [horizon]);
    horizon = rows[0]?.horizon ?? horizon;
    lookedAt = begun;
    let isNew = false;
    for (const row of rows) if (row.kind !== null && add(row)) isNew = true;
    for (const [key, { until }] of revoked)
      if (until < Date.now() - CLOCK_MARGIN_S * 1_000) revoked.delete(key);
    if (isNew) for (const listener of [...listeners]) listener();
  }

  function add({ kind, subject, before, until }: Row): boolean {
    const key = `${kind} ${subject}`;
    const known = revoked.get(key);
    const until_ = until.getTime();
    const before_ = before?.getTime() ?? Infinity;
    if (known && known.before >= before_ && known.until >= until_) return false;
    revoked.set(key, {
      before: Math.max(before_, known?.before ?? -Infinity),
      until: Math.max(until_, known?.until ?? 0),
    });
    return true;
  }

  const looks = oneAtATime(look);
  const lookQuietly = () =>
    void looks().catch((error: unknown) => log.warn({ err: error }, 'revocations cannot be read'));
  const timer = setInterval(lookQuietly, LOOK_EVERY_MS);
  timer.unref();
  const deafen = announcements.listen(CHANNEL, lookQuietly);
  const covers = (kind: RevocationKind, subject: string, issuedAt: number) =>
    (revoked.get(`${kind} ${subject}`)?.before ?? -Infinity) > issuedAt;

  return {
    async assertKnown() {
      if (performance.now() - lookedAt < BELIEVED_MS) return;
      try {
        await looks();
      } catch (cause) {
        throw new RevocationsUnknown('Try again in a moment', { cause });
      }
    },
    isRevoked(bearer) {
      // Other issuers may use the same names for others.
      if (revoked.size === 0 || bearer.issuer !== issuer) return false;
      return namesOf(bearer).some(([kind, id]) => covers(kind, id, bearer.issuedAt ?? 0));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      deafen();
    },
  };
}

function namesOf({ kind, subject, tenantId, tokenId, sessionId, clientId }: TokenBearer) {
  const names: [RevocationKind, string][] = [];
  if (tokenId !== undefined) names.push(['token', tokenId]);
  if (sessionId !== undefined) names.push(['session', sessionId]);
  if (clientId !== undefined) names.push(['client', clientId]);
  if (kind === 'user') names.push(['user', subject], ['membership', membershipOf(tenantId, subject)]);
  return names;
}

/** Whoever asks while it runs gets the next run: the present one may have begun too early for them. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = () => {
    next = undefined;
    return (running = work().finally(() => (running = undefined)));
  };
  return () => {
    if (!running) return start();
    return (next ??= running.catch(() => undefined).then(start));
  };
}

export function forgetRevocations({ db }: Pick<Platform, 'db'>): Chore {
  return {
    name: 'forget-revocations',
    everyMs: FORGET_EVERY_MS,
    run: async () => void (await db.routing.query(forget)),
  };
}
