/** The door of client certificates: shown to our own listener, or to a proxy that we trust to have verified them. */
import type { X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { Unauthenticated } from '../errors.ts';
import { proxyRule, type ProxyRule } from '../http/client-address.ts';
import type { CertifiedClient } from './certified-client.ts';
import { vouchedUntil } from './client-authorities.ts';
import { forwardedCertificate } from './forwarded-certificate.ts';
import { oneHeader, type IncomingCall } from './incoming-call.ts';
import { CERTIFICATE_ISSUER, type Principal } from './principal.ts';
import { tenantAmong } from './tenants.ts';

export interface CertificatesOptions {
  readonly clients: readonly CertifiedClient[];
  /** Addresses or `address/bits` of the proxies whose `X-Forwarded-Client-Cert` is believed; anybody else's is not looked at. */
  readonly trustedProxies: readonly string[];
  /** Who must have signed what a proxy hands on as well; where it is left out, the proxy alone has looked. */
  readonly authorities?: readonly X509Certificate[] | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const FORWARDED = 'x-forwarded-client-cert';

/** What counts of a certificate; reading it costs more than all the rest. */
interface Shown {
  readonly names: readonly string[];
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
}

/** Certificates of proxies that are remembered; a proxy has few, and sends them with every request. */
const MOST_REMEMBERED = 1_000;

/**
 * Makes the door. It answers null where no certificate is shown, and throws Unauthenticated (`Token expired`, and
 * `Invalid certificate` for everything else) for one that names no known service or not the tenant it may speak for.
 */
export function createCertificates(options: CertificatesOptions): (call: IncomingCall) => Principal | null {
  const clients = new Map(options.clients.map((client) => [client.name, client]));
  const shownBy = createReader(proxyRule(options.trustedProxies), options.authorities);
  return (call) => {
    try {
      const shown = shownBy(call);
      return shown ? principalOf(shown, { call, clients, nowMs: options.now() }) : null;
    } catch (cause) {
      if (cause instanceof Unauthenticated) throw cause;
      throw new Unauthenticated('Invalid certificate', { cause });
    }
  };
}

function createReader(
  isProxy: ProxyRule,
  authorities: readonly X509Certificate[] | undefined,
): (call: IncomingCall) => Shown | undefined {
  const byConnection = new WeakMap<TLSSocket, Shown>();
  const byHeader = new Map<string, Shown>();
  return ({ socket, headers }) => {
    // Only the listener that asks for certificates, and refuses all it cannot verify, has authorized ones.
    if (socket instanceof TLSSocket && socket.authorized) {
      const known = byConnection.get(socket);
      if (known) return known;
      const certificate = socket.getPeerX509Certificate();
      if (!certificate) return undefined;
      const shown = read(certificate);
      byConnection.set(socket, shown);
      return shown;
    }
    if (headers[FORWARDED] === undefined || !isProxy(socket.remoteAddress)) return undefined;
    const header = oneHeader(headers, FORWARDED) ?? '';
    const shown = byHeader.get(header) ?? readForwarded(header, authorities);
    if (byHeader.size >= MOST_REMEMBERED) byHeader.clear();
    byHeader.set(header, shown);
    return shown;
  };
}

function read(certificate: X509Certificate): Shown {
  const { validFrom, validTo } = certificate;
  return { names: namesIn(certificate), from: Date.parse(validFrom), until: Date.parse(validTo) };
}

function readForwarded(header: string, authorities: readonly X509Certificate[] | undefined): Shown {
  const certificate = forwardedCertificate(header);
  const shown = read(certificate);
  if (!authorities) return shown;
  return { ...shown, until: Math.min(shown.until, vouchedUntil(certificate, authorities)) };
}

/**
 * The subject alternative names as Node writes them (`DNS:a, URI:b`). It quotes those that could be mistaken for several
 * (CVE-2021-44532), which no service of ours has.
 */
function namesIn({ subjectAltName = '' }: X509Certificate): string[] {
  if (subjectAltName.includes('"')) throw new Error('A name in the certificate is not plain');
  return [...new Set(subjectAltName.split(', '))];
}

interface Showing {
  readonly call: IncomingCall;
  readonly clients: ReadonlyMap<string, CertifiedClient>;
  readonly nowMs: number;
}

function principalOf({ names, from, until }: Shown, { call, clients, nowMs }: Showing): Principal {
  // A connection, and a resumed session, may outlive the certificate it began with.
  if (!(nowMs >= from)) throw new Error('The certificate is not valid yet');
  if (!(nowMs < until)) throw new Unauthenticated('Token expired');
  const known = names.flatMap((name) => clients.get(name) ?? []);
  const [client] = known;
  if (!client || known.length > 1) throw new Error('The certificate does not name one known service');
  const only = client.tenants !== '*' && client.tenants.length === 1 ? client.tenants[0] : undefined;
  return Object.freeze({
    kind: 'service',
    subject: client.service,
    tenantId: tenantAmong(client.tenants, oneHeader(call.headers, 'x-tenant-id') ?? only),
    scopes: new Set(client.permissions),
    issuer: CERTIFICATE_ISSUER,
    tokenId: undefined,
    expiresAt: until,
  });
}
