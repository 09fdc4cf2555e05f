import { HubError, NotFound } from '../platform/errors.ts';

/** Also said of another tenant's client, and of one that was revoked. */
export class OAuthClientNotFound extends NotFound {
  override readonly code = 'OAUTH_CLIENT_NOT_FOUND';

  constructor(id: string) {
    super(`No OAuth client ${id}`);
  }
}

/** Nobody gives what they do not have, nor changes a client that has it. */
export class OAuthScopesForbidden extends HubError {
  readonly code = 'OAUTH_SCOPES_FORBIDDEN';

  constructor(scopes: readonly string[], field?: string) {
    super(`You do not have ${scopes.join(' ')} yourself`, field === undefined ? {} : { field });
  }
}
