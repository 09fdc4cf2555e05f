/** Waiting until every funder has been heard of, or the time is up: by announcements, and by looking where none arrive. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Platform } from '../platform/platform.ts';
import { QuoteRequestNotFound } from './errors.ts';
import { quoteRequestById, type QuoteRequestView } from './reads.ts';
import { requestChannel } from './work-kind.ts';

/** How often to look without being told, in milliseconds: often while announcements cannot arrive. */
const LOOK_EVERY_MS = { connected: 1_000, alone: 100 };
/** Answers that come together are looked at together. */
const GATHER_MS = 2;
/** So long before the end there is a last look, so that at the end there is nothing left to do. */
const LAST_LOOK_MS = 50;

export interface Wait {
  readonly id: string;
  /** Whether there may be answers already. */
  readonly isOld: boolean;
  /** By `performance.now()`. */
  readonly endsAt: number;
  /** Called once, when announcements are listened to. */
  readonly begin: () => void;
}

/**
 * The request when it is complete, or as it stands when the time is up. A look that fails, for the connection was lost or
 * none was free, is made up for by the next one. Throws QuoteRequestNotFound.
 */
export async function waitForAnswers(
  platform: Platform,
  db: TenantDb,
  { id, isOld, endsAt, begin }: Wait,
): Promise<QuoteRequestView> {
  let told = Promise.withResolvers<void>();
  const deaf = platform.announcements.listen(requestChannel(db.tenantId), (changed) => {
    if (changed === id) told.resolve();
  });
  const lastLookAt = endsAt - LAST_LOOK_MS;
  try {
    begin();
    let seen = isOld ? await look(db, id).catch(() => look(db, id)) : undefined;
    while (!(seen && isSettled(seen)) && performance.now() < endsAt) {
      const { connected } = platform.announcements;
      const next = performance.now() + (connected ? LOOK_EVERY_MS.connected : LOOK_EVERY_MS.alone);
      const latest = performance.now() < lastLookAt ? Math.min(next, lastLookAt) : endsAt;
      await byThen(
        latest,
        undefined,
        told.promise.then(() => sleep(GATHER_MS)),
      );
      if (performance.now() >= endsAt) break;
      told = Promise.withResolvers<void>();
      const known = seen;
      const looked = look(db, id).catch((err: unknown) => {
        platform.log.warn({ err, quoteRequest: id }, 'answers not looked at');
        return known;
      });
      seen = await byThen(endsAt, known, looked);
    }
    return asOfDeadline(seen ?? (await look(db, id)));
  } finally {
    deaf();
  }
}

/** What the promise brings until `at` (by `performance.now()`), or what is there without it. */
async function byThen<T>(at: number, without: T, promise: Promise<T>): Promise<T> {
  const over = Promise.withResolvers<T>();
  const timer = setTimeout(() => over.resolve(without), Math.max(at - performance.now(), 0));
  return Promise.race([promise, over.promise]).finally(() => clearTimeout(timer));
}

async function look(db: TenantDb, id: string): Promise<QuoteRequestView> {
  const request = await quoteRequestById(db, id);
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
