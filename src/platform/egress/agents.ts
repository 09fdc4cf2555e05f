/** Connection pools that check the address of every new socket, whoever asks for it and however the host was written. */
import { lookup as resolve } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { EgressDenied } from '../errors.ts';
import { isPublicAddress } from './addresses.ts';

const poolOptions = { keepAlive: true, maxSockets: 64, maxFreeSockets: 16, timeout: 60_000 };

/** RFC 6761 section 6.3: these names are this machine, whatever a resolver says. */
const LOCAL_NAME = /(^|\.)localhost\.?$/i;

export interface GuardedAgents {
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
}

/** PEM texts. */
export interface ClientTls {
  /** What we show to a server that asks for a certificate, with its chain. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** Trusted beside the public authorities. */
  readonly ca?: string | undefined;
}

/** `allowedHosts`: `host:port` of what may be reached although its address is private. */
export function createGuardedAgents(allowedHosts: readonly string[], tls: ClientTls = {}): GuardedAgents {
  const allowed = new Set(allowedHosts.map((entry) => entry.toLowerCase()));
  const { cert, key, ca } = tls;
  const tlsOptions = {
    ...(cert !== undefined && key !== undefined && { cert, key }),
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
  };
  return {
    httpAgent: guarded(new http.Agent(poolOptions), 80, allowed),
    httpsAgent: guarded(new https.Agent({ ...poolOptions, ...tlsOptions }), 443, allowed),
  };
}

/** As the operator writes it, with the port that a URL leaves out. */
export function hostAndPort(url: URL): string {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return `${url.hostname.replace(/\.$/, '')}:${port}`;
}

/** False for what is private by its name already. A name that says nothing is judged by its addresses, at each connection. */
export function mayBePublic(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return !LOCAL_NAME.test(host) && (isIP(host) === 0 || isPublicAddress(host));
}

function guarded<A extends http.Agent>(agent: A, defaultPort: number, allowed: ReadonlySet<string>): A {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const host = options.host ?? options.hostname ?? 'localhost';
    const refuse = (message: string): undefined => {
      // With an error the agent does not look at the socket, though its type asks for one.
      process.nextTick(() => callback?.(new EgressDenied(message), undefined as never));
    };
    // Node connects to a local socket or an IP literal without a look-up, so these are judged here.
    if (options.socketPath != null) return refuse('Local sockets are not reachable from here');
    if (isAllowed(host, options.port ?? defaultPort, allowed)) return connect(options, callback);
    if (!mayBePublic(host)) return refuse(`${host} is not a public address`);
    return connect({ ...options, lookup: publicLookup }, callback);
  };
  return agent;
}

function isAllowed(host: string, port: number | string, allowed: ReadonlySet<string>): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return allowed.has(`${isIP(name) === 6 ? `[${name}]` : name}:${port}`);
}

/** Resolves names like Node does, without the addresses that are not public: checked is exactly what is connected to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const [first, ...others] = addresses.filter(({ address }) => isPublicAddress(address));
    if (first === undefined) return callback(new EgressDenied(`${hostname} has no public address`), '');
    if (options.all) return callback(null, [first, ...others] satisfies LookupAddress[]);
    return callback(null, first.address, first.family);
  });
};
