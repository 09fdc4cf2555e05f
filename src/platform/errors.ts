/** Every failure this system names. `code` is stable and public; `retryable` tells the engine whether trying again can help. */

export interface HubErrorOptions {
  /** The input field the caller can correct, in dotted form (`input.credential.apiKey`). */
  field?: string;
  /** How long the caller or the engine should wait before the next try, in milliseconds. */
  retryAfterMs?: number;
  cause?: unknown;
}

export abstract class HubError extends Error {
  abstract readonly code: string;
  readonly retryable: boolean = false;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: HubErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.field = options.field;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The caller sent something that can be corrected; `field` says where. */
export class InvalidInput extends HubError {
  readonly code: string = 'BAD_USER_INPUT';
}

export class Unauthenticated extends HubError {
  readonly code = 'UNAUTHENTICATED';
}

export class Forbidden extends HubError {
  readonly code = 'FORBIDDEN';
}

export class NotFound extends HubError {
  readonly code: string = 'NOT_FOUND';
}

/** The state of the thing does not allow the request (already running, already finished, changed meanwhile). */
export class Conflict extends HubError {
  readonly code: string = 'CONFLICT';
}

/** Too many requests, or one request too large, for this caller. */
export class LimitExceeded extends HubError {
  readonly code: string = 'LIMIT_EXCEEDED';
}

/** A signature, timestamp or secret of an incoming delivery does not hold. */
export class SignatureRefused extends HubError {
  readonly code = 'SIGNATURE_REFUSED';
}

/** The provider refused our credential: a person must act. */
export class CredentialRefused extends HubError {
  readonly code: string = 'PROVIDER_CREDENTIAL_REFUSED';
}

/** The provider understood us and said no; the same request will be refused again. */
export class ProviderRefused extends HubError {
  readonly code = 'PROVIDER_REFUSED';
}

/** The provider asks us to slow down (HTTP 429 and its kin). */
export class ProviderThrottled extends HubError {
  readonly code = 'PROVIDER_THROTTLED';
  override readonly retryable = true;
}

/** The provider did not answer, or answered 5xx. */
export class ProviderUnavailable extends HubError {
  readonly code = 'PROVIDER_UNAVAILABLE';
  override readonly retryable = true;
}

/** The provider's answer does not have the documented shape: never stored, tried again. */
export class ProviderAnswerInvalid extends HubError {
  readonly code = 'PROVIDER_ANSWER_INVALID';
  override readonly retryable = true;
}

/** The outbound door refused the address. */
export class EgressDenied extends HubError {
  readonly code = 'EGRESS_DENIED';
}

/** A sealed value cannot be opened: wrong key, wrong place, or tampered with. */
export class SealBroken extends HubError {
  readonly code = 'SEAL_BROKEN';
}

/** Another process took over the work; whatever this one still wants to write is refused. */
export class LeaseLost extends HubError {
  readonly code = 'LEASE_LOST';
}

/** The short, public name of any failure; unknown ones are `INTERNAL`. */
export function errorCode(error: unknown): string {
  return error instanceof HubError ? error.code : 'INTERNAL';
}
