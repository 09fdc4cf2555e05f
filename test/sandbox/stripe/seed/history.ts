// Two years of business, lived through in order with the account's clock set back, so that data and events agree.
import type { Book, ResourceName } from '../ledger/book.ts';
import { createCustomer, deleteCustomer, updateCustomer } from '../resources/customers.ts';
import { disputePayment } from '../resources/disputes.ts';
import { createInvoice, finalizeInvoice, payInvoice, voidInvoice } from '../resources/invoices.ts';
import { cancelPayment, createPayment } from '../resources/payments.ts';
import { createPrice } from '../resources/prices.ts';
import { createProduct } from '../resources/products.ts';
import { refundPayment } from '../resources/refunds.ts';
import { cancelSubscription, createSubscription } from '../resources/subscriptions.ts';
import { aCurrency, anAmount, anOutcome, aProduct } from './catalog.ts';
import { anAddress, aPerson } from './people.ts';

export interface DataSize {
  customers: number;
  payments: number;
  invoices: number;
  products?: number;
  prices?: number;
  subscriptions?: number;
}
/** Two years. */
export const HISTORY_SECONDS = 2 * 365 * 86_400;
type Kind = 'customer' | 'departing customer' | 'payment' | 'invoice' | 'product' | 'price' | 'subscription';

/**
 * Fills an account up to `until` (unix seconds). Exactly the asked numbers of live objects result, except that every
 * subscription brings one of the invoices, so there are never fewer invoices than subscriptions.
 */
export function liveHistory(
  book: Book,
  size: DataSize,
  clock: { until: number; set: (seconds: number) => void },
): void {
  const { random } = book;
  const kinds = shuffledKinds(book, size);
  const gap = HISTORY_SECONDS / (kinds.length + 1);
  let at = clock.until - HISTORY_SECONDS;
  kinds.forEach((kind, index) => {
    // One in ten happens in the same second as the one before it.
    if (!random.chance(0.1))
      at = Math.max(at, Math.floor(clock.until - HISTORY_SECONDS + gap * (index + random.next())));
    clock.set(at);
    LIVED[kind](book);
  });
}

function shuffledKinds(book: Book, size: DataSize): Kind[] {
  const products = size.products ?? Math.min(200, Math.max(4, Math.floor(size.customers / 10)));
  const prices = size.prices ?? products * 2;
  const subscriptions = size.subscriptions ?? Math.floor(Math.min(size.customers / 5, size.invoices / 2));
  const counts: [Kind, number][] = [
    ['customer', size.customers],
    ['departing customer', Math.floor(size.customers / 25)],
    ['payment', size.payments],
    ['invoice', Math.max(0, size.invoices - subscriptions)],
    ['product', products],
    ['price', prices],
    ['subscription', subscriptions],
  ];
  const kinds = counts.flatMap(([kind, count]) => Array.from<Kind>({ length: count }).fill(kind));
  for (let i = kinds.length - 1; i > 0; i--) {
    const j = book.random.between(0, i);
    // `as`: both places are inside the list.
    [kinds[i], kinds[j]] = [kinds[j] as Kind, kinds[i] as Kind];
  }
  return startable(kinds);
}

/** Brings the first of what the others need to the front: a product, its prices, a customer. */
function startable(kinds: Kind[]): Kind[] {
  for (const needed of ['customer', 'price', 'price', 'product'] as const) {
    const found = kinds.lastIndexOf(needed);
    if (found > 0) kinds.unshift(...kinds.splice(found, 1));
  }
  return kinds;
}

const LIVED: Readonly<Record<Kind, (book: Book) => void>> = {
  customer(book) {
    createCustomer(book, aPerson(book.random));
    if (!book.random.chance(0.2)) return;
    const returning = anyOf(book, 'customers');
    if (returning !== undefined) updateCustomer(book, returning, { email: anAddress(book.random) });
  },
  'departing customer': (book) => void deleteCustomer(book, createCustomer(book, aPerson(book.random)).id),
  payment: livePayment,
  invoice: liveInvoice,
  product: (book) => void createProduct(book, aProduct(book.random)),
  price(book) {
    const product = anyOf(book, 'products');
    if (product === undefined) return;
    // The first price recurs, so that subscriptions always have one to use.
    const recurs = book.objects.prices.entries.length === 0 || book.random.chance(0.5);
    const currency = recurs ? 'usd' : aCurrency(book.random);
    createPrice(book, {
      product,
      currency,
      unit_amount: anAmount(book.random, currency),
      nickname: recurs ? 'Membership' : 'Single seat',
      metadata: { tariff: `T${book.random.between(1, 99)}` },
      ...(recurs && { recurring: { interval: book.random.pick(['month', 'year']) } }),
    });
  },
  subscription(book) {
    const customer = anyOf(book, 'customers');
    const price = aRecurringPrice(book);
    if (customer === undefined || price === undefined) return;
    const { id } = createSubscription(book, {
      customer,
      items: [{ price, quantity: book.random.between(1, 3) }],
      metadata: { channel: book.random.pick(['web', 'phone', 'desk']) },
    });
    if (book.random.chance(0.2)) cancelSubscription(book, id);
  },
};

function livePayment(book: Book): void {
  const { random } = book;
  const currency = aCurrency(random);
  const customer = random.chance(0.9) ? anyOf(book, 'customers') : undefined;
  const intent = createPayment(book, {
    amount: anAmount(random, currency),
    currency,
    outcome: anOutcome(random),
    description: `Order ${random.between(100_000, 999_999)} · ${random.between(1, 6)} seats`,
    metadata: { order_id: `ord_${random.token(12)}`, seat: `row ${random.between(1, 40)}` },
    receipt_email: anAddress(random),
    ...(customer !== undefined && { customer }),
  });
  const draw = random.next();
  if (intent.status === 'succeeded') {
    if (draw < 0.04) refundPayment(book, intent.id, { reason: 'requested_by_customer' });
    else if (draw < 0.06) refundPayment(book, intent.id, { amount: partOf(intent.amount) });
    else if (draw < 0.07) disputePayment(book, intent.id);
  } else if (draw < 0.3) {
    cancelPayment(book, intent.id, 'abandoned');
  }
}

/** Half of an amount, in steps of ten so that it suits every currency. */
function partOf(amount: number): number {
  return Math.max(10, Math.floor(amount / 20) * 10);
}

function liveInvoice(book: Book): void {
  const { random } = book;
  const customer = anyOf(book, 'customers');
  const price = anyOf(book, 'prices');
  if (customer === undefined || price === undefined) return;
  const draft = createInvoice(book, {
    customer,
    collection_method: 'send_invoice',
    days_until_due: 30,
    description: 'Group booking',
    metadata: { booking: `grp_${random.token(10)}` },
    lines: [{ price, quantity: random.between(5, 40) }],
  });
  const draw = random.next();
  if (draw < 0.08) return;
  finalizeInvoice(book, draft.id);
  if (draw < 0.8) payInvoice(book, draft.id);
  else if (draw < 0.85) voidInvoice(book, draft.id);
}

function anyOf(book: Book, resource: ResourceName): string | undefined {
  const { entries } = book.objects[resource];
  return entries[book.random.between(0, entries.length - 1)]?.object.id;
}

function aRecurringPrice(book: Book): string | undefined {
  const recurring = book.objects.prices.entries.filter(({ object }) => object.type === 'recurring');
  return recurring.length === 0 ? undefined : book.random.pick(recurring).object.id;
}
