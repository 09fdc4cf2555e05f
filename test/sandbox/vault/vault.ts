// A token vault that speaks Nango's API (2026-08) as strictly as Nango does: connect sessions, logins, connections, the
// proxy and signed webhooks. https://nango.dev/docs/reference/backend/http-api
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultQueue, type Faults } from '../stripe/http/faults.ts';
import { api } from './api.ts';
import { connectionStore, type Connections } from './connections.ts';
import { deliveryDesk, type Deliveries } from './deliveries.ts';
import type { VaultIntegration } from './integrations.ts';
import { keyRing, LEAST_RIGHTS, type Keys } from './keys.ts';
import { loginPages } from './login.ts';
import { sessionStore, type Sessions } from './sessions.ts';
import { errorReply, NangoError, receive, send } from './wire.ts';

export interface VaultOptions {
  integrations: readonly VaultIntegration[];
  /** Pauses before the two retries of a webhook, in ms. */
  retryAfterMs?: readonly number[];
}

export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly status: number;
}

export interface VaultSandbox {
  readonly url: string;
  /** `host:port`. */
  readonly host: string;
  /** A key with the rights that the hub needs, and so without that of reading tokens. */
  readonly apiKey: string;
  readonly keys: Pick<Keys, 'create' | 'remove'>;
  readonly integrations: readonly VaultIntegration[];
  readonly webhooks: Deliveries;
  readonly connections: Pick<Connections, 'all' | 'add' | 'remove'>;
  readonly sessions: Pick<Sessions, 'tokens' | 'endAll'>;
  /** What providers redirect to: its own route unless a domain is put before it. */
  callbackUrl: string;
  /** The flag that is off by default: the proxy hands on all response headers. */
  forwardsAllHeaders: boolean;
  readonly faults: Faults;
  requests(): readonly LoggedRequest[];
  close(): Promise<void>;
}

export async function startVaultSandbox(options: VaultOptions): Promise<VaultSandbox> {
  const { integrations } = options;
  const keys = keyRing();
  const webhooks = deliveryDesk(options.retryAfterMs);
  const requests: LoggedRequest[] = [];
  const faults = faultQueue();
  const connections = connectionStore({
    integrations,
    onRefreshFailed: ({ integration, connection_id: connectionId, tags }, description) =>
      webhooks.tell({
        operation: 'refresh',
        integration,
        connectionId,
        tags,
        error: { type: 'refresh_token_external_error', description },
      }),
  });
  const sessions = sessionStore({ integrations, connections, urlOf: () => vault.url });
  const login = loginPages({
    integrations,
    sessions,
    connections,
    callbackUrl: () => vault.callbackUrl,
    tell: webhooks.tell,
  });
  const answer = api({ keys, connections, sessions, login, settings: () => vault });
  const server = createServer((message, response) => {
    void (async () => {
      const received = await receive(message);
      const { method, url } = received;
      const fault = faults.take(method, received.path);
      await faults.unpaused();
      if (fault?.kind === 'reset') return void message.socket.destroy();
      const reply =
        fault?.kind === 'status'
          ? errorReply(faultOf(fault.status))
          : await answer(received).catch(errorReply);
      requests.push({ method, url, status: reply.status });
      send(response, reply);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server listening on a TCP port has an address of this kind.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const vault: VaultSandbox = {
    url: `http://${host}`,
    host,
    apiKey: keys.create(LEAST_RIGHTS),
    keys,
    integrations,
    webhooks,
    connections,
    sessions,
    callbackUrl: `http://${host}/oauth/callback`,
    forwardsAllHeaders: false,
    faults,
    requests: () => requests,
    close: () => stop(server),
  };
  return vault;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The vault's own trouble, or what it says of things it does not know. */
function faultOf(status: number): Error {
  return status === 404 ? new NangoError(404, 'not_found') : new Error(`told to answer ${status}`);
}
