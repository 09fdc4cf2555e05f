/** Who a verified token speaks for. */
export interface Caller {
  /** The user's or the client's id. */
  readonly subject: string;
  readonly tenantId: string;
  readonly scopes: ReadonlySet<string>;
  /** Of a client's token. */
  readonly clientId: string | undefined;
  /** Of a person's token. */
  readonly sessionId: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** `x:*` grants every action of `x`; nothing else is implied by anything. */
export function hasScope({ scopes }: Pick<Caller, 'scopes'>, scope: string): boolean {
  if (scopes.has(scope)) return true;
  const colon = scope.indexOf(':');
  return colon > 0 && scopes.has(`${scope.slice(0, colon)}:*`);
}

/** Reads the claims of a token of the hub, or of an answer of its introspection. Throws an Error when one is missing. */
export function callerFrom(claims: Readonly<Record<string, unknown>>): Caller {
  const { sub, tenant_id: tenantId, scope = '', client_id: clientId, sid: sessionId, exp } = claims;
  if (typeof sub !== 'string' || typeof tenantId !== 'string' || typeof exp !== 'number')
    throw new Error('The token names no subject, no tenant or no end');
  return Object.freeze({
    subject: sub,
    tenantId,
    scopes: new Set(String(scope).split(' ').filter(Boolean)),
    clientId: typeof clientId === 'string' ? clientId : undefined,
    sessionId: typeof sessionId === 'string' ? sessionId : undefined,
    expiresAt: exp * 1_000,
  });
}
