/** Our own issuer, whose tokens are verified without asking anybody. */
import type { JWTPayload } from 'jose';
import type { KeyFor } from './issuer-keys.ts';
import type { RevocationView } from './revocation-view.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

export interface OwnIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keyFor: KeyFor;
  readonly revocations: RevocationView;
}

/** The rules its tokens must meet, in the form of those for other issuers. */
export type IssuerRules = Omit<TrustedIssuer, 'key' | 'kind'> & {
  /** Reads from the token what kind of caller it is for. */
  kindOf(payload: JWTPayload): TrustedIssuer['kind'];
};

export function ownRules({ issuer, audience }: OwnIssuer): IssuerRules {
  return {
    issuer,
    audience,
    algorithms: ['ES256'],
    typ: ['at+jwt'],
    tenantClaim: 'tenant_id',
    scopesClaim: 'scope',
    tenants: '*',
    secondFactor: 'token',
    secondFactorAcr: [],
    // Only what a person's sign-in has led to belongs to a session.
    kindOf: ({ sid }) => (sid === undefined ? 'client' : 'user'),
  };
}
