/** A real federation gateway over running subgraphs: composes them, then serves the whole graph. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { MemPubSub } from '@graphql-hive/pubsub';

export interface GatewaySubgraph {
  readonly name: string;
  /** Its GraphQL endpoint. */
  readonly url: string;
  readonly typeDefs: string;
  /** How the gateway subscribes there: over a WebSocket, or by being called back. */
  readonly subscriptions: 'ws' | 'callback';
}

export interface GatewayOptions {
  readonly subgraphs: readonly GatewaySubgraph[];
  /** What they are together, where that is known; composed when left out. */
  readonly supergraph?: string;
  /** Any free port when left out. */
  readonly port?: number;
  /** Where subgraphs reach this gateway to call back; where it listens when left out. */
  readonly publicUrl?: string;
}

export interface Gateway {
  /** Its GraphQL endpoint. Subscriptions are told as server-sent events. */
  readonly url: string;
  close(): Promise<void>;
}

const CALLBACK_PATH = '/callback';
const AUTHORIZATION = '{context.headers.authorization}';

/** Listens on loopback. Callers' `Authorization` is handed on to every subgraph. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const supergraph = options.supergraph ?? (await composed(options.subgraphs));
  const server = createServer((request, response) => void runtime(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // `as`: a server that listens on TCP has such an address.
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const publicUrl = options.publicUrl ?? own;
  const runtime = createGatewayRuntime({
    supergraph,
    pubsub: new MemPubSub(),
    webhooks: true,
    logging: 'error',
    maskedErrors: false,
    landingPage: false,
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => {
        const authorization = request.headers.get('authorization');
        return authorization === null ? {} : { authorization };
      },
    },
    transportEntries: Object.fromEntries(
      options.subgraphs.map((subgraph) => [
        subgraph.name,
        { options: { subscriptions: subscriptionsOf(subgraph, publicUrl) } },
      ]),
    ),
  });
  return {
    url: `${own}/graphql`,
    close: async () => {
      await runtime[Symbol.asyncDispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function subscriptionsOf({ subscriptions, url }: GatewaySubgraph, publicUrl: string) {
  if (subscriptions === 'ws') {
    // The connection is given up soon after its last subscription, so that the gateway ends when it is closed.
    const settings = { connectionParams: { authorization: AUTHORIZATION }, lazyCloseTimeout: 1 };
    return { kind: 'ws', location: url, options: settings };
  }
  return {
    kind: 'http-callback',
    location: url,
    headers: [['authorization', AUTHORIZATION] as [string, string]],
    options: { path: CALLBACK_PATH, public_url: `${publicUrl}${CALLBACK_PATH}` },
  };
}

/** Loaded when it is needed: it is large. */
async function composed(subgraphs: readonly GatewaySubgraph[]): Promise<string> {
  const { composeSupergraph } = await import('./compose.ts');
  return composeSupergraph(subgraphs);
}
