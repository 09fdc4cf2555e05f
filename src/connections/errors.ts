import { Conflict, HubError, NotFound } from '../platform/errors.ts';

/** Also said of another tenant's: existence is nobody else's business. */
export class ConnectedAccountNotFound extends NotFound {
  override readonly code = 'CONNECTED_ACCOUNT_NOT_FOUND';

  constructor(id: string) {
    super(`No connected account ${id}`);
  }
}

/** A revoked connection does not come back: connect anew. */
export class ConnectedAccountStateConflict extends Conflict {
  override readonly code = 'CONNECTED_ACCOUNT_STATE_CONFLICT';
}

/** Accounts are their owners': whoever acts for another person needs the scope `admin`. */
export class ConnectionSubjectForbidden extends HubError {
  readonly code = 'CONNECTION_SUBJECT_FORBIDDEN';

  constructor() {
    super('Only the scope admin allows acting on the accounts of another subject');
  }
}

/** The token vault understood us and said no (our key, an integration it does not have): only its operator can help. */
export class TokenVaultRefused extends HubError {
  readonly code = 'TOKEN_VAULT_REFUSED';
}

/** The vault's key shows us tokens. Nothing is read with such a key. */
export class TokensExposed extends HubError {
  readonly code = 'TOKENS_EXPOSED';

  constructor() {
    super('The key for the token vault may read credentials: take this right from it');
  }
}
