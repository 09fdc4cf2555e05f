/**
 * Puts questions to funders, in hands of their own: new ones as soon as they are announced, and all that are due once a
 * second, tenants in turn. A funder that takes its time holds up nobody but itself.
 */
import type { FunderDesk } from '../funder-accounts/desk.ts';
import type { Platform } from '../platform/platform.ts';
import { createTurns } from '../platform/work/turns.ts';
import { ShuttingDown } from '../platform/work/workers.ts';
import { answerAsk } from './answer-ask.ts';
import { createAnswerBook } from './answer-book.ts';
import { claimAsks, keepLeases, type ClaimedAsk, type ClaimedBy } from './claim-asks.ts';
import { ASK_LANE, ASKED_CHANNEL, askWork } from './work-kind.ts';

export interface AskersOptions {
  readonly desk: FunderDesk;
  /** Questions that this process has under way at once. */
  readonly atOnce: number;
  /** How long a question is held without a sign of life, in milliseconds. */
  readonly leaseMs: number;
}

export interface Askers {
  /** Takes no more, and gives back what is under way. */
  stop(): Promise<void>;
}

/** How often to look without being told, in milliseconds: often while announcements cannot arrive. */
const LOOK_EVERY_MS = { connected: 1_000, alone: 100 };
/** Leases are kept from this part of their time on, and at least so often. */
const LEASE_PART = 1 / 4;

export function startAskers(platform: Platform, options: AskersOptions): Askers {
  const { announcements, clock, log } = platform;
  const shutdown = new AbortController();
  const hands = createHands(platform, options, shutdown.signal);
  const loop = async () => {
    while (!shutdown.signal.aborted) {
      hands.look();
      await keepAll(platform, hands.held(), options.leaseMs).catch((err: unknown) =>
        log.warn({ err }, 'leases of questions not kept'),
      );
      const pauseMs = announcements.connected ? LOOK_EVERY_MS.connected : LOOK_EVERY_MS.alone;
      await clock
        .sleep(Math.min(pauseMs, options.leaseMs * LEASE_PART), shutdown.signal)
        .catch(() => undefined);
    }
  };
  const deaf = announcements.listen(ASKED_CHANNEL, (message) => {
    const [tenantId = '', requestId = '', count] = message.split(' ');
    hands
      .take({ tenantId, by: 'request', id: requestId }, Number(count))
      .catch((err: unknown) => log.warn({ err }, 'announced questions not taken'));
  });
  const looping = loop();
  return {
    async stop() {
      deaf();
      shutdown.abort(new ShuttingDown());
      await looping;
      await hands.idle();
    },
  };
}

interface Hands {
  /** Takes up to `wanted` questions, as far as there is room. */
  take(of: Wanted, wanted: number): Promise<void>;
  /** Takes whatever is due, tenants in turn, as far as there is room. */
  look(): void;
  /** What has been under way for a while: most answers come long before a lease needs to be kept. */
  held(): readonly ClaimedAsk[];
  /** Resolves when nothing is under way. */
  idle(): Promise<unknown>;
}

interface Wanted {
  readonly tenantId: string;
  readonly by: ClaimedBy;
  readonly id: string;
}

function createHands(platform: Platform, options: AskersOptions, shutdown: AbortSignal): Hands {
  const { desk, atOnce, leaseMs } = options;
  const { db, log } = platform;
  const turns = createTurns(db.routing, [askWork]);
  const asking = { platform, desk, book: createAnswerBook(platform), shutdown };
  const underWay = new Map<string, { ask: ClaimedAsk; since: number; answered: Promise<void> }>();
  /** Room that claims under way have been promised. */
  let promised = 0;
  /** Whether something was not taken for want of room. */
  let turnedAway = false;

  const room = () => (shutdown.aborted ? 0 : atOnce - underWay.size - promised);
  const begin = (ask: ClaimedAsk) => {
    const answered = answerAsk(asking, ask)
      // Its lease runs out, and then it is asked anew.
      .catch((err: unknown) => log.error({ err, funder: ask.funderId }, 'answer of a funder not written'))
      .then(() => {
        underWay.delete(ask.id);
        if (turnedAway) look();
      });
    underWay.set(ask.id, { ask, since: performance.now(), answered });
  };
  const take = async (of: Wanted, wanted: number): Promise<void> => {
    const most = Math.min(room(), wanted);
    if (most < wanted) turnedAway = true;
    if (most <= 0) return;
    promised += most;
    await claimAsks(platform, { ...of, most, leaseMs })
      .then((asks) => asks.forEach(begin))
      .finally(() => (promised -= most));
  };
  const takeDue = async (): Promise<void> => {
    const tried: string[] = [];
    turnedAway = false;
    while (room() > 0) {
      const due = await turns.next(ASK_LANE, [...underWay.keys(), ...tried]);
      if (!due) return;
      tried.push(due.id);
      await take({ tenantId: due.tenantId, by: 'ask', id: due.id }, 1);
    }
    turnedAway = true;
  };
  const look = oneAtATime(() =>
    takeDue().catch((err: unknown) => log.warn({ err }, 'askers cannot look for questions')),
  );
  const held = () => {
    const old = performance.now() - leaseMs * LEASE_PART;
    return [...underWay.values()].filter(({ since }) => since <= old).map(({ ask }) => ask);
  };
  const idle = () => Promise.all([...underWay.values()].map(({ answered }) => answered));
  return { take, look, held, idle };
}

/** Runs the work when called; once more afterwards if called meanwhile. */
function oneAtATime(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    do {
      again = false;
      await work();
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}

async function keepAll(platform: Platform, held: readonly ClaimedAsk[], leaseMs: number): Promise<void> {
  for (const [tenantId, asks] of Map.groupBy(held, (ask) => ask.tenantId))
    await keepLeases(platform, tenantId, { asks, leaseMs });
}
