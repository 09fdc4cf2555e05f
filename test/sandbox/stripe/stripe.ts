// A local Stripe: the same wire protocol and the same strictness, with invented data. For tests, the demo and the benchmark.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault, Faults } from './http/faults.ts';
import { faultQueue } from './http/faults.ts';
import type { RateLimit } from './http/rate-limit.ts';
import type { LoggedRequest } from './http/server.ts';
import { stripeServer } from './http/server.ts';
import type { Book, Objects, ResourceName } from './ledger/book.ts';
import type { StripeAccount } from './accounts.ts';
import { accountRegistry, describeAccount } from './accounts.ts';
import type { Operations } from './operations.ts';
import { operationsOn } from './operations.ts';
import type { WebhookEndpointFields } from './resources/webhook-endpoints.ts';
import { createWebhookEndpoint, deleteWebhookEndpoint } from './resources/webhook-endpoints.ts';
import type { Touched } from './seed/change-some.ts';
import { changeSome } from './seed/change-some.ts';
import type { DataSize } from './seed/history.ts';
import { seededRandom } from './seed/random.ts';
import type { Delivery, SignedEvent } from './webhooks.ts';
import { signedEvent, webhookSender } from './webhooks.ts';

export type {
  DataSize,
  Delivery,
  Fault,
  Faults,
  LoggedRequest,
  Objects,
  Operations,
  RateLimit,
  SignedEvent,
  StripeAccount,
  Touched,
};

export interface StripeSandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The same seed (and clock) gives the same accounts, ids and data. */
  seed?: number;
  size?: DataSize;
  /** Milliseconds, `Date.now` by default: for created times, the Date header, and the age of events and idempotency keys. */
  now?: () => number;
  /** 100 reads and 100 writes per second by default; null for no limit. */
  rateLimit?: RateLimit | null;
  /** Milliseconds before each further try of a webhook delivery that failed. */
  webhookRetryDelays?: readonly number[];
}
type ListedResource = Exclude<ResourceName, 'events' | 'webhook_endpoints'>;

export interface StripeSandbox {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The main account's key. */
  readonly apiKey: string;
  readonly account: StripeAccount;
  /** Another account with its own key and data. */
  addAccount(options?: { size?: DataSize }): StripeAccount;
  /** An account connected to the main one. */
  addConnectedAccount(options?: { size?: DataSize }): StripeAccount;
  /** Every live object, oldest first, as the API renders it; canceled subscriptions included. */
  truth<K extends ListedResource>(resource: K, accountId?: string): Objects[K][];
  /** The event log, oldest first. */
  events(accountId?: string): Objects['events'][];
  /** Changes in the main account, as if made in the dashboard. */
  readonly change: Operations;
  changeIn(accountId: string): Operations;
  /** Changes about that fraction of all objects (0 to 1) and tells which. */
  changeSome(fraction: number, options?: { seed?: number; accountId?: string }): Touched[];
  readonly webhookEndpoints: {
    create(fields: WebhookEndpointFields, accountId?: string): { id: string; secret: string };
    remove(id: string, accountId?: string): void;
  };
  /** Sends an event of the log once more, for duplicates. */
  resend(eventId: string, accountId?: string): void;
  deliveries(): Delivery[];
  /** Resolves when every delivery has succeeded or was given up. */
  settled(): Promise<void>;
  signedEvent(event: object, secret: string, timestamp?: number): SignedEvent;
  readonly faults: Faults;
  requests(): LoggedRequest[];
  resetRequests(): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const DEFAULT_RATE_LIMIT: RateLimit = { readsPerSecond: 100, writesPerSecond: 100 };
const DEFAULT_SIZE: DataSize = { customers: 50, payments: 200, invoices: 50 };

/** Starts a sandbox on the loopback interface, its main account already filled. */
export async function startStripeSandbox(options: StripeSandboxOptions = {}): Promise<StripeSandbox> {
  const now = options.now ?? Date.now;
  const { seed = 1, rateLimit = DEFAULT_RATE_LIMIT } = options;
  const webhooks = webhookSender({ retryDelays: options.webhookRetryDelays ?? [50, 200], now });
  const accounts = accountRegistry({ now, seed, webhooks, size: options.size ?? DEFAULT_SIZE });
  const main = accounts.open({});
  const faults = faultQueue();
  const requestIds = seededRandom(seed + 1_000_003);
  let requests: LoggedRequest[] = [];
  const server = stripeServer({
    books: accounts.byKey,
    now,
    rateLimit,
    faults,
    log: (request) => void requests.push(request),
    requestId: () => `req_${requestIds.token(14)}`,
  });
  const port = await listen(server, options.port ?? 0);
  const bookOf = (accountId?: string): Book => (accountId === undefined ? main : accounts.get(accountId));
  return {
    url: `http://${HOST}:${port}`,
    host: HOST,
    port,
    apiKey: main.apiKey,
    account: describeAccount(main),
    addAccount: (added = {}) => describeAccount(accounts.open({ size: added.size })),
    addConnectedAccount: (added = {}) => describeAccount(accounts.open({ size: added.size, platform: main })),
    truth: (resource, accountId) => bookOf(accountId).objects[resource].entries.map(({ object }) => object),
    events: (accountId) => bookOf(accountId).objects.events.entries.map(({ object }) => object),
    change: operationsOn(main),
    changeIn: (accountId) => operationsOn(bookOf(accountId)),
    changeSome: (fraction, o = {}) => changeSome(bookOf(o.accountId), fraction, o.seed ?? 1),
    webhookEndpoints: {
      create: (fields, accountId) => createWebhookEndpoint(bookOf(accountId), fields),
      remove: (id, accountId) => void deleteWebhookEndpoint(bookOf(accountId), id),
    },
    resend: (eventId, accountId) => webhooks.resend(bookOf(accountId), eventId),
    deliveries: webhooks.deliveries,
    settled: webhooks.settled,
    signedEvent,
    faults,
    requests: () => [...requests],
    resetRequests: () => void (requests = []),
    async close() {
      faults.clear();
      await webhooks.close();
      await stop(server);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // `as`: a server listening on a TCP port has an address of this kind.
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Ends open connections too, hanging requests among them. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
