/** Who is calling, whatever the door they came through. Everything a rule may ask about a caller is in here. */
export interface Principal {
  readonly kind: 'user' | 'client' | 'service';
  /** The `sub` of the token; the name of an internal service. */
  readonly subject: string;
  /** The only source of the tenant anywhere in the system. */
  readonly tenantId: string;
  readonly scopes: ReadonlySet<string>;
  /** Who vouches for them: the `iss` of the token; for internal services one of the two names below. */
  readonly issuer: string;
  /** The `jti` of the token, when it has one. */
  readonly tokenId: string | undefined;
  /** When the right to act ends, in milliseconds since the epoch. Subscriptions end then too. */
  readonly expiresAt: number;
  /** When the token was issued, in milliseconds since the epoch. */
  readonly issuedAt?: number;
  /** The session a person's token of our own belongs to. */
  readonly sessionId?: string;
  /** Of a token that was issued to an OAuth client of ours. */
  readonly clientId?: string;
  /** How sure the issuer is of a person: by one factor or by two (the levels of NIST SP 800-63B). */
  readonly aal?: 'aal1' | 'aal2';
  /** When the person last proved who they are, in milliseconds since the epoch. */
  readonly authTime?: number;
}

/** The issuers of internal services, which no token can have: an `iss` is compared with the trusted ones only. */
export const SIGNATURE_ISSUER = 'internal:signature';
export const CERTIFICATE_ISSUER = 'internal:certificate';

export type Door = 'user' | 'oauth' | 'signed' | 'mtls';

/** Which door the principal came through. */
export function doorOf({ kind, issuer }: Principal): Door {
  if (kind === 'service') return issuer === CERTIFICATE_ISSUER ? 'mtls' : 'signed';
  return kind === 'user' ? 'user' : 'oauth';
}

/** `x:*` grants every action of `x`; nothing else is implied by anything. */
export function hasScope(principal: Pick<Principal, 'scopes'>, scope: string): boolean {
  if (principal.scopes.has(scope)) return true;
  const colon = scope.indexOf(':');
  return colon > 0 && principal.scopes.has(`${scope.slice(0, colon)}:*`);
}

/** Scopes as in `@requiresScopes`: an OR of ANDs. */
export function hasAnyOf(
  principal: Pick<Principal, 'scopes'>,
  alternatives: readonly (readonly string[])[],
): boolean {
  return alternatives.some((all) => all.every((scope) => hasScope(principal, scope)));
}
