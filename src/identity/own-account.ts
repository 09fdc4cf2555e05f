/** Whose account a caller speaks for. */
import type { Principal } from '../platform/principal/principal.ts';
import { AccountNotFound } from './errors.ts';
import type { Identity } from './identity.ts';

export interface Own {
  readonly userId: string;
  readonly sessionId: string;
}

/** Undefined for a caller whom somebody else vouches for: the same `sub` of another issuer is another person. */
export function ownAccount({ keys }: Pick<Identity, 'keys'>, principal: Principal | null): Own | undefined {
  if (principal?.kind !== 'user' || principal.issuer !== keys.issuer || !principal.sessionId)
    return undefined;
  return { userId: principal.subject, sessionId: principal.sessionId };
}

/** Throws AccountNotFound. */
export function theOwnAccount(identity: Pick<Identity, 'keys'>, principal: Principal | null): Own {
  const own = ownAccount(identity, principal);
  if (!own) throw new AccountNotFound();
  return own;
}
