import { Conflict, NotFound } from '../platform/errors.ts';

export class FunderNotFound extends NotFound {
  override readonly code = 'FUNDER_NOT_FOUND';

  constructor(id: string) {
    super(`No funder ${id}`);
  }
}

/** Switched on without a credential. */
export class FunderNotSetUp extends Conflict {
  override readonly code = 'FUNDER_NOT_SET_UP';
}

/** The tenant does not deal with the funder now. */
export class FunderNotEnabled extends Conflict {
  override readonly code = 'FUNDER_NOT_ENABLED';
}
