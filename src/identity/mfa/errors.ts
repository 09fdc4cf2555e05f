import { Conflict, HubError } from '../../platform/errors.ts';

/** Wrong, too old, or used before: which of them is not told. */
export class InvalidCode extends HubError {
  readonly code = 'INVALID_CODE';

  constructor() {
    super('This code is wrong or was used before');
  }
}

/** It was right once: somebody may have seen it. Callers are told the same as of a wrong one. */
export class CodeReused extends InvalidCode {}

/** Unknown, expired, or tried too often. */
export class InvalidChallenge extends HubError {
  readonly code = 'INVALID_CHALLENGE';

  constructor() {
    super('This sign-in has ended; begin again');
  }
}

/** It is on already, or not on. */
export class MfaStateConflict extends Conflict {
  override readonly code = 'MFA_STATE_CONFLICT';
}
