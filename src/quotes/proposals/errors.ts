import { Conflict, NotFound } from '../../platform/errors.ts';

/** Its time is over: ask for quotes again. */
export class QuoteExpired extends Conflict {
  override readonly code = 'QUOTE_EXPIRED';
}

/** The funder has quoted anew since. */
export class QuoteSuperseded extends Conflict {
  override readonly code = 'QUOTE_SUPERSEDED';
}

/** A quote becomes one proposal. */
export class QuoteAlreadyProposed extends Conflict {
  override readonly code = 'QUOTE_ALREADY_PROPOSED';
}

/** The idempotency key was used for another proposal. */
export class ProposalKeyReused extends Conflict {
  override readonly code = 'PROPOSAL_KEY_REUSED';
}

export class ProposalNotFound extends NotFound {
  override readonly code = 'PROPOSAL_NOT_FOUND';

  constructor(id: string) {
    super(`No proposal ${id}`);
  }
}
