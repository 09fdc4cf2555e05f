/** How dealing with a funder fails. `message` is for people and never repeats what a customer entered. */
import { CredentialRefused, HubError } from '../platform/errors.ts';

/** The funder understood and said no to this customer or asset; asking again gives the same answer. */
export class FunderDeclined extends HubError {
  readonly code = 'FUNDER_DECLINED';
}

/** The funder does not do such deals: product, term, currency or amount. */
export class FunderNotOffered extends HubError {
  readonly code = 'FUNDER_NOT_OFFERED';
}

/** Not reached, in trouble (5xx, a receiver's fault), shut off by the breaker, or no browser here. */
export class FunderUnavailable extends HubError {
  readonly code = 'FUNDER_UNAVAILABLE';
  override readonly retryable = true;
}

/** No whole answer by the deadline. */
export class FunderTimedOut extends HubError {
  readonly code = 'FUNDER_TIMED_OUT';
  override readonly retryable = true;
}

/** The answer leaves doubt about a figure, or about whose it is. The message says which. */
export class FunderAnswerInvalid extends HubError {
  readonly code = 'FUNDER_ANSWER_INVALID';
}

/** The portal's pages are not those that are known. */
export class FunderLayoutChanged extends HubError {
  readonly code = 'FUNDER_LAYOUT_CHANGED';
}

/** A proposal may have been taken: it must be looked for (`find`), never submitted again as it is. */
export class UncertainOutcome extends HubError {
  readonly code = 'FUNDER_OUTCOME_UNCERTAIN';
}

/** The funder has no proposal of this reference. */
export class FunderDoesNotKnow extends HubError {
  readonly code = 'FUNDER_DOES_NOT_KNOW';
}

export const refusalOutcomes = [
  'DECLINED',
  'UNAVAILABLE',
  'TIMED_OUT',
  'INVALID_ANSWER',
  'LAYOUT_CHANGED',
  'NOT_OFFERED',
] as const;
/** Why there is no quote. */
export type RefusalOutcome = (typeof refusalOutcomes)[number];

/** What a failed `quote` counts as; undefined for what is no dealing of a funder's (our own fault). */
export function refusalOutcomeOf(error: unknown): RefusalOutcome | undefined {
  if (error instanceof FunderDeclined) return 'DECLINED';
  if (error instanceof FunderNotOffered) return 'NOT_OFFERED';
  if (error instanceof FunderTimedOut) return 'TIMED_OUT';
  if (error instanceof FunderAnswerInvalid) return 'INVALID_ANSWER';
  if (error instanceof FunderLayoutChanged) return 'LAYOUT_CHANGED';
  if (error instanceof FunderUnavailable || error instanceof CredentialRefused) return 'UNAVAILABLE';
  return undefined;
}
