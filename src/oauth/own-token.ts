/** Reads a token of ours as introspection and revocation need it: any audience, and nothing believed that does not hold. */
import { errors, jwtVerify } from 'jose';
import type { TokenBearer } from '../platform/principal/revocation-view.ts';
import { audiencesOf, type OAuthWorld } from './world.ts';

/** Longer ones are not looked at. */
const MAX_LENGTH = 8 * 1024;

export interface OwnToken {
  readonly sub: string;
  readonly jti: string;
  readonly tenantId: string;
  readonly scope: string;
  readonly aud: string;
  readonly exp: number;
  readonly iat: number;
  readonly clientId: string | undefined;
  readonly revoked: boolean;
}

/** Undefined for everything that is no token of ours in force, for whatever reason. Throws RevocationsUnknown. */
export async function readOwnToken(world: OAuthWorld, text: string): Promise<OwnToken | undefined> {
  if (text.length > MAX_LENGTH) return undefined;
  const { keys, revocations, platform } = world;
  const verified = await jwtVerify(text, (header) => keys.keyFor(header), {
    issuer: keys.issuer,
    audience: [...audiencesOf(world)],
    algorithms: ['ES256'],
    typ: 'at+jwt',
    requiredClaims: ['sub', 'jti', 'exp', 'iat', 'tenant_id'],
    currentDate: new Date(platform.clock.now()),
  }).catch((error: unknown) => {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  });
  if (!verified) return undefined;
  // `as`: our own signature is on it, and these are what we sign.
  const claims = verified.payload as unknown as Claims;
  await revocations.assertKnown();
  return {
    sub: claims.sub,
    jti: claims.jti,
    tenantId: claims.tenant_id,
    scope: claims.scope ?? '',
    aud: claims.aud,
    exp: claims.exp,
    iat: claims.iat,
    clientId: claims.client_id,
    revoked: revocations.isRevoked(bearerOf(claims, keys.issuer)),
  };
}

interface Claims {
  readonly sub: string;
  readonly jti: string;
  readonly aud: string;
  readonly exp: number;
  readonly iat: number;
  readonly iat_ms?: number;
  readonly tenant_id: string;
  readonly scope?: string;
  readonly client_id?: string;
  readonly sid?: string;
}

function bearerOf(claims: Claims, issuer: string): TokenBearer {
  return {
    kind: claims.sid === undefined ? 'client' : 'user',
    issuer,
    subject: claims.sub,
    tenantId: claims.tenant_id,
    tokenId: claims.jti,
    issuedAt: claims.iat_ms ?? claims.iat * 1_000,
    ...(claims.sid !== undefined && { sessionId: claims.sid }),
    ...(claims.client_id !== undefined && { clientId: claims.client_id }),
  };
}
