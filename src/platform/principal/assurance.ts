/** How sure an issuer is of a person, as its token says it. */
import type { JWTPayload } from 'jose';
import type { Principal } from './principal.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

type Rules = Pick<TrustedIssuer, 'secondFactor' | 'secondFactorAcr'>;

/**
 * Our own tokens say `aal`. Others' are read by the standard claims of access tokens (RFC 9068 section 2.2.1: `auth_time`,
 * `acr`, `amr`). A token that says nothing of a second factor came without one.
 */
export function assuranceOf(payload: JWTPayload, rules: Rules): Pick<Principal, 'aal' | 'authTime'> {
  const { auth_time: authTime } = payload;
  return {
    aal: hasSecondFactor(payload, rules) ? 'aal2' : 'aal1',
    ...(typeof authTime === 'number' && { authTime: authTime * 1_000 }),
  };
}

function hasSecondFactor(payload: JWTPayload, { secondFactor, secondFactorAcr }: Rules): boolean {
  const { aal, acr, amr } = payload;
  return (
    secondFactor === 'always' ||
    aal === 'aal2' ||
    (Array.isArray(amr) && amr.includes('mfa')) ||
    (typeof acr === 'string' && secondFactorAcr.includes(acr))
  );
}
