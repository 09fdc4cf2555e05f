/** For a service that the hub's tokens protect: verifies them by the published keys, or asks the hub about each. */
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { basicAuthorization } from './basic.ts';
import { callerFrom, type Caller } from './caller.ts';
import { discover, type ServerMetadata } from './discovery.ts';
import { TokenRefused } from './errors.ts';

export interface VerifierOptions {
  /** The hub's public URL. */
  readonly issuer: string;
  /** What this service is called in tokens: their `aud`. */
  readonly audience: string;
  /**
   * Asks the hub about every token instead of believing its signature for the hour it lives: what was revoked is refused at
   * once. The service needs a client of its own for that.
   */
  readonly introspection?: { readonly clientId: string; readonly clientSecret: string };
  /** Seconds by which the clocks may differ. Default 30. */
  readonly clockToleranceS?: number;
  readonly fetch?: typeof globalThis.fetch;
}

export interface TokenVerifier {
  /**
   * @throws TokenRefused for everything that is not a token in force for this service
   * @throws Error when the hub cannot be asked: nobody should be let in then (HTTP 503)
   */
  verifyToken(token: string): Promise<Caller>;
}

const ALGORITHMS = ['ES256'];
const TIMEOUT_MS = 10_000;
const MAX_LENGTH = 8 * 1024;

export function createTokenVerifier(options: VerifierOptions): TokenVerifier {
  const { issuer, fetch = globalThis.fetch } = options;
  const metadata = discover(issuer, fetch);
  const verify = options.introspection ? introspecting(options, metadata) : byKeys(options, metadata);
  return {
    verifyToken: async (token) => {
      if (token === '' || token.length > MAX_LENGTH) throw new TokenRefused('Invalid token');
      return verify(token);
    },
  };
}

type Verify = (token: string) => Promise<Caller>;

/** RFC 9068 section 4. jose keeps the keys, and asks again when a token names a new one. */
function byKeys(options: VerifierOptions, metadata: () => Promise<ServerMetadata>): Verify {
  const { issuer, audience, clockToleranceS = 30, fetch = globalThis.fetch } = options;
  let keys: JWTVerifyGetKey | undefined;
  return async (token) => {
    // Before the token is looked at: that the keys cannot be had says nothing about it.
    const { jwks_uri } = await metadata();
    keys ??= createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: fetch });
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      typ: 'at+jwt',
      requiredClaims: ['sub', 'exp', 'iat', 'tenant_id'],
      clockTolerance: clockToleranceS,
    }).catch((cause: unknown) => {
      throw isOfToken(cause) ? new TokenRefused('Invalid token', { cause }) : cause;
    });
    return callerFrom(payload);
  };
}

/** What else there is: a key set that cannot be read, which is not the token's fault. */
function isOfToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return !['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code);
}

/** RFC 7662. */
function introspecting(options: VerifierOptions, metadata: () => Promise<ServerMetadata>): Verify {
  const { audience, introspection, fetch = globalThis.fetch } = options;
  const { clientId = '', clientSecret = '' } = introspection ?? {};
  return async (token) => {
    const response = await fetch((await metadata()).introspection_endpoint, {
      method: 'POST',
      headers: { authorization: basicAuthorization(clientId, clientSecret) },
      body: new URLSearchParams({ token }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The introspection answered ${response.status}`);
    const claims = (await response.json()) as Record<string, unknown>;
    if (claims['active'] !== true || claims['aud'] !== audience) throw new TokenRefused('Invalid token');
    return callerFrom(claims);
  };
}
