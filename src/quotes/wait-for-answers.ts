/** Waiting until every funder has been heard of, or the time is up: by announcements, and by looking where none arrive. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Platform } from '../platform/platform.ts';
import { QuoteRequestNotFound } from './errors.ts';
import { quoteRequestsByIds, type QuoteRequestView } from './reads.ts';
import { requestChannel } from './work-kind.ts';

/** How often to look without being told, in milliseconds: often while announcements cannot arrive. */
const LOOK_EVERY_MS = { connected: 1_000, alone: 100 };
/** Answers that come together are looked at together. */
const GATHER_MS = 2;
/** What the last look may take before what was seen before is answered. */
const LAST_LOOK_MS = 50;

export interface Wait {
  readonly id: string;
  /** By `performance.now()`. */
  readonly endsAt: number;
  /** Called once, when announcements are listened to. */
  readonly begin: () => void;
}

/** The request when it is complete, or as it stands when the time is up. Throws QuoteRequestNotFound. */
export async function waitForAnswers(
  platform: Platform,
  db: TenantDb,
  { id, endsAt, begin }: Wait,
): Promise<QuoteRequestView> {
  let told = Promise.withResolvers<void>();
  const deaf = platform.announcements.listen(requestChannel(db.tenantId), (changed) => {
    if (changed === id) told.resolve();
  });
  const over = new AbortController();
  try {
    begin();
    let seen = await look(db, id);
    for (let leftMs = endsAt - performance.now(); !isSettled(seen) && leftMs > 0;) {
      const { connected } = platform.announcements;
      const pauseMs = Math.min(leftMs, connected ? LOOK_EVERY_MS.connected : LOOK_EVERY_MS.alone);
      const pause = sleep(pauseMs, undefined, { signal: over.signal }).catch(() => undefined);
      await Promise.race([told.promise.then(() => sleep(GATHER_MS)), pause]);
      told = Promise.withResolvers<void>();
      leftMs = endsAt - performance.now();
      const known = seen;
      const looked = look(db, id).catch((error: unknown) => {
        if (leftMs > 0) throw error;
        return known;
      });
      const latest = sleep(Math.max(leftMs, 0) + LAST_LOOK_MS, known, { signal: over.signal });
      seen = await Promise.race([looked, latest]);
      leftMs = endsAt - performance.now();
    }
    return asOfDeadline(seen);
  } finally {
    over.abort();
    deaf();
  }
}

async function look(db: TenantDb, id: string): Promise<QuoteRequestView> {
  const [request] = await quoteRequestsByIds(db, [id]);
  if (!request) throw new QuoteRequestNotFound(id);
  return request;
}

/** A request that is asked about again, after its own deadline, is not waited for. */
function isSettled({ complete, remainingMs }: QuoteRequestView): boolean {
  return complete || remainingMs <= 0;
}

/** By the caller's clock it is over, whatever the row still hoped for when it was read. */
function asOfDeadline(request: QuoteRequestView): QuoteRequestView {
  if (request.complete) return request;
  const answers = request.answers.map((answer) =>
    answer.outcome === null ? { ...answer, outcome: 'TIMED_OUT' as const, late: true } : answer,
  );
  return { ...request, answers };
}
