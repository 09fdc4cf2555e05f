// A local Square: the same wire protocol and the same strictness, with invented data. For tests, the demo and the benchmark.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault, Faults } from '../stripe/http/faults.ts';
import { faultQueue } from '../stripe/http/faults.ts';
import { seededRandom } from '../stripe/seed/random.ts';
import { squareServer, type LoggedRequest } from './http/server.ts';
import { tokenRegistry, type OAuthApplication, type OAuthTokens } from './http/tokens.ts';
import { operationsOn, type Operations } from './operations.ts';
import { changeSome, type Touched } from './seed/change-some.ts';
import type { DataSize } from './seed/history.ts';
import type {
  Customer,
  Invoice,
  Item,
  Location,
  Order,
  Payment,
  Refund,
  Seller,
  SquareEvent,
} from './seller.ts';
import { sellerRegistry, type NewSeller, type SquareSeller } from './sellers.ts';
import { signedEvent, webhookSender, type Delivery, type SignedEvent } from './webhooks.ts';

export type { DataSize, Delivery, Fault, LoggedRequest, Operations, SquareEvent, SquareSeller, Touched };

export interface SquareSandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The same seed (and clock) gives the same sellers, ids and data. */
  seed?: number;
  size?: DataSize;
  /** Milliseconds, `Date.now` by default: for objects' times, the Date header, and the age of tokens and cursors. */
  now?: () => number;
  /** Requests per second and seller; null, the default, for no limit (Square publishes none). */
  rateLimit?: number | null;
  /** How late lists of customers show changes, in ms (30,000 as a rule at Square); 0 by default. */
  customerLagMs?: () => number;
  /** Pages show so many objects at most, as if Square had no time for more; it need not keep to a limit. */
  mostPerPage?: number;
  currency?: NewSeller['currency'];
  /** Milliseconds before each further try of a webhook delivery that failed. */
  webhookRetryDelays?: readonly number[];
}

export interface Truth {
  location: Location;
  contact: Customer;
  product: Item;
  order: Order;
  payment: Payment;
  refund: Refund;
  invoice: Invoice;
}

export interface SquareSandbox {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The main seller. */
  readonly seller: SquareSeller;
  /** The application that sellers grant access to, and where it renews its tokens. */
  readonly oauth: OAuthApplication & { tokenUrl: string };
  /** Another seller with its own tokens and data. */
  addSeller(options?: NewSeller): SquareSeller;
  /** A further OAuth grant of a seller's; PKCE's refresh tokens are good once. */
  authorize(options?: { pkce?: boolean; merchantId?: string }): OAuthTokens;
  /** The seller takes back every OAuth grant. */
  revoke(merchantId?: string): void;
  /** Every live object as the API renders it, oldest first. */
  truth<K extends keyof Truth>(resource: K, merchantId?: string): Truth[K][];
  events(merchantId?: string): SquareEvent[];
  /** Changes at the main seller's, as if made in the dashboard. */
  readonly change: Operations;
  changeAt(merchantId: string): Operations;
  /** Changes about that fraction of all objects (0 to 1) and tells which. */
  changeSome(fraction: number, options?: { seed?: number; merchantId?: string }): Touched[];
  readonly webhookSubscriptions: {
    /** For the events of all sellers, as the application's subscriptions are. */
    create(fields: { url: string; eventTypes?: readonly string[] }): { id: string; signatureKey: string };
    remove(id: string): void;
  };
  /** Sends an event once more, for duplicates. */
  resend(eventId: string, merchantId?: string): void;
  deliveries(): Delivery[];
  /** Resolves when every delivery has succeeded or was given up. */
  settled(): Promise<void>;
  signedEvent(event: object, signatureKey: string, url: string): SignedEvent;
  readonly faults: Faults;
  requests(): LoggedRequest[];
  resetRequests(): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const DEFAULT_SIZE: DataSize = { customers: 50, payments: 200, invoices: 50 };

/** Starts a sandbox on the loopback interface, its main seller already filled. */
export async function startSquareSandbox(options: SquareSandboxOptions = {}): Promise<SquareSandbox> {
  const now = options.now ?? Date.now;
  const { seed = 1 } = options;
  const random = seededRandom(seed + 1_000_003);
  const application = {
    clientId: `sandbox-sq0idb-${random.token(22)}`,
    clientSecret: `sandbox-sq0csb-${random.token(43)}`,
  };
  const tokens = tokenRegistry({ random, now, application });
  const webhooks = webhookSender({ retryDelays: options.webhookRetryDelays ?? [50, 200], now });
  const sellers = sellerRegistry({
    now,
    seed,
    size: options.size ?? DEFAULT_SIZE,
    customerLagMs: options.customerLagMs ?? (() => 0),
    mostPerPage: options.mostPerPage ?? Number.POSITIVE_INFINITY,
    tokens,
    deliver: webhooks.deliver,
  });
  const main = sellers.open({ currency: options.currency });
  const faults = faultQueue();
  let requests: LoggedRequest[] = [];
  const log = (request: LoggedRequest): void => void requests.push(request);
  const server = squareServer({ tokens, now, rateLimit: options.rateLimit ?? null, faults, log });
  const port = await listen(server, options.port ?? 0);
  const url = `http://${HOST}:${port}`;
  const sellerOf = (merchantId?: string): Seller =>
    merchantId === undefined ? main.seller : sellers.get(merchantId);
  return {
    url,
    host: HOST,
    port,
    seller: main.known,
    oauth: { ...application, tokenUrl: `${url}/oauth2/token` },
    addSeller: (added = {}) => sellers.open(added).known,
    authorize: ({ pkce = false, merchantId } = {}) => tokens.authorize(sellerOf(merchantId), pkce),
    revoke: (merchantId) => revoke(sellerOf(merchantId)),
    truth: (resource, merchantId) => truthOf(sellerOf(merchantId))[resource](),
    events: (merchantId) => [...sellerOf(merchantId).events],
    change: operationsOn(main.seller),
    changeAt: (merchantId) => operationsOn(sellerOf(merchantId)),
    changeSome: (fraction, o = {}) => changeSome(sellerOf(o.merchantId), fraction, o.seed ?? 1),
    webhookSubscriptions: {
      create(fields) {
        const id = `wbhk_${random.token(32)}`;
        const signatureKey = random.token(22);
        webhooks.subscribe({ id, signatureKey, ...fields });
        return { id, signatureKey };
      },
      remove: webhooks.unsubscribe,
    },
    resend(eventId, merchantId) {
      const event = sellerOf(merchantId).events.find(({ event_id }) => event_id === eventId);
      if (!event) throw new Error(`no event ${eventId}`);
      webhooks.deliver(event);
    },
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

  function revoke(seller: Seller): void {
    tokens.revoke(seller);
    const object = { revocation: { revoked_at: seller.time(), revoker_type: 'MERCHANT' } };
    seller.emit('oauth.authorization.revoked', { type: 'revocation', id: seller.merchantId, object });
  }
}

function truthOf({ shelves }: Seller): { [K in keyof Truth]: () => Truth[K][] } {
  return {
    location: () => shelves.location.all().map(({ object }) => object),
    contact: () => shelves.customer.all().map(({ object }) => object),
    product: () =>
      shelves.catalog
        .all()
        .flatMap(({ object }) => (object.type === 'ITEM' && !object.is_deleted ? [object] : [])),
    order: () => shelves.order.all().map(({ object }) => object),
    payment: () => shelves.payment.all().map(({ object }) => object),
    refund: () => shelves.refund.all().map(({ object }) => object),
    invoice: () => shelves.invoice.all().map(({ object }) => object),
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
