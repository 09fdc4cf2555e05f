/** From an Authorization header to a principal. The token chooses nothing: its `iss` only selects the row of rules it must meet. */
import { decodeJwt, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyResult } from 'jose';
import type { Egress } from '../egress/egress.ts';
import { HubError, Unauthenticated } from '../errors.ts';
import { keysOf } from './issuer-keys.ts';
import type { KeyFor } from './issuer-keys.ts';
import { ownRules, type IssuerRules, type OwnIssuer } from './own-issuer.ts';
import { assuranceOf } from './assurance.ts';
import type { Principal } from './principal.ts';
import { tenantAmong } from './tenants.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

export interface Authenticator {
  /**
   * `null` for a caller who shows no token at all.
   * @throws Unauthenticated for everything that is not a valid token of a trusted issuer; the reason is only in `cause`
   * @throws ProviderUnavailable when the issuer's keys cannot be read
   */
  authenticate(headers: { readonly authorization?: string | undefined }): Promise<Principal | null>;
}

export interface AuthenticatorOptions {
  issuers: readonly TrustedIssuer[];
  /** Left out where this system issues no tokens itself. */
  own?: OwnIssuer | undefined;
  /** How far the issuers' clocks may be off, in seconds. A token is good for this much longer than it says. */
  clockToleranceS: number;
  egress: Pick<Egress, 'request'>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Longer ones are refused unread. */
const MAX_TOKEN_LENGTH = 8 * 1024;
const REMEMBERED_TOKENS = 10_000;
const REMEMBERED_FOR_MS = 30_000;

interface Trust {
  row: IssuerRules;
  keyFor: KeyFor;
}

export function createAuthenticator({
  issuers,
  own,
  clockToleranceS,
  egress,
  now,
}: AuthenticatorOptions): Authenticator {
  const trusted = new Map<string, Trust>(
    issuers.map((row) => [
      row.issuer,
      { row: { ...row, kindOf: () => row.kind }, keyFor: keysOf(row, egress) },
    ]),
  );
  // Last, so that no other row can take its place.
  if (own) trusted.set(own.issuer, { row: ownRules(own), keyFor: own.keyFor });
  const verified = createVerifiedTokens({ capacity: REMEMBERED_TOKENS, maxAgeMs: REMEMBERED_FOR_MS, now });

  async function verify(token: string): Promise<Principal> {
    const { iss } = decodeJwt(token);
    const trust = iss === undefined ? undefined : trusted.get(iss);
    if (trust === undefined) throw new Error('The issuer is not trusted');
    const { row, keyFor } = trust;
    const result = await jwtVerify(token, keyFor, {
      issuer: row.issuer,
      audience: row.audience,
      algorithms: [...row.algorithms],
      requiredClaims: ['iss', 'aud', 'sub', 'exp', 'iat'],
      clockTolerance: clockToleranceS,
      currentDate: new Date(now()),
    });
    return principalFrom(result, row, clockToleranceS);
  }

  async function verifiedOnce(token: string): Promise<Principal> {
    const known = verified.find(token);
    if (known !== undefined) return known;
    try {
      const principal = await verify(token);
      verified.keep(token, principal);
      return principal;
    } catch (cause) {
      if (cause instanceof HubError) throw cause;
      throw refused(cause instanceof errors.JWTExpired ? 'Token expired' : undefined, cause);
    }
  }

  return {
    async authenticate({ authorization }) {
      if (authorization === undefined) return null;
      const principal = await verifiedOnce(bearerToken(authorization));
      if (own && principal.issuer === own.issuer) {
        await own.revocations.assertKnown();
        if (own.revocations.isRevoked(principal)) throw refused('Token revoked');
      }
      return principal;
    },
  };
}

/** RFC 6750 section 2.1; the scheme is case-insensitive (RFC 9110 section 11.1). */
function bearerToken(authorization: string): string {
  const [, token] = /^Bearer +([\w.-]+)$/i.exec(authorization) ?? [];
  if (token === undefined || token.length > MAX_TOKEN_LENGTH) throw refused();
  return token;
}

function principalFrom(
  { payload, protectedHeader }: JWTVerifyResult,
  row: IssuerRules,
  clockToleranceS: number,
): Principal {
  const typ = protectedHeader.typ?.toLowerCase().replace(/^application\//, '');
  if (typ === undefined || !row.typ.includes(typ)) throw new Error('This type of token is not accepted');
  const { sub, exp, jti } = payload;
  if (typeof sub !== 'string' || sub === '' || exp === undefined)
    throw new Error('The token names no subject or no end');
  const kind = row.kindOf(payload);
  return Object.freeze({
    kind,
    subject: sub,
    tenantId: tenantAmong(row.tenants, payload[row.tenantClaim]),
    scopes: scopesOf(payload[row.scopesClaim]),
    issuer: row.issuer,
    tokenId: typeof jti === 'string' ? jti : undefined,
    expiresAt: (exp + clockToleranceS) * 1_000,
    issuedAt: issuedAtOf(payload),
    ...(typeof payload['sid'] === 'string' && { sessionId: payload['sid'] }),
    ...(typeof payload['client_id'] === 'string' && { clientId: payload['client_id'] }),
    ...(kind === 'user' && assuranceOf(payload, row)),
  });
}

/** `iat` counts seconds (RFC 7519 section 4.1.6); our own tokens say it to the millisecond as well. */
function issuedAtOf({ iat = 0, iat_ms: exact }: JWTPayload): number {
  return typeof exact === 'number' ? exact : iat * 1_000;
}

function scopesOf(claim: unknown): ReadonlySet<string> {
  const words: unknown[] = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  if (claim !== undefined && typeof claim !== 'string' && !Array.isArray(claim))
    throw new Error('The scopes are unreadable');
  return new Set(words.filter((word): word is string => typeof word === 'string' && word !== ''));
}

/** One text for all: the caller learns nothing about which check it was. An expired token may say so, its owner can renew it. */
function refused(message = 'Invalid token', cause?: unknown): Unauthenticated {
  return new Unauthenticated(message, { cause });
}
