/** The caller showed no token that holds: HTTP 401. Why is only in `cause`, for the log. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly status = 401;
}

/** The token holds, and does not allow this: HTTP 403. */
export class ScopeMissing extends Error {
  override readonly name = 'ScopeMissing';
  readonly status = 403;
  readonly scopes: readonly string[];

  constructor(scopes: readonly string[]) {
    super(`Requires ${scopes.join(' and ')}`);
    this.scopes = scopes;
  }
}

/** The authorization server gave no token. `error` is its code (RFC 6749 section 5.2), `unavailable` where it has none. */
export class TokenRequestFailed extends Error {
  override readonly name = 'TokenRequestFailed';
  readonly error: string;

  constructor(error: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.error = error;
  }
}
