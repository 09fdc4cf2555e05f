// A day's worth of changes all over a seller.
import { seededRandom, type Random } from '../../stripe/seed/random.ts';
import { updateItem } from '../objects/catalog.ts';
import { updateCustomer } from '../objects/customers.ts';
import { payInvoice, updateInvoice } from '../objects/invoices.ts';
import { updateOrder } from '../objects/orders.ts';
import { updatePayment, updateRefund } from '../objects/payments.ts';
import type { Seller, Shelves } from '../seller.ts';

type Changeable = Exclude<keyof Shelves, 'location'>;
export interface Touched {
  kind: Changeable;
  id: string;
}

/** Changes one object; false where nothing can happen to it any more. */
type Change = (seller: Seller, id: string, random: Random) => boolean;

const CHANGES: Readonly<Record<Changeable, Change>> = {
  customer(seller, id, random) {
    updateCustomer(seller, id, { note: `Called ${random.token(8)}` });
    return true;
  },
  catalog(seller, id, random) {
    const object = seller.shelves.catalog.get(id)?.object;
    const isItem = object?.type === 'ITEM' && !object.is_deleted;
    if (isItem) updateItem(seller, id, { description: `Now in hall ${random.token(6)}` });
    return isItem;
  },
  order(seller, id, random) {
    updateOrder(seller, id, { metadata: { picked_by: random.token(8) } });
    return true;
  },
  payment(seller, id, random) {
    updatePayment(seller, id, { note: `Reviewed ${random.token(8)}` });
    return true;
  },
  refund(seller, id) {
    updateRefund(seller, id, 'COMPLETED');
    return true;
  },
  invoice(seller, id, random) {
    const status = seller.shelves.invoice.get(id)?.object.status;
    if (status === 'UNPAID') payInvoice(seller, id);
    else updateInvoice(seller, id, { title: `Group booking ${random.token(8)}` });
    return true;
  },
};

/** Changes each object with the given probability (0 to 1) and tells which were changed. */
export function changeSome(seller: Seller, fraction: number, seed: number): Touched[] {
  const random = seededRandom(seed);
  const touched: Touched[] = [];
  // `as`: these are exactly the keys of the table above.
  for (const kind of Object.keys(CHANGES) as Changeable[]) {
    for (const { id } of seller.shelves[kind].all()) {
      if (random.chance(fraction) && CHANGES[kind](seller, id, random)) touched.push({ kind, id });
    }
  }
  return touched;
}
