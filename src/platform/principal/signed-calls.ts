/** The door of internal services: every request carries a signature over itself that is good once. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Unauthenticated } from '../errors.ts';
import { sameSecret } from '../same-secret.ts';
import { oneHeader, type IncomingCall } from './incoming-call.ts';
import type { InternalService } from './internal-service.ts';
import { SIGNATURE_ISSUER, type Principal } from './principal.ts';
import { signatureOf, signedText, signedTextV1 } from './signed-text.ts';
import { tenantAmong } from './tenants.ts';
import type { UsedSignatures } from './used-signatures.ts';

export interface SignedCallsOptions {
  readonly services: readonly InternalService[];
  readonly used: UsedSignatures;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** How long after its timestamp a signature is good. */
const GOOD_FOR_MS = 5 * 60_000;
/** How far the clock of a service may be ahead of ours. */
const AHEAD_MS = 30_000;
/** What a signed upgrade opens may stay open as long as with an access token. */
const RIGHT_LASTS_MS = 3_600_000;

/** Whoever shows one of these means to come through this door, and is refused when the rest is missing. */
const MARKS = [
  'x-internal-service-key',
  'x-service-name',
  'x-request-timestamp',
  'x-request-signature',
  'x-signature-version',
  'x-request-nonce',
];
/** Compared with where the key is unknown, so that it takes as long. */
const NOBODYS_KEY = randomBytes(32).toString('hex');
const TIMESTAMP = /^[1-9]\d{12}$/;
const NONCE = /^[\x21-\x7e]{16,128}$/;

export function looksSigned(headers: IncomingHttpHeaders): boolean {
  return MARKS.some((name) => headers[name] !== undefined);
}

/**
 * Makes the door. It throws Unauthenticated with one of three texts: `Unknown service`, `Timestamp too old` (only to who
 * could sign it), and `Invalid signature` for everything else. Throws as well when the database is away.
 */
export function createSignedCalls(options: SignedCallsOptions): (call: IncomingCall) => Promise<Principal> {
  const services = new Map(options.services.map((service) => [service.name, service]));
  return async (call) => {
    const service = services.get(oneHeader(call.headers, 'x-service-name') ?? '');
    if (!service) throw new Unauthenticated('Unknown service');
    const body = await call.body();
    const { principal, signature, timestamp } = verify(service, { call, body, nowMs: options.now() });
    const hash = createHash('sha256').update(`${service.name}\n${signature}`).digest();
    // Last, so that only who can sign leaves anything behind.
    if (!(await options.used.use(hash, timestamp + GOOD_FOR_MS)))
      throw refused(new Error('The signature was used before'));
    return principal;
  };
}

interface Signed {
  readonly version: 1 | 2;
  readonly text: string;
  readonly timestamp: number;
  readonly tenant: string | undefined;
}

function verify(service: InternalService, at: { call: IncomingCall; body: Buffer; nowMs: number }) {
  try {
    const { headers } = at.call;
    const signed = signedBy(at.call, at.body);
    if (!service.versions.includes(signed.version)) throw new Error('This version is not accepted from it');
    const keyId = oneHeader(headers, 'x-internal-service-key');
    const secret = service.keys.find(({ id }) => id === keyId)?.secret ?? NOBODYS_KEY;
    const signature = signatureOf(signed.text, secret);
    if (!sameSecret(signature, oneHeader(headers, 'x-request-signature') ?? ''))
      throw new Error('The signature is not over this request');
    const ageMs = at.nowMs - signed.timestamp;
    if (ageMs > GOOD_FOR_MS || ageMs < -AHEAD_MS) throw new Unauthenticated('Timestamp too old');
    return { signature, timestamp: signed.timestamp, principal: principalOf(service, signed) };
  } catch (cause) {
    throw cause instanceof Unauthenticated ? cause : refused(cause);
  }
}

/** The text that the request's signature should be over. Throws where the request has not the form of a signed call. */
function signedBy({ headers, method, url }: IncomingCall, body: Buffer): Signed {
  const one = (name: string) => oneHeader(headers, name) ?? '';
  const parts = { service: one('x-service-name'), timestamp: one('x-request-timestamp'), method, url };
  const nonce = one('x-request-nonce');
  const tenant = oneHeader(headers, 'x-tenant-id');
  const timestamp = TIMESTAMP.test(parts.timestamp) ? Number(parts.timestamp) : Number.NaN;
  // Callers of the older form know neither the header nor nonces. The texts of the two never are the same.
  switch (headers['x-signature-version'] ?? (nonce === '' ? '1' : '2')) {
    case '1':
      if (Number.isNaN(timestamp) || nonce !== '' || body.length > 0) break;
      return { version: 1, text: signedTextV1(parts), timestamp, tenant };
    case '2': {
      if (Number.isNaN(timestamp) || !NONCE.test(nonce)) break;
      const text = signedText({ ...parts, nonce, host: headers.host ?? '', body, tenant: tenant ?? '' });
      return { version: 2, text, timestamp, tenant };
    }
  }
  throw new Error('The request has not the form of a signed call');
}

function principalOf(service: InternalService, { version, tenant, timestamp }: Signed): Principal {
  // Version 1 signs no tenant: such a service has exactly one, and may only confirm it.
  const named = version === 1 ? (tenant ?? service.tenants[0]) : tenant;
  return Object.freeze({
    kind: 'service',
    subject: service.name,
    tenantId: tenantAmong(service.tenants, named),
    scopes: new Set(service.permissions),
    issuer: SIGNATURE_ISSUER,
    tokenId: undefined,
    expiresAt: timestamp + RIGHT_LASTS_MS,
  });
}

function refused(cause: unknown): Unauthenticated {
  return new Unauthenticated('Invalid signature', { cause });
}
