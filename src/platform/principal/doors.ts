/** All ways in, and the one principal they give. */
import { Unauthenticated } from '../errors.ts';
import type { Platform } from '../platform.ts';
import { createAuthenticator, type Authenticator } from './authenticator.ts';
import { createCertificates } from './certificates.ts';
import type { CertifiedClient } from './certified-client.ts';
import { readAuthorities } from './client-authorities.ts';
import type { IncomingCall } from './incoming-call.ts';
import type { InternalService } from './internal-service.ts';
import type { OwnIssuer } from './own-issuer.ts';
import type { Principal } from './principal.ts';
import { createSignedCalls, looksSigned } from './signed-calls.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';
import { createUsedSignatures } from './used-signatures.ts';

export interface DoorsOptions {
  readonly tokens: Authenticator;
  readonly signedCalls: (call: IncomingCall) => Promise<Principal>;
  readonly certificates: (call: IncomingCall) => Principal | null;
}

/** Null for a caller who shows nothing at all; throws Unauthenticated for whatever does not hold. */
export type Authenticate = (call: IncomingCall) => Promise<Principal | null>;

/**
 * Whoever shows a token speaks with it, also on a connection that has a certificate: a gateway's is not its users'. A
 * token and a signature together are two callers, and none.
 */
export function createDoors({ tokens, signedCalls, certificates }: DoorsOptions): Authenticate {
  return async (call) => {
    const isSigned = looksSigned(call.headers);
    if (call.headers.authorization === undefined) return isSigned ? signedCalls(call) : certificates(call);
    if (isSigned) throw new Unauthenticated('Invalid token');
    return tokens.authenticate(call.headers);
  };
}

export interface DoorsSettings {
  readonly issuers: readonly TrustedIssuer[];
  readonly own?: OwnIssuer | undefined;
  readonly tokens: { readonly clockToleranceS: number };
  readonly internalServices: readonly InternalService[];
  readonly certifiedClients: readonly CertifiedClient[];
  readonly trustedProxies: readonly string[];
  /** PEM file of the authorities that sign clients' certificates. */
  readonly clientAuthorities: string | undefined;
}

/** Throws when the file of the authorities cannot be read or understood. */
export function openDoors(
  settings: DoorsSettings,
  { egress, db, clock }: Pick<Platform, 'egress' | 'db' | 'clock'>,
): Authenticate {
  const { issuers, own, tokens, internalServices, certifiedClients, trustedProxies, clientAuthorities } =
    settings;
  const { now } = clock;
  return createDoors({
    tokens: createAuthenticator({ issuers, own, clockToleranceS: tokens.clockToleranceS, egress, now }),
    signedCalls: createSignedCalls({
      services: internalServices,
      used: createUsedSignatures(db.routing),
      now,
    }),
    certificates: createCertificates({
      clients: certifiedClients,
      trustedProxies,
      authorities: clientAuthorities === undefined ? undefined : readAuthorities(clientAuthorities),
      now,
    }),
  });
}
