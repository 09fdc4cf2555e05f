/** Callers with the same rights through every door: a hub that has a service and a certificate for each set of scopes. */
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { shippedPermissions } from '../../src/platform/principal/internal-service.ts';
import { anAuthority, asFiles, type Identity } from '../support/certificates.ts';
import { aHub, type GraphqlBody, type Hub } from '../support/hub.ts';
import { send, type ClientTls } from '../support/send.ts';
import { signCall, signCallV1 } from '../support/sign-call.ts';

export const doors = ['user', 'oauth', 'signed', 'mtls'] as const;
export type DoorName = (typeof doors)[number];

export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

export interface Caller {
  /** The status, and what was answered. */
  post(operation: Operation): Promise<{ status: number; body: GraphqlBody }>;
  /** The first event of a subscription, nothing where it is silent, or the errors or the closing code that came instead. */
  follow(operation: Operation): Promise<GraphqlBody & { closed?: number }>;
}

export interface Street {
  readonly hub: Hub;
  readonly tenantId: string;
  /** Somebody who has exactly these scopes. They must be among those the street was made for. */
  caller(door: DoorName, scopes: readonly string[]): Promise<Caller>;
  /** One of the services as they are shipped. */
  service(name: string): Caller;
  /** A service that signs in the older form. */
  olderService(scopes: readonly string[]): Caller;
  /** Shows nothing. */
  readonly nobody: Caller;
  close(): Promise<void>;
}

const OLDER = 'older-';

/** `sets`: the sets of scopes that callers will have. */
export async function aStreet(tenantId: string, sets: readonly (readonly string[])[]): Promise<Street> {
  const key = { id: 'k1', secret: randomBytes(32).toString('hex') };
  const ca = await anAuthority();
  const files = asFiles({ ca: ca.cert, ...(await ca.issue({ names: ['IP:127.0.0.1'] })) });
  const nameOf = (scopes: readonly string[]) => `s${sets.findIndex((set) => set.join() === scopes.join())}`;
  const rows = sets.map((permissions) => [nameOf(permissions), { permissions, tenants: '*' }] as const);
  const port = await freePort();
  const hub = await aHub({
    stripe: { size: { customers: 1, payments: 1, invoices: 1 } },
    env: {
      INTERNAL_SERVICES: JSON.stringify({
        ...Object.fromEntries(rows.map(([name, row]) => [name, { ...row, keys: [key] }])),
        ...Object.fromEntries(
          rows.map(([name, row]) => [
            OLDER + name,
            { ...row, keys: [key], tenants: [tenantId], versions: [1] },
          ]),
        ),
        ...Object.fromEntries(
          Object.keys(shippedPermissions).map((name) => [name, { keys: [key], tenants: [tenantId] }]),
        ),
      }),
      MTLS_PORT: String(port),
      MTLS_CA_FILE: files.paths.ca,
      MTLS_CERT_FILE: files.paths.cert,
      MTLS_KEY_FILE: files.paths.key,
      MTLS_CLIENTS: JSON.stringify(
        Object.fromEntries(rows.map(([name, row]) => [`URI:hub:${name}`, { ...row, service: name }])),
      ),
    },
  });
  const certificates = new Map<string, Promise<Identity>>();
  const identityOf = (name: string) => {
    const known = certificates.get(name) ?? ca.issue({ names: [`URI:hub:${name}`] });
    certificates.set(name, known);
    return known;
  };
  const url = `${hub.api.url}/graphql`;
  const signedBy = (service: string) =>
    callerAt(url, (method, body) => signCall({ service, key }, { url, method, body, tenantId }));
  return {
    hub,
    tenantId,
    caller: async (door, scopes) => {
      if (door === 'signed') return signedBy(nameOf(scopes));
      if (door === 'mtls') {
        const tls = { ca: ca.cert, ...(await identityOf(nameOf(scopes))) };
        return callerAt(`https://127.0.0.1:${port}/graphql`, () => ({ 'x-tenant-id': tenantId }), tls);
      }
      const kind = door === 'user' ? 'user' : 'client';
      const token = await hub.issuer.token({ kind, subject: 'somebody', tenantId, scopes });
      return callerAt(url, () => ({ authorization: `Bearer ${token}` }));
    },
    service: signedBy,
    olderService: (scopes) => {
      const service = OLDER + nameOf(scopes);
      return callerAt(url, (method) => signCallV1({ service, key }, { url, method }));
    },
    nobody: callerAt(url, () => ({})),
    close: async () => {
      await hub.close();
      files.remove();
    },
  };
}

/** `proof` makes the headers of each request anew: signatures are good once. */
function callerAt(
  url: string,
  proof: (method: string, body: string) => Record<string, string>,
  tls?: ClientTls,
): Caller {
  return {
    async post(operation) {
      const body = JSON.stringify(operation);
      const headers = { 'content-type': 'application/json', ...proof('POST', body) };
      const { status, text } = await send(url, { headers, body, ...(tls && { tls }) });
      return { status, body: JSON.parse(text) as GraphqlBody };
    },
    async follow(operation) {
      const client = createClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: class extends WebSocket {
          constructor(address: string, protocol: string) {
            super(address, protocol, { headers: proof('GET', ''), ...tls });
          }
        },
        retryAttempts: 0,
      });
      try {
        return await Promise.race([firstOf(client, operation), quiet(client)]);
      } catch (error) {
        // Errors of the operation are an array; a closed socket says why by its code.
        if (Array.isArray(error)) return { errors: error as NonNullable<GraphqlBody['errors']> };
        return { closed: (error as { code?: number }).code ?? 0 };
      } finally {
        await client.dispose();
      }
    },
  };
}

async function firstOf(client: Client, operation: Operation): Promise<GraphqlBody> {
  for await (const result of client.iterate({ ...operation })) return result as GraphqlBody;
  return {};
}

/** Nothing, once a later operation on the same socket has long been answered: who was refused was told before. */
async function quiet(client: Client): Promise<GraphqlBody> {
  await firstOf(client, { query: '{ me { kind } }' });
  await sleep(250);
  return {};
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
