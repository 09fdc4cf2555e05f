// A day's worth of changes all over an account.
import type { Book, ResourceName } from '../ledger/book.ts';
import { updateCharge } from '../resources/charges.ts';
import { updateCustomer } from '../resources/customers.ts';
import { payInvoice, updateInvoice } from '../resources/invoices.ts';
import { succeedPayment } from '../resources/payments.ts';
import { updatePrice } from '../resources/prices.ts';
import { updateProduct } from '../resources/products.ts';
import { refundCharge } from '../resources/refunds.ts';
import { updateSubscription } from '../resources/subscriptions.ts';
import { anAddress } from './people.ts';
import type { Random } from './random.ts';
import { seededRandom } from './random.ts';

type Changeable = Extract<
  ResourceName,
  'customers' | 'payment_intents' | 'charges' | 'invoices' | 'products' | 'prices' | 'subscriptions'
>;
export interface Touched {
  resource: Changeable;
  id: string;
}
/** Changes one object; false where nothing can happen to it any more. */
type Change = (book: Book, id: string, random: Random) => boolean;

const CHANGES: Readonly<Record<Changeable, Change>> = {
  customers(book, id, random) {
    updateCustomer(book, id, { email: anAddress(random), metadata: { last_contact: random.token(10) } });
    return true;
  },
  // A PaymentIntent that is paid or canceled never changes again; there is no `payment_intent.updated` event.
  payment_intents(book, id) {
    const open = book.objects.payment_intents.get(id)?.object.status === 'requires_payment_method';
    if (open) succeedPayment(book, id);
    return open;
  },
  charges(book, id, random) {
    const charge = book.objects.charges.get(id)?.object;
    const untouched = charge?.paid === true && charge.amount_refunded === 0 && !charge.disputed;
    if (untouched && random.chance(0.3)) refundCharge(book, id);
    else updateCharge(book, id, { metadata: { reviewed_by: random.token(8) } });
    return true;
  },
  invoices(book, id, random) {
    const status = book.objects.invoices.get(id)?.object.status;
    if (status === 'open') payInvoice(book, id);
    else updateInvoice(book, id, { metadata: { booked_as: random.token(8) } });
    return true;
  },
  products(book, id, random) {
    updateProduct(book, id, { description: `Now in hall ${random.between(10, 99)} (${random.token(6)})` });
    return true;
  },
  prices(book, id, random) {
    updatePrice(book, id, { nickname: `Tariff ${random.token(6)}` });
    return true;
  },
  subscriptions(book, id, random) {
    const active = book.objects.subscriptions.get(id)?.object.status === 'active';
    if (active) updateSubscription(book, id, { metadata: { renewed_by: random.token(8) } });
    return active;
  },
};

/** Changes each object with the given probability (0 to 1) and tells which were changed. */
export function changeSome(book: Book, fraction: number, seed: number): Touched[] {
  const random = seededRandom(seed);
  const touched: Touched[] = [];
  // `as`: these are exactly the keys of the table above.
  for (const resource of Object.keys(CHANGES) as Changeable[]) {
    const ids = book.objects[resource].entries.map(({ object }) => object.id);
    for (const id of ids) {
      if (random.chance(fraction) && CHANGES[resource](book, id, random)) touched.push({ resource, id });
    }
  }
  return touched;
}
