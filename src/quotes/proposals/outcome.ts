/** What a failed submission means, and when to look again. */
import { FunderDeclined, UncertainOutcome } from '../../funders/errors.ts';
import { HubError } from '../../platform/errors.ts';
import type { ProposalStateName } from './proposal.entity.ts';

/** Tries to give a funder a proposal that it surely has not taken. */
const MOST_TRIES = 8;

/** The state after `error` of the `submissions`-th submission. All but an uncertain outcome say that it was not taken. */
export function stateAfter(error: unknown, submissions: number): ProposalStateName {
  if (error instanceof UncertainOutcome) return 'UNCERTAIN';
  if (error instanceof FunderDeclined) return 'DECLINED';
  const canPass = error instanceof HubError && error.retryable;
  return canPass && submissions < MOST_TRIES ? 'READY' : 'FAILED';
}

/** False after so many submissions that came to nothing, or turns whose worker died before it could send. */
export function mayBeSent({ submissions, attempts }: { submissions: number; attempts: number }): boolean {
  return submissions < MOST_TRIES && attempts <= MOST_TRIES;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** Milliseconds to wait after the `attempts`-th try that came to nothing. */
export function pauseMs(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_PAUSE_MS);
}

/** Milliseconds until a proposal of this age is asked about again: often while people watch, seldom after days. */
export function nextLookMs(ageMs: number): number {
  return Math.min(Math.max(FIRST_PAUSE_MS, ageMs / 10), LONGEST_PAUSE_MS);
}
