// Two years of business, lived through in order with the seller's clock set back.
import { aCustomer, createCustomer, deleteCustomer, updateCustomer } from '../objects/customers.ts';
import { createItem, deleteItem } from '../objects/catalog.ts';
import { cancelInvoice, createInvoice, payInvoice, publishInvoice } from '../objects/invoices.ts';
import { addLocation } from '../objects/locations.ts';
import { createOrder } from '../objects/orders.ts';
import { createPayment, refundPayment } from '../objects/payments.ts';
import type { Seller } from '../seller.ts';

export interface DataSize {
  customers: number;
  /** Each brings an order. */
  payments: number;
  /** Each brings an order. */
  invoices: number;
  products?: number;
  /** Orders that are not paid yet. */
  orders?: number;
  locations?: number;
}
/** Two years: longer than the year that payments and refunds are listed of by default. */
export const HISTORY_MS = 2 * 365 * 86_400_000;
type Kind = 'customer' | 'departing customer' | 'payment' | 'invoice' | 'product' | 'order';

/** Fills a seller up to `until` (ms). Exactly the asked numbers of live objects result. */
export function liveHistory(
  seller: Seller,
  size: DataSize,
  clock: { until: number; set: (ms: number) => void },
): void {
  const { random } = seller;
  const begin = clock.until - HISTORY_MS;
  clock.set(begin);
  for (let n = 0; n < (size.locations ?? 3); n++) {
    addLocation(seller, { status: n === 2 ? 'INACTIVE' : 'ACTIVE' });
  }
  const kinds = shuffled(seller, size);
  const gap = HISTORY_MS / (kinds.length + 1);
  let at = begin;
  kinds.forEach((kind, index) => {
    // One in ten happens in the same millisecond as the one before it.
    if (!random.chance(0.1)) at = Math.max(at, Math.floor(begin + gap * (index + random.next())));
    clock.set(at);
    LIVED[kind](seller);
  });
}

function shuffled({ random }: Seller, size: DataSize): Kind[] {
  const counts: [Kind, number][] = [
    ['customer', size.customers],
    ['departing customer', Math.floor(size.customers / 25)],
    ['payment', size.payments],
    ['invoice', size.invoices],
    ['product', size.products ?? Math.min(200, Math.max(4, Math.floor(size.customers / 10)))],
    ['order', size.orders ?? Math.floor(size.payments / 10)],
  ];
  const kinds = counts.flatMap(([kind, count]) => Array.from<Kind>({ length: count }).fill(kind));
  for (let i = kinds.length - 1; i > 0; i--) {
    const j = random.between(0, i);
    // `as`: both places are inside the list.
    [kinds[i], kinds[j]] = [kinds[j] as Kind, kinds[i] as Kind];
  }
  return kinds;
}

const LIVED: Readonly<Record<Kind, (seller: Seller) => void>> = {
  customer(seller) {
    createCustomer(seller, aCustomer(seller));
    const returning = seller.random.chance(0.2) ? anyCustomer(seller) : undefined;
    if (returning) updateCustomer(seller, returning, { note: 'Came back' });
  },
  'departing customer': (seller) =>
    deleteCustomer(seller, createCustomer(seller, aCustomer(seller)).id ?? ''),
  payment(seller) {
    const { random } = seller;
    const draw = random.next();
    const { id: paymentId = '' } = createPayment(seller, {
      location_id: anyLocation(seller),
      ...(random.chance(0.7) && { customer_id: anyCustomer(seller) ?? null }),
      status: draw < 0.86 ? 'COMPLETED' : draw < 0.92 ? 'FAILED' : draw < 0.96 ? 'APPROVED' : 'CANCELED',
      note: `Order ${random.between(100_000, 999_999)}`,
    });
    if (draw < 0.06) refundPayment(seller, paymentId ?? '');
    else if (draw < 0.12) refundPayment(seller, paymentId ?? '', { amount: 100, reason: 'Worse seat' });
  },
  invoice(seller) {
    const draw = seller.random.next();
    const customer_id = anyCustomer(seller) ?? null;
    const { id: invoiceId } = createInvoice(seller, { location_id: anyLocation(seller), customer_id });
    if (draw < 0.1 || !invoiceId) return;
    publishInvoice(seller, invoiceId);
    if (draw < 0.7) payInvoice(seller, invoiceId);
    else if (draw < 0.75) payInvoice(seller, invoiceId, 500);
    else if (draw < 0.82) cancelInvoice(seller, invoiceId);
  },
  product(seller) {
    createItem(seller);
    if (seller.random.chance(0.1)) deleteItem(seller, createItem(seller).id ?? '');
  },
  order: (seller) => void createOrder(seller, { location_id: anyLocation(seller) }),
};

function anyLocation({ shelves, random }: Seller): string {
  return random.pick(shelves.location.sorted('created')).id;
}

function anyCustomer({ shelves, random }: Seller): string | undefined {
  const all = shelves.customer.sorted('created');
  return all[random.between(0, all.length - 1)]?.id;
}
