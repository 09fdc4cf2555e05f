/**
 * When sessions were last used. Every request says so, and nobody waits for it: Redis is told every two seconds, so that all
 * processes know, and PostgreSQL every half minute. Without Redis a session only looks a little older than it is.
 */
import type { Platform } from '../platform/platform.ts';
import type { Authenticate } from '../platform/principal/doors.ts';
import type { Identity } from './identity.ts';

export interface Activity {
  /** This session is in use now. */
  saw(sessionId: string): void;
  /** Milliseconds since the epoch, of those that Redis knows; empty while it is away. */
  lastSeen(sessionIds: readonly string[]): Promise<Map<string, number>>;
  /** Writes down what is not written yet. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const TELL_EVERY_MS = 2_000;
const WRITE_EVERY_MS = 30_000;
/** Sessions of one process between two writings; beyond this the oldest are written first. */
const MOST_WAITING = 20_000;

const write = `update user_session s set last_active_at = greatest(s.last_active_at, seen.at)
  from unnest($1::uuid[], $2::timestamptz[]) as seen (id, at) where s.id = seen.id and s.ended_at is null`;

export function openActivity({ db, clock, lastSeen, log }: Platform): Activity {
  let untold = new Map<string, number>();
  let unwritten = new Map<string, number>();

  async function tell(): Promise<void> {
    if (untold.size === 0) return;
    const seen = untold;
    untold = new Map();
    await lastSeen.tell(seen);
  }

  async function flush(): Promise<void> {
    if (unwritten.size === 0) return;
    const seen = unwritten;
    unwritten = new Map();
    try {
      const dates = [...seen.values()].map((at) => new Date(at));
      await db.identity.transaction((tx) => tx.query(write, [[...seen.keys()], dates]));
    } catch (error) {
      for (const [id, at] of seen) if (!unwritten.has(id)) unwritten.set(id, at);
      throw error;
    }
  }

  const flushQuietly = () =>
    flush().catch((error: unknown) =>
      log.warn({ err: error }, 'the use of sessions is not written down yet'),
    );
  const telling = setInterval(() => void tell(), TELL_EVERY_MS);
  const writing = setInterval(() => void flushQuietly(), WRITE_EVERY_MS);
  telling.unref();
  writing.unref();

  return {
    saw(sessionId) {
      const now = clock.now();
      untold.set(sessionId, now);
      unwritten.set(sessionId, now);
      if (unwritten.size >= MOST_WAITING) void flushQuietly();
    },
    lastSeen: (ids) => lastSeen.of(ids),
    flush: async () => {
      await tell();
      await flush();
    },
    async close() {
      clearInterval(telling);
      clearInterval(writing);
      await tell();
      await flushQuietly();
    },
  };
}

/** Whoever comes in with a token of a session is using it. */
export function noteActivity(
  authenticate: Authenticate,
  { activity, keys }: Pick<Identity, 'activity' | 'keys'>,
): Authenticate {
  return async (call) => {
    const principal = await authenticate(call);
    if (principal?.sessionId && principal.issuer === keys.issuer) activity.saw(principal.sessionId);
    return principal;
  };
}
