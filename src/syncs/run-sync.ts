/** A worker's turn at a sync job: claims the row, pulls its resources, and writes how it ended. */
import { recordChange } from '../audit/record-change.ts';
import { budgetName } from '../integrations/connection.ts';
import { markReauthNeeded, markSynced } from '../integrations/health.ts';
import type { EventPayloads, OutgoingEventDraft } from '../notifications/outgoing-event.ts';
import { systemCaller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';
import { CredentialRefused, errorCode, HubError, LeaseLost, ProviderThrottled } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { LaneName } from '../platform/queue/lanes.ts';
import { LONGEST_WAIT_MS } from '../platform/rate-budget.ts';
import { orLeave, WorkStalled } from '../platform/work/stall.ts';
import type { Due } from '../platform/work/turns.ts';
import { giveBack, judge } from '../platform/work/work.ts';
import { ShuttingDown, type Turn } from '../platform/work/workers.ts';
import { providerOf } from '../providers/registry.ts';
import { claimJob, type ClaimedJob } from './claim-job.ts';
import { keepLease } from './job-row.ts';
import { workOf } from './job-work.ts';
import { summarize } from './progress.ts';
import { isSync, jobChannel, nounOf, syncWork } from './work-kind.ts';

/** How long work that is to end may take to put itself away, in milliseconds. */
const UNWIND_MS = 5_000;

/** Somebody asked to cancel: an outcome, not a failure. */
class Canceled extends Error {}

/**
 * Works on the job until it is finished, given back, or somebody else's; false when it was not to be had. Throws only when
 * the database is away.
 */
export async function runSync(platform: Platform, due: Due, turn: Turn): Promise<boolean> {
  const job = await claimJob(platform, due, turn);
  if (!job) return false;
  const announce = () => platform.announcements.announce(jobChannel(job.tenantId), job.id);
  announce();
  const stop = new AbortController();
  const heartbeat = startHeartbeat(platform, job, { stop, stallMs: turn.stallMs });
  const signal = AbortSignal.any([stop.signal, turn.shutdown]);
  try {
    const pause = async (ms: number) => {
      await platform.budget.pauseFor(budgetName(job.providerId, job.accountHash), ms);
      if (ms > LONGEST_WAIT_MS)
        throw new ProviderThrottled('The provider asked for a long pause', { retryAfterMs: ms });
      await platform.clock.sleep(ms, signal);
      job.movedAt = performance.now();
    };
    const work = workOf[job.kind]({ platform, job, signal, pause, announce });
    await orLeave(work, { signal, graceMs: UNWIND_MS });
    await finish(platform, job, { status: 'SUCCEEDED' });
  } catch (error) {
    await conclude(platform, job, signal.aborted ? signal.reason : error);
  } finally {
    await heartbeat.stop();
    announce();
  }
  await ringNext(platform, job);
  return true;
}

function startHeartbeat(
  platform: Platform,
  job: ClaimedJob,
  { stop, stallMs }: { stop: AbortController; stallMs: number },
): { stop(): Promise<void> } {
  const ended = new AbortController();
  const beat = async () => {
    while (!ended.signal.aborted) {
      await platform.clock.sleep(Math.min(2_000, job.leaseMs / 4), ended.signal).catch(() => undefined);
      if (ended.signal.aborted) return;
      const stillMs = performance.now() - job.movedAt;
      if (stillMs > stallMs)
        stop.abort(new WorkStalled(`Nothing was stored for ${Math.round(stillMs / 1_000)} s`));
      try {
        if (await platform.db.tenant(job.tenantId).transaction((tx) => keepLease(tx, job)))
          stop.abort(new Canceled());
      } catch (error) {
        // A database that is away for a moment is no reason to stop; a lease that is gone is.
        if (error instanceof LeaseLost) stop.abort(error);
      }
    }
  };
  const beating = beat();
  return {
    stop: () => {
      ended.abort();
      return beating;
    },
  };
}

async function conclude(platform: Platform, job: ClaimedJob, error: unknown): Promise<void> {
  if (error instanceof LeaseLost) return;
  if (error instanceof Canceled) return finish(platform, job, { status: 'CANCELED' });
  const tenant = platform.db.tenant(job.tenantId);
  const claim = { id: job.id, fence: job.fence, attempts: job.attempts };
  if (error instanceof ShuttingDown) {
    return tenant.transaction((tx) => giveBack(tx, syncWork, { claim, delayMs: 0, untried: true }));
  }
  const askedMs = error instanceof ProviderThrottled ? (error.retryAfterMs ?? 0) : 0;
  // Its place is for others meanwhile; that the provider wants to be left alone is no failed try.
  const untried = askedMs > LONGEST_WAIT_MS;
  const verdict = untried ? { retryInMs: askedMs } : judge(error, job.lane, job.attempts);
  platform.log.warn({ err: error, syncJob: job.id, verdict }, 'sync failed');
  if (verdict === 'give up') return finish(platform, job, { status: 'FAILED', error });
  await tenant.transaction(async (tx) => {
    await giveBack(tx, syncWork, { claim, delayMs: verdict.retryInMs, untried });
    await tx.query(
      `update sync_job set revision = revision + 1, error_code = $3, error_message = $4, error_retryable = true
        where id = $1 and fence = $2`,
      [job.id, job.fence, errorCode(error), publicMessage(error)],
    );
  });
}

type End = { status: 'SUCCEEDED' | 'CANCELED' } | { status: 'FAILED'; error: unknown };

/** Ends the job, with its audit entry and the event for client applications, if this worker still owns it. */
async function finish(platform: Platform, job: ClaimedJob, end: End): Promise<void> {
  const error = end.status === 'FAILED' ? end.error : undefined;
  await platform.db.tenant(job.tenantId).transaction(async (tx) => {
    const rows = await tx.query(
      `update sync_job
          set status = $3, revision = revision + 1, finished_at = now(), lease_until = null,
              error_code = $4, error_message = $5, error_retryable = $6
        where id = $1 and fence = $2 and status = 'RUNNING' returning id`,
      [
        job.id,
        job.fence,
        end.status,
        error ? errorCode(error) : null,
        error ? publicMessage(error) : null,
        error ? false : null,
      ],
    );
    if (rows.length === 0) return;
    if (end.status === 'SUCCEEDED' && isSync(job.kind))
      await markSynced(tx, job.integrationId, passedAll(job));
    if (error instanceof CredentialRefused) await markReauthNeeded(tx, job);
    await recordEnd(tx, job, end);
  });
}

function passedAll(job: ClaimedJob): boolean {
  return (
    job.mode === 'FULL' && providerOf(job.providerId).resources.every((each) => job.resources.includes(each))
  );
}

function recordEnd(tx: Tx, job: ClaimedJob, end: End): Promise<void> {
  const failed = end.status === 'FAILED';
  const { processed, created, updated, deleted } = summarize(job.progress);
  const payload = {
    syncJobId: job.id,
    integrationId: job.integrationId,
    processed,
    created,
    updated,
    deleted,
  };
  return recordChange(tx, {
    tenantId: job.tenantId,
    by: systemCaller('worker'),
    action: `${nounOf(job.kind)}.${end.status.toLowerCase()}`,
    on: { type: 'SyncJob', id: job.id },
    outcome: failed ? 'FAILED' : 'SUCCEEDED',
    detail: { ...payload, ...(failed ? { code: errorCode(end.error) } : {}) },
    ...(end.status === 'CANCELED' || job.kind === 'CLEANUP' ? {} : { event: endEvent(job, end, payload) }),
  });
}

function endEvent(job: ClaimedJob, end: End, payload: EventPayloads['sync.succeeded']): OutgoingEventDraft {
  const noun = nounOf(job.kind);
  const subject = job.integrationId;
  return end.status === 'FAILED'
    ? { type: `${noun}.failed`, subject, payload: { ...payload, code: errorCode(end.error) } }
    : { type: `${noun}.succeeded`, subject, payload };
}

/** What people may read: our own words for what we understand, nothing for the rest. */
function publicMessage(error: unknown): string {
  return error instanceof HubError ? error.message : 'Internal error';
}

/** A job of the same integration may have been waiting for this one. */
async function ringNext(platform: Platform, job: ClaimedJob): Promise<void> {
  const rows = await platform.db.tenant(job.tenantId).transaction((tx) =>
    tx.query<{ lane: LaneName }>(
      `select lower(priority) as lane from sync_job
        where integration_id = $1 and status = 'QUEUED' and next_attempt_at <= now() order by created_at limit 1`,
      [job.integrationId],
    ),
  );
  for (const next of rows) await platform.bells.ring(next.lane);
}
