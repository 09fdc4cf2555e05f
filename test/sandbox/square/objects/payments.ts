// Payments and their refunds. https://developer.squareup.com/reference/square/payments-api and …/refunds-api
import type { Payment, Refund, Seller } from '../seller.ts';
import { id, need } from '../seller.ts';
import { createOrder, updateOrder } from './orders.ts';

export interface PaymentFields {
  location_id: string;
  /** Minor units. */
  amount?: number;
  customer_id?: string | null;
  note?: string;
  /** `COMPLETED` unless said otherwise. */
  status?: 'APPROVED' | 'COMPLETED' | 'CANCELED' | 'FAILED';
  /** Pays this order instead of a new one. */
  order_id?: string;
}

export function createPayment(seller: Seller, fields: PaymentFields): Payment {
  const { random, currency } = seller;
  const { location_id, status = 'COMPLETED', note } = fields;
  const customer = fields.customer_id ? { customer_id: fields.customer_id } : {};
  const lines = [{ amount: fields.amount ?? random.between(300, 50_000), quantity: 1 }];
  const order = fields.order_id
    ? need(seller.shelves.order, fields.order_id)
    : createOrder(seller, { location_id, ...customer, lines });
  const total = fields.amount === undefined ? Number(order.total_money?.amount) : fields.amount;
  const at = seller.time();
  const failed = status === 'FAILED';
  const declined = {
    category: 'PAYMENT_METHOD_ERROR',
    code: 'CARD_DECLINED',
    detail: 'Card declined.',
  } as const;
  const payment = seller.shelves.payment.put({
    id: `${random.token(22)}YY`,
    created_at: at,
    updated_at: at,
    amount_money: { amount: total, currency },
    total_money: { amount: total, currency },
    ...(!failed && { approved_money: { amount: total, currency } }),
    status,
    source_type: 'CARD',
    card_details: {
      status: failed ? 'FAILED' : status === 'APPROVED' ? 'AUTHORIZED' : 'CAPTURED',
      card: { card_brand: 'VISA', last_4: String(random.between(1_000, 9_999)) },
      ...(failed && { errors: [declined] }),
    },
    location_id,
    order_id: order.id ?? '',
    ...customer,
    ...(note && { note }),
    receipt_number: random.token(4),
    version_token: random.token(32),
  });
  tell(seller, 'payment.created', payment);
  if (status === 'COMPLETED' && order.state === 'OPEN')
    updateOrder(seller, order.id ?? '', { state: 'COMPLETED' });
  return payment;
}

export function updatePayment(
  seller: Seller,
  paymentId: string,
  fields: Partial<Pick<Payment, 'status' | 'note' | 'refunded_money' | 'refund_ids'>>,
): Payment {
  const payment = seller.shelves.payment.put({
    ...need(seller.shelves.payment, paymentId),
    ...fields,
    updated_at: seller.time(),
    version_token: seller.random.token(32),
  });
  tell(seller, 'payment.updated', payment);
  return payment;
}

/** Refunds all, or the amount (minor units). The payment changes with it. */
export function refundPayment(
  seller: Seller,
  paymentId: string,
  fields: { amount?: number; reason?: string; status?: 'PENDING' | 'COMPLETED' } = {},
): Refund {
  const payment = need(seller.shelves.payment, paymentId);
  const { currency } = seller;
  const at = seller.time();
  const amount = fields.amount ?? Number(payment.total_money?.amount);
  const refund = seller.shelves.refund.put({
    id: `${paymentId}_${id(seller.random, 22)}`,
    status: fields.status ?? 'COMPLETED',
    location_id: payment.location_id ?? null,
    amount_money: { amount, currency },
    payment_id: paymentId,
    order_id: payment.order_id ?? null,
    reason: fields.reason ?? 'Performance canceled',
    created_at: at,
    updated_at: at,
  });
  tellRefund(seller, 'refund.created', refund);
  const refunded = Number(payment.refunded_money?.amount ?? 0) + amount;
  updatePayment(seller, paymentId, {
    refunded_money: { amount: refunded, currency },
    refund_ids: [...(payment.refund_ids ?? []), refund.id],
  });
  return refund;
}

export function updateRefund(
  seller: Seller,
  refundId: string,
  status: 'COMPLETED' | 'REJECTED' | 'FAILED',
): Refund {
  const before = need(seller.shelves.refund, refundId);
  const refund = seller.shelves.refund.put({ ...before, status, updated_at: seller.time() });
  tellRefund(seller, 'refund.updated', refund);
  return refund;
}

function tell(seller: Seller, type: string, payment: Payment): void {
  seller.emit(type, { type: 'payment', id: payment.id ?? '', object: { payment } }, payment.location_id);
}

function tellRefund(seller: Seller, type: string, refund: Refund): void {
  seller.emit(type, { type: 'refund', id: refund.id, object: { refund } }, refund.location_id);
}
