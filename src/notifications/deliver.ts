/** A courier's turn at an endpoint: delivers what waits for it, until nothing is left, it fails too often, or the time is up. */
import { LeaseLost, SealBroken } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Due } from '../platform/work/turns.ts';
import { claimEndpoint, releaseEndpoint, type ClaimedEndpoint } from './claimed-endpoint.ts';
import type { ClientSetting } from './client-setting.ts';
import { retryNow } from './due-now.ts';
import { openSecrets } from './endpoint-secrets.ts';
import { openResults, type Results } from './results.ts';
import { BREAK_AFTER, longestRetryMs, retryMs } from './retry-table.ts';
import { beginRound, noteFailure, noteSuccess, type Round } from './round.ts';
import { send, type Sending } from './send.ts';
import { readWaiting, type Waiting, type WaitingDelivery } from './waiting.ts';

export interface DeliverySettings {
  /** For one answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Seconds without one good delivery after which an endpoint is switched off. */
  readonly disableAfterS: number;
  readonly client: ClientSetting | undefined;
}

export interface CourierTurn {
  readonly leaseMs: number;
  /** Aborted when this process is asked to end. */
  readonly shutdown: AbortSignal;
}

/** Deliveries to one endpoint under way at once, each of another subject. */
const AT_ONCE = 16;
/** After this an endpoint gives its place to others. */
const TURN_MS = 10_000;
/** What is under way at the end of the process may take so long to come to its own end. */
const UNWIND_MS = 3_000;
/** How long an endpoint is left alone whose deliveries cannot be signed: an operator must act. */
const UNSIGNED_MS = 3_600_000;

/**
 * Works on the endpoint until its turn is over; false when it was not to be had. Throws only when the database is away.
 */
export async function deliver(
  platform: Platform,
  settings: DeliverySettings,
  { due, turn }: { due: Due; turn: CourierTurn },
): Promise<boolean> {
  const endpoint = await claimEndpoint(platform, due, turn.leaseMs);
  if (!endpoint) return false;
  const round = beginRound(endpoint);
  const secrets = secretsOf(platform, settings, endpoint);
  if (secrets) await run(platform, { endpoint, round, secrets, turn, settings });
  else round.end = { ...round.end, parkMs: UNSIGNED_MS };
  await platform.db
    .tenant(endpoint.tenantId)
    .transaction(async (tx) => {
      // Who is back gets all that was missed at once.
      if (round.cameBack) await retryNow(tx, endpoint.id);
      await releaseEndpoint(tx, endpoint, round.end);
    })
    .catch(ignoreLostLease);
  return true;
}

interface Run {
  readonly endpoint: ClaimedEndpoint;
  readonly round: Round;
  readonly secrets: readonly string[];
  readonly turn: CourierTurn;
  readonly settings: DeliverySettings;
}

async function run(platform: Platform, { endpoint, round, secrets, turn, settings }: Run): Promise<void> {
  const db = platform.db.tenant(endpoint.tenantId);
  const results = openResults(db, endpoint, turn.leaseMs);
  const { now } = platform.clock;
  const { timeoutMs, disableAfterS } = settings;
  const { url } = endpoint.row;
  const cut = new AbortController();
  const work: Work = {
    round,
    waiting: readWaiting(db, endpoint.id),
    results,
    sending: { egress: platform.tenantEgress, url, secrets, timeoutMs, now },
    disableAfterMs: disableAfterS * 1000,
    signal: AbortSignal.any([cut.signal, results.broken]),
  };
  const release = endInTime(round, turn.shutdown, () => cut.abort(new Unwound()));
  const lines = Array.from({ length: round.isProbe ? 1 : AT_ONCE }, () =>
    workOnSubjects(work).catch((error: unknown) => cut.abort(error)),
  );
  await Promise.all(lines);
  release();
  await results.close().catch(ignoreLostLease);
  const failure: unknown = cut.signal.reason;
  if (cut.signal.aborted && !(failure instanceof Unwound)) ignoreLostLease(failure);
}

/** Ends the round when its time is up or the process ends, and then, after a while, what is still under way. */
function endInTime(round: Round, shutdown: AbortSignal, cut: () => void): () => void {
  const timers = [setTimeout(() => (round.over = true), TURN_MS)];
  const stop = () => {
    round.over = true;
    timers.push(setTimeout(cut, UNWIND_MS));
  };
  if (shutdown.aborted) stop();
  else shutdown.addEventListener('abort', stop, { once: true });
  return () => {
    for (const timer of timers) clearTimeout(timer);
    shutdown.removeEventListener('abort', stop);
  };
}

/** Ends what is under way: whether it arrived is not known, so it will be sent again. */
class Unwound extends Error {}

interface Work {
  readonly round: Round;
  readonly waiting: Waiting;
  readonly results: Results;
  readonly sending: Sending;
  readonly disableAfterMs: number;
  readonly signal: AbortSignal;
}

async function workOnSubjects(work: Work): Promise<void> {
  const { round, waiting } = work;
  while (!round.over) {
    const subject = await waiting.nextSubject();
    if (subject === undefined) return;
    while (!round.over) {
      const delivery = waiting.nextOf(subject);
      if (!delivery) break;
      if (await tryOnce(work, delivery)) continue;
      waiting.leave(subject);
      break;
    }
  }
}

/** True when the endpoint has taken it. */
async function tryOnce(work: Work, delivery: WaitingDelivery): Promise<boolean> {
  const { round, results, sending, disableAfterMs } = work;
  const outcome = await send(sending, delivery, work.signal);
  const { made, delivered, retryAfterMs } = outcome;
  const now = new Date(sending.now());
  if (delivered) {
    noteSuccess(round, now);
    results.add({ deliveryId: delivery.id, status: 'DELIVERED', retryInMs: 0, made });
    return true;
  }
  noteFailure(round, outcome, { now, disableAfterMs });
  const retryInMs = retryMs(delivery.attempts + 1, retryAfterMs);
  // Given up is only what is refused by an endpoint that takes others: what is down loses nothing.
  const givenUp = retryInMs === undefined && round.end.health.failures < BREAK_AFTER;
  results.add({
    deliveryId: delivery.id,
    status: givenUp ? 'FAILED' : 'WAITING',
    retryInMs: givenUp ? 0 : (retryInMs ?? longestRetryMs()),
    made,
  });
  return false;
}

/** Those that sign; undefined when there are none to be had. */
function secretsOf(
  platform: Platform,
  { client }: DeliverySettings,
  endpoint: ClaimedEndpoint,
): string[] | undefined {
  const { id, tenantId, row } = endpoint;
  if (row.from_setting) return client && [client.secret];
  try {
    const at = { sealed: row.secrets, nowMs: platform.clock.now() };
    return openSecrets(platform.vault, { tenantId, id }, at).map(({ secret }) => secret);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    platform.log.error({ err: error, endpoint: id }, 'notifications cannot be signed');
    return undefined;
  }
}

/** Somebody else delivers now. */
function ignoreLostLease(error: unknown): void {
  if (!(error instanceof LeaseLost)) throw error;
}
