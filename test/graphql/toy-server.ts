/** A listening server over the toy schema, with tokens that are written out: `Bearer <subject> <seconds> <scopes>`. */
import { createEgress } from '../../src/platform/egress/egress.ts';
import Fastify from 'fastify';
import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import type { Caller } from '../../src/graphql/call.ts';
import { mountGraphql } from '../../src/graphql/server.ts';
import type { GraphqlOptions } from '../../src/graphql/server.ts';
import { Unauthenticated } from '../../src/platform/errors.ts';
import type { IncomingCall } from '../../src/platform/principal/incoming-call.ts';
import type { Principal } from '../../src/platform/principal/principal.ts';
import type { ToyContext } from './toy-schema.ts';
import { toySchema } from './toy-schema.ts';

export const TENANT = '00000000-0000-4000-8000-000000000001';

export function aPrincipal(scopes: readonly string[], overrides: Partial<Principal> = {}): Principal {
  return {
    kind: 'user',
    subject: 'ada',
    tenantId: TENANT,
    scopes: new Set(scopes),
    issuer: 'test',
    tokenId: undefined,
    expiresAt: Date.now() + 3_600_000,
    ...overrides,
  };
}

export function token(
  scopes: readonly string[],
  options: { subject?: string; lifeMs?: number } = {},
): string {
  const claims = {
    scopes,
    subject: options.subject ?? 'ada',
    expiresAt: Date.now() + (options.lifeMs ?? 3_600_000),
  };
  return `Bearer ${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
}

async function authenticate({ headers: { authorization } }: IncomingCall): Promise<Principal | null> {
  if (authorization === undefined) return null;
  try {
    const claims = JSON.parse(Buffer.from(authorization.slice('Bearer '.length), 'base64url').toString());
    return aPrincipal(claims.scopes, { subject: claims.subject, expiresAt: claims.expiresAt });
  } catch {
    throw new Unauthenticated('Invalid token');
  }
}

// Each test states the shape it expects of an answer.
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

export interface Logged {
  readonly level: string;
  readonly entry: unknown;
}

export interface ToyServer {
  readonly url: string;
  readonly contexts: ToyContext[];
  readonly logged: Logged[];
  post(
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; body: Json; text: string }>;
  run(
    query: string,
    options?: { authorization?: string; variables?: object },
  ): Promise<{ status: number; body: Json; text: string }>;
  socket(authorization?: string): Client;
  rawSocket(): WebSocket;
  close(): Promise<void>;
}

/** The entries name plain http hosts of this machine. */
function allowedHosts(callbackHosts: readonly string[]): string[] {
  return callbackHosts.map((entry) => entry.replace(/^https?:\/\//, ''));
}

export async function startToyServer(overrides: Partial<GraphqlOptions> = {}): Promise<ToyServer> {
  const app = Fastify({ forceCloseConnections: true });
  const contexts: ToyContext[] = [];
  const logged: Logged[] = [];
  const write = (level: string) => (entry: unknown) => void logged.push({ level, entry });
  await mountGraphql(app, {
    schema: toySchema(),
    contextFor: (caller: Caller): ToyContext => {
      const context = { ...caller, loaded: [], counter: 0 };
      contexts.push(context);
      return context;
    },
    authenticate,
    introspection: false,
    callbackHosts: [],
    outward: createEgress({ allowedHosts: allowedHosts(overrides.callbackHosts ?? []) }).request,
    maxSocketPayload: 256 * 1024,
    maxOperationsPerSocket: 3,
    maxSocketsPerCaller: 50,
    rates: { take: async () => undefined },
    log: { debug: () => undefined, info: () => undefined, warn: write('warn'), error: write('error') },
    now: Date.now,
    ...overrides,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/graphql`;

  const post: ToyServer['post'] = async (body, headers = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text || 'null'), text };
  };
  return {
    url,
    contexts,
    logged,
    post,
    run: (query, { authorization, variables } = {}) =>
      post({ query, ...(variables && { variables }) }, authorization ? { authorization } : {}),
    socket: (authorization) =>
      createClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        ...(authorization && { connectionParams: { authorization } }),
      }),
    rawSocket: () => new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws'),
    close: () => app.close(),
  };
}
