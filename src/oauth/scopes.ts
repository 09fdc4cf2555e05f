import { InvalidInput } from '../platform/errors.ts';
import { hasScope, type Principal } from '../platform/principal/principal.ts';
import { OAuthScopesForbidden } from './errors.ts';

/** RFC 6749 section 3.3, in the form all scopes of this system have. */
const SCOPE = /^[a-z][a-z-]*(:([a-z][a-z-]*|\*))?$/;
const MOST = 50;

/** Each once, in order. Throws InvalidInput. */
export function checkedScopes(scopes: readonly string[]): string[] {
  const distinct = [...new Set(scopes)].toSorted();
  const wrong = distinct.find((scope) => !SCOPE.test(scope));
  if (wrong !== undefined)
    throw new InvalidInput(`${JSON.stringify(wrong.slice(0, 50))} is not a scope`, { field: 'input.scopes' });
  if (distinct.length === 0 || distinct.length > MOST)
    throw new InvalidInput(`1 to ${MOST} scopes are given`, { field: 'input.scopes' });
  return distinct;
}

/** Nobody gives what they do not hold. `field` is where it was asked for. Throws OAuthScopesForbidden. */
export function assertHolds(
  giver: Pick<Principal, 'scopes'>,
  scopes: readonly string[],
  field?: string,
): void {
  const lacking = scopes.filter((scope) => !hasScope(giver, scope));
  if (lacking.length > 0) throw new OAuthScopesForbidden(lacking, field);
}
