/** A worker's turn at a question: the funder is asked, what it says computed, and both written at once. */
import { refusalOutcomeOf, FunderAnswerInvalid } from '../funders/errors.ts';
import type { FunderDesk } from '../funder-accounts/desk.ts';
import { FunderNotEnabled, FunderNotFound } from '../funder-accounts/errors.ts';
import { errorCode, HubError, LeaseLost } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './arithmetic/calendar.ts';
import type { AnswerBook } from './answer-book.ts';
import { giveBackAsk, type ClaimedAsk } from './claim-asks.ts';
import { factsOf } from './facts.ts';
import type { Answer } from './save-answer.ts';

/** Deaths of workers after which the question is taken to be what kills them. */
const MOST_ATTEMPTS = 3;

/** What questions are asked and answered with. */
export interface Asking {
  readonly platform: Platform;
  readonly desk: FunderDesk;
  readonly book: AnswerBook;
  /** Aborted when this process is asked to end. */
  readonly shutdown: AbortSignal;
}

/** Asks and writes down; throws only when nothing could be written. */
export async function answerAsk(asking: Asking, ask: ClaimedAsk): Promise<void> {
  const { platform, book, shutdown } = asking;
  const began = performance.now();
  try {
    const answer = await answerTo(asking, ask);
    await book.write({ ask, answer, latencyMs: Math.round(performance.now() - began) });
  } catch (error) {
    if (error instanceof LeaseLost) return;
    if (!shutdown.aborted) throw error;
    await platform.db.tenant(ask.tenantId).transaction((tx) => giveBackAsk(tx, ask));
  }
}

/** Throws only what is no dealing of the funder's: the end of this process, or the database's absence. */
async function answerTo({ platform, desk, shutdown }: Asking, ask: ClaimedAsk): Promise<Answer> {
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
    if (!(error instanceof HubError)) throw error;
    const isOff = error instanceof FunderNotEnabled || error instanceof FunderNotFound;
    const outcome = isOff ? 'UNAVAILABLE' : refusalOutcomeOf(error);
    if (outcome) return { outcome, message: error.message };
    // Our own refusal (an address that egress denies, a seal that is broken): nothing that another try would mend.
    platform.log.error({ err: error, funder: funderId }, 'a funder cannot be asked');
    return { outcome: 'UNAVAILABLE', message: `The funder cannot be asked from here (${errorCode(error)})` };
  }
}
