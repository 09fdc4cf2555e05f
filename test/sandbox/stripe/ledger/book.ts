// One Stripe account: who it is, and everything it holds. Objects are never changed in place, so an event can keep a state by reference.
import type { Stripe } from 'stripe';
import type { Random } from '../seed/random.ts';
import { seededRandom } from '../seed/random.ts';
import type { Collection } from './collection.ts';
import { createCollection } from './collection.ts';
import type { Stored } from './stored.ts';

export interface Objects {
  customers: Stored<Stripe.Customer>;
  payment_intents: Stored<Stripe.PaymentIntent>;
  charges: Stored<Stripe.Charge>;
  refunds: Stored<Stripe.Refund>;
  disputes: Stored<Stripe.Dispute>;
  invoices: Stored<Stripe.Invoice>;
  products: Stored<Stripe.Product>;
  prices: Stored<Stripe.Price>;
  subscriptions: Stored<Stripe.Subscription>;
  events: SnapshotEvent;
  webhook_endpoints: Stored<Stripe.WebhookEndpoint>;
}
export type ResourceName = keyof Objects;

/** The one API version this sandbox renders, the one the pinned SDK asks for. */
export const API_VERSION = '2026-10-28.endive';

export interface EventCause {
  id: string | null;
  idempotency_key: string | null;
}
export interface SnapshotEvent {
  id: string;
  object: 'event';
  account?: string;
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: Record<string, unknown> };
  livemode: false;
  pending_webhooks: number;
  request: EventCause;
  type: string;
}

export interface Book {
  readonly id: string;
  readonly apiKey: string;
  readonly name: string;
  readonly email: string;
  readonly opened: number;
  /** The platform that reaches this account through `Stripe-Account`. */
  readonly platform: Book | undefined;
  /** As a platform: the accounts connected to it, by id. */
  readonly connected: Map<string, Book>;
  readonly random: Random;
  readonly objects: { readonly [K in ResourceName]: Collection<Objects[K]> };
  /** Signing secrets by webhook endpoint id; the API shows each only once. */
  readonly endpointSecrets: Map<string, { secret: string; connect: boolean }>;
  /** The account's clock, unix seconds. Seeding sets it to past times. */
  seconds(): number;
  /** The oldest second the event log still reaches back to. */
  eventsSince(): number;
  /** How many webhook endpoints want an event of this type. */
  subscribers(type: string): number;
  /** Sends a recorded event to those endpoints; returns at once. */
  deliver(event: SnapshotEvent): void;
  /** The API request under way; null ids mean a change made by Stripe itself or in the dashboard. */
  cause: EventCause;
}

export const NO_REQUEST: EventCause = { id: null, idempotency_key: null };

export interface BookOptions extends Pick<Book, 'seconds' | 'eventsSince'> {
  seed: number;
  platform?: Book;
  subscribers: (book: Book, type: string) => number;
  deliver: (book: Book, event: SnapshotEvent) => void;
}

/** Opens an account without data. */
export function openBook(options: BookOptions): Book {
  const random = seededRandom(options.seed);
  const owner = random.token(4);
  const book: Book = {
    id: `acct_1${random.token(15)}`,
    apiKey: options.platform?.apiKey ?? `sk_test_51${random.token(96)}`,
    name: `Northwind Box Office ${owner}`,
    email: `owner+${owner.toLowerCase()}@example.com`,
    opened: options.seconds(),
    platform: options.platform,
    connected: new Map(),
    random,
    objects: {
      customers: createCollection(),
      payment_intents: createCollection(),
      charges: createCollection(),
      refunds: createCollection(),
      disputes: createCollection(),
      invoices: createCollection(),
      products: createCollection(),
      prices: createCollection(),
      subscriptions: createCollection(),
      events: createCollection(),
      webhook_endpoints: createCollection(),
    },
    endpointSecrets: new Map(),
    seconds: options.seconds,
    eventsSince: options.eventsSince,
    subscribers: (type) => options.subscribers(book, type),
    deliver: (event) => options.deliver(book, event),
    cause: NO_REQUEST,
  };
  options.platform?.connected.set(book.id, book);
  return book;
}
