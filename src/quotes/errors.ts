import { Conflict, NotFound } from '../platform/errors.ts';

/** The idempotency key was used for another request. */
export class QuoteKeyReused extends Conflict {
  override readonly code = 'QUOTE_KEY_REUSED';
}

export class QuoteRequestNotFound extends NotFound {
  override readonly code = 'QUOTE_REQUEST_NOT_FOUND';

  constructor(id: string) {
    super(`No quote request ${id}`);
  }
}

export class QuoteNotFound extends NotFound {
  override readonly code = 'QUOTE_NOT_FOUND';

  constructor(id: string) {
    super(`No quote ${id}`);
  }
}
