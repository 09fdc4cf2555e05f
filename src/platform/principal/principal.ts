/** Who is calling, whatever the door they came through. Everything a rule may ask about a caller is in here. */
export interface Principal {
  readonly kind: 'user' | 'client' | 'service';
  /** The `sub` of the token. */
  readonly subject: string;
  /** The only source of the tenant anywhere in the system. */
  readonly tenantId: string;
  readonly scopes: ReadonlySet<string>;
  /** The `iss` of the token. */
  readonly issuer: string;
  /** The `jti` of the token, when it has one. */
  readonly tokenId: string | undefined;
  /** When the right to act ends, in milliseconds since the epoch. Subscriptions end then too. */
  readonly expiresAt: number;
}

/** `x:*` grants every action of `x`; nothing else is implied by anything. */
export function hasScope(principal: Principal, scope: string): boolean {
  if (principal.scopes.has(scope)) return true;
  const colon = scope.indexOf(':');
  return colon > 0 && principal.scopes.has(`${scope.slice(0, colon)}:*`);
}

/** Scopes as in `@requiresScopes`: an OR of ANDs. */
export function hasAnyOf(principal: Principal, alternatives: readonly (readonly string[])[]): boolean {
  return alternatives.some((all) => all.every((scope) => hasScope(principal, scope)));
}
