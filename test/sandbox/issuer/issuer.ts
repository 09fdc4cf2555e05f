/** The development issuer: signs tokens for people and for clients as a real one would, and publishes its keys over HTTP. */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { TrustedIssuer } from '../../../src/platform/principal/trusted-issuer.ts';

export interface IssuerOptions {
  /** Default: any free port. */
  port?: number;
  /** Part of the issuer's URL. Default `development`. */
  name?: string;
  /** `HS256`: a shared secret instead of published keys. Default `ES256`. */
  algorithm?: 'ES256' | 'HS256';
  /** Default `integration-hub`. */
  audience?: string;
}

export interface TokenRequest {
  /** Default `user`. */
  kind?: 'user' | 'client';
  subject: string;
  tenantId: string;
  scopes: readonly string[];
  /** Default one hour. */
  expiresInS?: number;
  /** When it is signed, in milliseconds since the epoch. Default now. */
  issuedAt?: number;
  /** Replace or, with `undefined`, leave out claims. */
  claims?: Record<string, unknown>;
  header?: { typ?: string; kid?: string };
}

export interface Issuer {
  /** The `iss` of people's tokens. */
  issuer: string;
  /** The `iss` of clients' tokens. */
  clientIssuer: string;
  jwksUrl: string;
  /** `host:port`, for the egress allow list. */
  host: string;
  /** The rows of trust for both kinds, as in the setting TRUSTED_ISSUERS. */
  trustedIssuers: TrustedIssuer[];
  token(request: TokenRequest): Promise<string>;
  /** Signs with a new key from now on. The old one stays published, unless it is withdrawn. */
  rotate(options?: { withdrawOld?: boolean }): Promise<void>;
  /** How often the keys were fetched. */
  keySetRequests(): number;
  close(): Promise<void>;
}

interface SigningKey {
  kid: string;
  key: CryptoKey | Uint8Array;
  /** Absent for a shared secret. */
  published?: JWK;
}

export async function startIssuer(options: IssuerOptions = {}): Promise<Issuer> {
  const { port = 0, name = 'development', algorithm = 'ES256', audience = 'integration-hub' } = options;
  const secret = randomBytes(32).toString('base64url');
  const newKey = () => (algorithm === 'HS256' ? sharedKey(secret) : keyPair());
  const keys: SigningKey[] = [await newKey()];
  const server = await serveKeys(keys, port);
  const issuer = `${server.origin}/${name}`;
  const clientIssuer = `${issuer}/clients`;

  const rowFor = (kind: 'user' | 'client'): TrustedIssuer => ({
    issuer: kind === 'user' ? issuer : clientIssuer,
    audience,
    algorithms: [algorithm],
    typ: ['at+jwt'],
    key: algorithm === 'HS256' ? { secret } : { jwksUrl: server.jwksUrl },
    kind,
    tenantClaim: 'tenant_id',
    scopesClaim: 'scope',
    tenants: '*',
    secondFactor: 'token',
    secondFactorAcr: [],
  });

  return {
    issuer,
    clientIssuer,
    jwksUrl: server.jwksUrl,
    host: new URL(server.origin).host,
    trustedIssuers: [rowFor('user'), rowFor('client')],
    async token(request) {
      // There is always at least one key: the list starts with one and `rotate` adds before it removes.
      const { kid, key } = keys[0] as SigningKey;
      const iss = request.kind === 'client' ? clientIssuer : issuer;
      return new SignJWT(claimsOf(request, { iss, audience }))
        .setProtectedHeader({ typ: 'at+jwt', kid, ...request.header, alg: algorithm })
        .sign(key);
    },
    async rotate({ withdrawOld = false } = {}) {
      keys.unshift(await newKey());
      if (withdrawOld) keys.length = 1;
    },
    keySetRequests: server.requests,
    close: server.close,
  };
}

/** RFC 9068 section 2.2. A client speaks for itself: its `sub` is its `client_id`; a person has just shown two factors. */
function claimsOf(request: TokenRequest, { iss, audience }: { iss: string; audience: string }) {
  const { kind, subject, tenantId, scopes, expiresInS = 3_600, issuedAt = Date.now(), claims } = request;
  const iat = Math.floor(issuedAt / 1_000);
  const own =
    kind === 'client'
      ? { client_id: subject }
      : { client_id: 'development', amr: ['pwd', 'otp', 'mfa'], auth_time: iat };
  return {
    iss,
    aud: audience,
    sub: subject,
    iat,
    exp: iat + expiresInS,
    jti: randomUUID(),
    ...own,
    tenant_id: tenantId,
    scope: scopes.join(' '),
    ...claims,
  };
}

async function keyPair(): Promise<SigningKey> {
  const kid = randomUUID();
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return {
    kid,
    key: privateKey,
    published: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' },
  };
}

function sharedKey(secret: string): Promise<SigningKey> {
  return Promise.resolve({ kid: 'shared', key: new TextEncoder().encode(secret) });
}

async function serveKeys(keys: readonly SigningKey[], port: number) {
  let requests = 0;
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/jwks.json') return response.writeHead(404).end();
    requests += 1;
    const published = keys.flatMap((key) => key.published ?? []);
    return response
      .writeHead(200, { 'content-type': 'application/jwk-set+json' })
      .end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A TCP server that listens has an address with a port.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    jwksUrl: `${origin}/jwks.json`,
    requests: () => requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
