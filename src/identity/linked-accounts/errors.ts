import { Conflict, HubError, NotFound } from '../../platform/errors.ts';

/** The code is unknown, was used, has expired, or was given to another page. */
export class InvalidExternalSignIn extends HubError {
  readonly code = 'INVALID_EXTERNAL_SIGN_IN';

  constructor() {
    super('This sign-in was used or has expired; begin again');
  }
}

/** Nobody has linked it. That its address is known here as well is no reason to let anybody in. */
export class AccountNotLinked extends NotFound {
  override readonly code = 'ACCOUNT_NOT_LINKED';

  constructor() {
    super('This account is linked with nobody here: sign in with your password, and link it');
  }
}

export class LinkedAccountNotFound extends NotFound {
  override readonly code = 'LINKED_ACCOUNT_NOT_FOUND';

  constructor(id: string) {
    super(`No linked account ${id}`);
  }
}

/** Linked already, too many, or the last way in. */
export class LinkedAccountConflict extends Conflict {
  override readonly code = 'LINKED_ACCOUNT_CONFLICT';
}
