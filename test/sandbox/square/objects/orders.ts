// https://developer.squareup.com/reference/square/orders-api
import type { serialization } from 'square';
import type { Order, Seller } from '../seller.ts';
import { id, need } from '../seller.ts';

export interface OrderFields {
  location_id: string;
  customer_id?: string | null;
  /** The price of one, in minor units, and how many. */
  lines?: { amount: number; quantity: number; name?: string; catalog_object_id?: string }[];
}
/** Sales tax of the invented town, in percent. */
const TAX = 8;

export function createOrder(seller: Seller, fields: OrderFields): Order {
  const at = seller.time();
  const { random, currency } = seller;
  const lines = fields.lines ?? [{ amount: random.between(500, 20_000), quantity: random.between(1, 4) }];
  const items = lines.map((line): serialization.OrderLineItem.Raw => {
    const net = line.amount * line.quantity;
    const tax = Math.round((net * TAX) / 100);
    return {
      uid: random.token(22),
      name: line.name ?? 'Seat',
      quantity: String(line.quantity),
      ...(line.catalog_object_id && { catalog_object_id: line.catalog_object_id }),
      base_price_money: { amount: line.amount, currency },
      gross_sales_money: { amount: net, currency },
      total_tax_money: { amount: tax, currency },
      total_money: { amount: net + tax, currency },
    };
  });
  const sum = (of: 'total_money' | 'total_tax_money') => ({
    amount: items.reduce((total, item) => total + Number(item[of]?.amount), 0),
    currency,
  });
  const order = seller.shelves.order.put({
    id: random.token(29),
    location_id: fields.location_id,
    ...(fields.customer_id && { customer_id: fields.customer_id }),
    line_items: items,
    total_money: sum('total_money'),
    total_tax_money: sum('total_tax_money'),
    state: 'OPEN',
    version: 1,
    source: { name: 'Box Office Web' },
    reference_id: `web-${id(random, 6)}`,
    created_at: at,
    updated_at: at,
  });
  tell(seller, 'order.created', order);
  return order;
}

export function updateOrder(
  seller: Seller,
  orderId: string,
  fields: Partial<Pick<Order, 'state' | 'metadata' | 'tenders'>>,
): Order {
  const before = need(seller.shelves.order, orderId);
  const at = seller.time();
  const closes = fields.state === 'COMPLETED' || fields.state === 'CANCELED';
  const order = seller.shelves.order.put({
    ...before,
    ...fields,
    ...(closes && { closed_at: at }),
    version: (before.version ?? 0) + 1,
    updated_at: at,
  });
  tell(seller, 'order.updated', order);
  return order;
}

/** The event has nothing but the order's id, version, state and times. */
function tell(seller: Seller, type: 'order.created' | 'order.updated', order: Order): void {
  const { id: orderId, version, location_id, state, created_at, updated_at } = order;
  const what = { order_id: orderId, version, location_id, state, created_at, updated_at };
  const member = type.replace('.', '_');
  seller.emit(type, { type: member, id: orderId ?? '', object: { [member]: what } }, location_id);
}
