/**
 * What a process knows of rights that were taken back. PostgreSQL keeps them; every process holds those that still matter in
 * memory, hears of new ones through Redis and looks for itself every two seconds, so that a lost announcement costs no more.
 */
import { prepared } from '../platform/db/sql.ts';
import { HubError } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { RevocationView, TokenBearer } from '../platform/principal/revocation-view.ts';
import { CLOCK_MARGIN_S } from './lifetimes.ts';
import { CHANNEL, membershipOf, type RevocationKind } from './revocations.ts';

const LOOK_EVERY_MS = 2_000;
/** Beyond this nobody is let in on what was known then. */
const BELIEVED_MS = 30_000;

// `xmin` of the snapshot: whatever commits after it was written by this transaction or a later one.
const since = prepared(
  'revocations_since',
  `select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, r.kind, r.subject, r.before, r.until
     from (values (1)) as always left join revocation r on r.xact >= $1::xid8 and r.until > now()`,
);

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

/** Of the tokens of our own issuer. It looks until it is closed. */
export function openRevocations({
  db,
  announcements,
  log,
  publicUrl: issuer,
}: Pick<Platform, 'db' | 'announcements' | 'log' | 'publicUrl'>): RevocationView & { close(): void } {
  const revoked = createRevoked();
  const listeners = new Set<() => void>();
  let horizon = '0';
  let lookedAt = -Infinity;

  const look = oneAtATime(async () => {
    const begun = performance.now();
    const rows = await db.routing.query<Row>(since, [horizon]);
    horizon = rows[0]?.horizon ?? horizon;
    lookedAt = begun;
    const isNew = rows.map((row) => revoked.add(row)).includes(true);
    revoked.forget(Date.now() - CLOCK_MARGIN_S * 1_000);
    if (isNew) for (const listener of listeners) listener();
  });
  const lookQuietly = () =>
    void look().catch((error: unknown) => log.warn({ err: error }, 'revocations cannot be read'));
  const timer = setInterval(lookQuietly, LOOK_EVERY_MS);
  timer.unref();
  const deafen = announcements.listen(CHANNEL, lookQuietly);

  return {
    async assertKnown() {
      if (performance.now() - lookedAt < BELIEVED_MS) return;
      await look().catch((cause: unknown) => {
        throw new RevocationsUnknown('Try again in a moment', { cause });
      });
    },
    // Other issuers may use the same names for others.
    isRevoked: (bearer) => bearer.issuer === issuer && revoked.has(bearer),
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

interface Revoked {
  /** True where it says more than was known. */
  add(row: Row): boolean;
  has(bearer: TokenBearer): boolean;
  /** Of what no token could bear any more at this instant. */
  forget(now: number): void;
}

function createRevoked(): Revoked {
  /** By kind and subject; instants in milliseconds since the epoch. Tokens issued before `before` are revoked. */
  const known = new Map<string, { before: number; until: number }>();
  return {
    add({ kind, subject, before, until }) {
      if (kind === null) return false;
      const key = keyOf(kind, subject);
      const old = known.get(key) ?? { before: -Infinity, until: -Infinity };
      const both = {
        before: Math.max(old.before, before?.getTime() ?? Infinity),
        until: Math.max(old.until, until.getTime()),
      };
      known.set(key, both);
      return both.before > old.before || both.until > old.until;
    },
    has: (bearer) =>
      known.size > 0 &&
      keysOf(bearer).some((key) => (known.get(key)?.before ?? -Infinity) > (bearer.issuedAt ?? 0)),
    forget(now) {
      for (const [key, { until }] of known) if (until < now) known.delete(key);
    },
  };
}

function keyOf(kind: RevocationKind, subject: string): string {
  return `${kind} ${subject}`;
}

function keysOf({ kind, subject, tenantId, tokenId, sessionId, clientId }: TokenBearer): string[] {
  const keys: string[] = [];
  if (tokenId !== undefined) keys.push(keyOf('token', tokenId));
  if (sessionId !== undefined) keys.push(keyOf('session', sessionId));
  if (clientId !== undefined) keys.push(keyOf('client', clientId));
  if (kind === 'user') {
    keys.push(keyOf('user', subject), keyOf('membership', membershipOf(tenantId, subject)));
  }
  return keys;
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
