/** The authorization server by itself, in as many processes as a test wants, and clients made for it. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createClient } from '../../src/oauth/clients.ts';
import { oauthRoutes } from '../../src/oauth/routes.ts';
import { systemCaller } from '../../src/platform/caller.ts';
import { createAddressOf } from '../../src/platform/http/client-address.ts';
import { createHttpServer } from '../../src/platform/http/server.ts';
import type { RateLimit } from '../../src/platform/rate-limit-table.ts';
import type { Principal } from '../../src/platform/principal/principal.ts';
import { auditRefusals } from '../../src/audit/refusals.ts';
import { redisDb } from '../support/services.ts';
import { aStand, type Process } from '../keys/stand.ts';

export const OTHER_SERVICE = 'https://orders.example';

export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly tenantId: string;
}

export type Stand = Awaited<ReturnType<typeof anOAuthStand>>;
export type Server = Awaited<ReturnType<Stand['server']>>;

/** `limits`: of requests; none holds where they are left out. */
export async function anOAuthStand(own: { limits?: readonly RateLimit[] } = {}) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const stand = await aStand((await redisDb()).url, { publicUrl: issuer, ...own });
  const servers: Awaited<ReturnType<typeof serve>>[] = [];
  return {
    ...stand,
    issuer,
    /** The first listens at the issuer's URL. */
    server: async () => {
      const made = await serve(await stand.process(), servers.length === 0 ? port : 0);
      servers.push(made);
      return made;
    },
    close: async () => {
      await Promise.all(servers.map((each) => each.close()));
      await stand.close();
    },
  };
}

async function serve(process: Process, port: number) {
  const { platform, keys, revocations } = process;
  const app = createHttpServer(platform.log);
  const refusals = auditRefusals(platform);
  const counted: string[] = [];
  oauthRoutes(app, {
    platform,
    keys,
    revocations,
    audiences: [OTHER_SERVICE],
    refusals,
    addressOf: createAddressOf([]),
    count: (event, outcome) => void counted.push(`${event} ${outcome}`),
  });
  const url = await app.listen({ host: '127.0.0.1', port });
  return {
    ...process,
    url,
    refusals,
    /** Every outcome that was counted so far. */
    counted,
    /** Sends a form; `authorization` as a whole, or a client to name in it. */
    post: (path: string, form: Form, by?: Client | string) => post(`${url}${path}`, form, by),
    aClient: (scopes: readonly string[] = ['sync:read'], tenantId: string = randomUUID()) =>
      aClient(process, tenantId, scopes),
    close: async () => {
      await app.close();
      await refusals.close();
    },
  };
}

export type Form = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

async function post(url: string, form: Form, by?: Client | string) {
  const authorization = typeof by === 'object' ? basic(by) : by;
  const pairs = Array.isArray(form) ? form : Object.entries(form);
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...(authorization && { authorization }) },
    body: new URLSearchParams(pairs.map(([name, value]) => [name, value])),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    // `as`: what the protocol answers with is looked at member by member.
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
}

export function basic({ id, secret }: Pick<Client, 'id' | 'secret'>): string {
  return `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;
}

export const CREDENTIALS = { grant_type: 'client_credentials' };

/** One who may give these scopes, in this tenant. */
export function aGiver({ platform }: Process, tenantId: string, scopes: readonly string[]) {
  const principal: Principal = {
    kind: 'user',
    subject: 'operator',
    tenantId,
    scopes: new Set(scopes),
    issuer: 'https://issuer.test',
    tokenId: undefined,
    expiresAt: Infinity,
  };
  return { db: platform.db.tenant(tenantId), caller: systemCaller('test'), principal };
}

async function aClient(process: Process, tenantId: string, scopes: readonly string[]): Promise<Client> {
  const made = await createClient(aGiver(process, tenantId, scopes), { name: 'Partner', scopes });
  return { id: made.client.id, secret: made.secret, tenantId };
}

/** Known before anything listens there: it is part of every token. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `as`: a server listening on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
