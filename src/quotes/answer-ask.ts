/** A worker's turn at a question: the funder is asked, what it says computed, and both written at once. */
import { refusalOutcomeOf, FunderAnswerInvalid, type RefusalOutcome } from '../funders/errors.ts';
import type { FunderQuote } from '../funders/funder-quote.ts';
import type { FunderDesk } from '../funder-accounts/desk.ts';
import { FunderNotEnabled, FunderNotFound } from '../funder-accounts/errors.ts';
import { HubError, LeaseLost } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './arithmetic/calendar.ts';
import { giveBackAsk, type ClaimedAsk } from './claim-asks.ts';
import { factsOf, type StoredFacts } from './facts.ts';
import { saveQuote, saveRefusal } from './save-answer.ts';
import { requestChannel } from './work-kind.ts';

/** Deaths of workers after which the question is taken to be what kills them. */
const MOST_ATTEMPTS = 3;

/** What came of asking. */
export type Answer =
  | { readonly stated: FunderQuote; readonly facts: StoredFacts; readonly startsOn: string }
  | { readonly outcome: RefusalOutcome; readonly message: string };

/** Asks and writes down; throws only when nothing could be written. */
export async function answerAsk(
  platform: Platform,
  desk: FunderDesk,
  { ask, shutdown }: { ask: ClaimedAsk; shutdown: AbortSignal },
): Promise<void> {
  const began = performance.now();
  const db = platform.db.tenant(ask.tenantId);
  try {
    const answer = await answerTo(platform, desk, { ask, shutdown });
    const latencyMs = Math.round(performance.now() - began);
    await db.together((tx) =>
      'facts' in answer
        ? saveQuote(tx, ask, { ...answer, latencyMs })
        : saveRefusal(tx, ask, { ...answer, latencyMs }),
    );
  } catch (error) {
    if (error instanceof LeaseLost) return;
    if (!shutdown.aborted) throw error;
    await db.transaction((tx) => giveBackAsk(tx, ask));
  }
  platform.announcements.announce(requestChannel(ask.tenantId), ask.requestId);
}

/** Throws only what is no dealing of the funder's: the end of this process, or the database's absence. */
async function answerTo(
  platform: Platform,
  desk: FunderDesk,
  { ask, shutdown }: { ask: ClaimedAsk; shutdown: AbortSignal },
): Promise<Answer> {
  const { tenantId, funderId, id, terms, leftMs } = ask;
  if (ask.attempts > MOST_ATTEMPTS)
    return { outcome: 'UNAVAILABLE', message: 'Workers that asked ended several times' };
  if (leftMs <= 0) return { outcome: 'TIMED_OUT', message: 'Nobody could ask in time' };
  try {
    const stated = await desk.quote({
      tenantId,
      funderId,
      request: terms,
      key: id,
      deadlineMs: leftMs,
      signal: shutdown,
    });
    const now = platform.clock.now();
    if (!(stated.validUntil.getTime() > now)) throw new FunderAnswerInvalid('The quote is over already');
    const startsOn = dayOf(new Date(now));
    return { stated, facts: factsOf(terms, stated, startsOn), startsOn };
  } catch (error) {
    if (shutdown.aborted) throw error;
    return refusalFrom(error);
  }
}

function refusalFrom(error: unknown): Answer {
  const isOff = error instanceof FunderNotEnabled || error instanceof FunderNotFound;
  const outcome = isOff ? 'UNAVAILABLE' : refusalOutcomeOf(error);
  if (!outcome || !(error instanceof HubError)) throw error;
  return { outcome, message: error.message };
}
