/** A refusal in the words of RFC 6749 section 5.2. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly status: number;
  readonly error: string;
  readonly retryAfterS: number | undefined;

  constructor(error: string, description: string, { status = 400, retryAfterS }: OAuthErrorOptions = {}) {
    super(description);
    this.error = error;
    this.status = status;
    this.retryAfterS = retryAfterS;
  }
}

interface OAuthErrorOptions {
  readonly status?: number;
  readonly retryAfterS?: number;
}

/** One text for an unknown client and a wrong secret. */
export function invalidClient(): OAuthError {
  return new OAuthError('invalid_client', 'client authentication failed', { status: 401 });
}
