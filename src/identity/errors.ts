/** What can go wrong on the way in and around people. None of them tells whether somebody exists. */
import { Conflict, HubError, NotFound } from '../platform/errors.ts';

/** One text for a wrong password, an unknown address, an account without a password, and a membership that is switched off. */
export class InvalidCredentials extends HubError {
  readonly code = 'INVALID_CREDENTIALS';

  constructor() {
    super('The e-mail address or the password is wrong');
  }
}

/** Unknown, used, expired, or of a session that is over. */
export class InvalidRefreshToken extends HubError {
  readonly code = 'INVALID_REFRESH_TOKEN';

  constructor() {
    super('Sign in again');
  }
}

/** Unknown, used or expired. */
export class InvalidLink extends HubError {
  readonly code = 'INVALID_LINK';

  constructor() {
    super('This link was used before or has expired');
  }
}

/** Not a member of it, or not any more. */
export class NotAMember extends NotFound {
  override readonly code = 'NOT_A_MEMBER';
}

export class UserNotFound extends NotFound {
  override readonly code = 'USER_NOT_FOUND';

  constructor(id: string) {
    super(`No user ${id}`);
  }
}

export class RoleNotFound extends NotFound {
  override readonly code = 'ROLE_NOT_FOUND';

  constructor(id: string) {
    super(`No role ${id}`);
  }
}

export class SessionNotFound extends NotFound {
  override readonly code = 'SESSION_NOT_FOUND';

  constructor(id: string) {
    super(`No session ${id}`);
  }
}

export class RoleStateConflict extends Conflict {
  override readonly code = 'ROLE_STATE_CONFLICT';
}

export class UserStateConflict extends Conflict {
  override readonly code = 'USER_STATE_CONFLICT';
}

/** Somebody would be given what the giver does not have. */
export class GrantForbidden extends HubError {
  readonly code = 'GRANT_FORBIDDEN';
}

/** A caller whom another issuer vouches for has no account, no session and no password here. */
export class AccountNotFound extends NotFound {
  override readonly code = 'ACCOUNT_NOT_FOUND';

  constructor() {
    super('This caller has no account here');
  }
}
