// One Square seller: who it is, its tokens, and everything it holds. Objects are never changed in place.
import type { serialization } from 'square';
import type { Random } from '../stripe/seed/random.ts';
import { seededRandom } from '../stripe/seed/random.ts';
import type { Shelf } from './shelf.ts';
import { createShelf } from './shelf.ts';

export type Customer = serialization.Customer.Raw;
export type Payment = serialization.Payment.Raw;
export type Refund = serialization.PaymentRefund.Raw;
export type Order = serialization.Order.Raw;
export type Invoice = serialization.Invoice.Raw;
export type Location = serialization.Location.Raw;
export type Item = serialization.CatalogObject.Item;
export type Variation = serialization.CatalogObject.ItemVariation;
/** The SDK's types leave out when a catalog object was made; the wire has it. */
export type CatalogObject = (Item | Variation) & { created_at: string };

export interface SquareEvent {
  merchant_id: string;
  location_id?: string;
  type: string;
  event_id: string;
  created_at: string;
  data: { type: string; id: string; deleted?: true; object?: object };
}

export interface Shelves {
  location: Shelf<Location>;
  customer: Shelf<Customer>;
  catalog: Shelf<CatalogObject>;
  order: Shelf<Order>;
  payment: Shelf<Payment>;
  refund: Shelf<Refund>;
  invoice: Shelf<Invoice>;
}

export interface Seller {
  readonly merchantId: string;
  readonly name: string;
  readonly opened: string;
  readonly currency: serialization.Currency.Raw;
  readonly random: Random;
  readonly shelves: Shelves;
  /** The events of the last 28 days' making, oldest first. */
  readonly events: SquareEvent[];
  /** The seller's clock, ms. Seeding sets it to past times. */
  ms(): number;
  /** That clock as RFC 3339. */
  time(): string;
  /** Tells the subscribers of a change. */
  emit(type: string, data: SquareEvent['data'], locationId?: string | null): void;
}

export interface SellerOptions {
  seed: number;
  ms: () => number;
  /** How late lists of customers are, in ms. */
  customerLagMs: () => number;
  /** How many objects a page shows at most, whatever its limit. */
  mostPerPage: number;
  currency: serialization.Currency.Raw;
  /** False while the past is seeded. */
  isLive: () => boolean;
  deliver: (seller: Seller, event: SquareEvent) => void;
}

/** Opens a seller without data. */
export function openSeller(options: SellerOptions): Seller {
  const random = seededRandom(options.seed);
  const now = options.ms;
  const { mostPerPage } = options;
  const prompt = { now, lagMs: () => 0, mostPerPage };
  const late = { ...prompt, lagMs: () => (options.isLive() ? options.customerLagMs() : 0) };
  const seller: Seller = {
    merchantId: `ML${id(random, 11)}`,
    name: `Corner Box Office ${random.token(4)}`,
    opened: new Date(now()).toISOString(),
    currency: options.currency,
    random,
    shelves: {
      location: createShelf(prompt),
      customer: createShelf(late),
      catalog: createShelf(prompt),
      order: createShelf(prompt),
      payment: createShelf(prompt),
      refund: createShelf(prompt),
      invoice: createShelf(prompt),
    },
    events: [],
    ms: now,
    time: () => new Date(now()).toISOString(),
    emit(type, data, locationId) {
      if (!options.isLive()) return;
      const event: SquareEvent = {
        merchant_id: seller.merchantId,
        ...(locationId && { location_id: locationId }),
        type,
        event_id: uuid(random),
        created_at: seller.time(),
        data,
      };
      seller.events.push(event);
      options.deliver(seller, event);
    },
  };
  return seller;
}

/** Capitals and digits, as in most of Square's ids. */
export function id(random: Random, length: number): string {
  return random
    .token(length * 2)
    .toUpperCase()
    .slice(0, length);
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.between(0, 15).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The object, which a test or the seed names and which must be there. */
export function need<T extends { id?: string | null }>(shelf: Shelf<T>, objectId: string): T {
  const entry = shelf.get(objectId);
  if (!entry) throw new Error(`the sandbox has no ${objectId}`);
  return entry.object;
}
