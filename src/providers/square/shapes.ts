/** Square's objects (API 2026-09-16), as they lie on the wire, in the hub's normalized shapes. */
import type { serialization } from 'square';
import type {
  Address,
  Contact,
  Invoice,
  InvoiceStatus,
  Location,
  Money,
  Order,
  OrderStatus,
  Payment,
  PaymentStatus,
  Product,
  Refund,
  RefundStatus,
} from '../resources.ts';
import { integerOf } from './exact-json.ts';
import { exactMoney, money, NOTHING } from './money.ts';

export function contact(from: serialization.Customer.Raw): Contact {
  const name = [from.given_name, from.family_name].filter(Boolean).join(' ');
  return {
    role: 'CUSTOMER',
    name: name || from.company_name || from.nickname || null,
    email: from.email_address ?? null,
    phone: from.phone_number ?? null,
    address: address(from.address),
    // Not having unsubscribed is no consent.
    consent: from.preferences?.email_unsubscribed ? 'UNSUBSCRIBED' : null,
    listId: null,
    active: true,
  };
}

const paymentStatus: Readonly<Record<string, PaymentStatus>> = {
  APPROVED: 'PENDING',
  PENDING: 'PENDING',
  COMPLETED: 'SUCCEEDED',
  CANCELED: 'CANCELED',
  FAILED: 'FAILED',
};

/** Disputes are objects of their own at Square: a payment does not tell of them. */
export function payment(from: serialization.Payment.Raw): Payment {
  const amount = money(from.total_money) ?? money(from.amount_money) ?? NOTHING;
  const none = exactMoney(0n, amount.currency);
  const status = paymentStatus[from.status ?? ''] ?? 'PENDING';
  const problem = from.card_details?.errors?.[0];
  return {
    status,
    amount,
    received: status === 'SUCCEEDED' ? amount : none,
    refunded: money(from.refunded_money) ?? none,
    disputed: false,
    contactId: from.customer_id ?? null,
    description: from.note ?? null,
    failureCode: problem?.code ?? null,
    failureMessage: problem?.detail ?? null,
  };
}

const refundStatus: Readonly<Record<string, RefundStatus>> = {
  PENDING: 'PENDING',
  COMPLETED: 'SUCCEEDED',
  REJECTED: 'FAILED',
  FAILED: 'FAILED',
};

export function refund(from: serialization.PaymentRefund.Raw): Refund {
  return {
    status: refundStatus[from.status ?? ''] ?? 'PENDING',
    amount: money(from.amount_money) ?? NOTHING,
    paymentId: from.payment_id ?? null,
    reason: from.reason ?? null,
  };
}

const orderStatuses: ReadonlySet<string> = new Set<OrderStatus>(['DRAFT', 'OPEN', 'COMPLETED', 'CANCELED']);

export function order(from: serialization.Order.Raw): Order {
  const state = from.state ?? '';
  return {
    // The set holds just the names of the type.
    status: orderStatuses.has(state) ? (state as OrderStatus) : 'OPEN',
    contactId: from.customer_id ?? null,
    locationId: from.location_id,
    total: money(from.total_money) ?? NOTHING,
    tax: money(from.total_tax_money),
    closedAt: isoTime(from.closed_at),
    items: (from.line_items ?? []).map((item) => ({
      name: item.name ?? null,
      // A line names a variation of the product (`catalog_object_id`), never the product itself.
      productId: null,
      quantity: item.quantity,
      total: money(item.total_money),
    })),
  };
}

const invoiceStatus: Readonly<Record<string, InvoiceStatus>> = {
  DRAFT: 'DRAFT',
  SCHEDULED: 'OPEN',
  UNPAID: 'OPEN',
  PARTIALLY_PAID: 'OPEN',
  PAYMENT_PENDING: 'OPEN',
  PAID: 'PAID',
  PARTIALLY_REFUNDED: 'PAID',
  REFUNDED: 'PAID',
  CANCELED: 'VOID',
  FAILED: 'UNCOLLECTIBLE',
};

type PaymentRequest = serialization.InvoicePaymentRequest.Raw;

/** An invoice is paid in one request or several (a deposit, installments, the balance); its amounts are their sums. */
export function invoice(from: serialization.Invoice.Raw): Invoice {
  const requests = from.payment_requests ?? [];
  const currency = requests.find((each) => each.computed_amount_money)?.computed_amount_money?.currency;
  const sum = (of: (request: PaymentRequest) => bigint): Money =>
    currency
      ? exactMoney(
          requests.map(of).reduce((a, b) => a + b, 0n),
          currency,
        )
      : NOTHING;
  const status = invoiceStatus[from.status ?? ''] ?? 'DRAFT';
  return {
    number: from.invoice_number ?? null,
    status,
    contactId: from.primary_recipient?.customer_id ?? null,
    total: sum(asked),
    due: sum((request) => (status === 'VOID' ? 0n : asked(request) - completed(request))),
    paid: sum(completed),
    dueAt: dueAt(requests),
  };
}

function asked(request: PaymentRequest): bigint {
  return integerOf(request.computed_amount_money?.amount) ?? 0n;
}

function completed(request: PaymentRequest): bigint {
  return integerOf(request.total_completed_amount_money?.amount) ?? 0n;
}

/** The next unpaid request's date, or the last one's. Square keeps a date without a time; midnight UTC stands for it. */
function dueAt(requests: readonly PaymentRequest[]): string | null {
  const next = requests.find((each) => completed(each) < asked(each)) ?? requests.at(-1);
  return next?.due_date ? isoTime(`${next.due_date}T00:00:00Z`) : null;
}

export function product(from: serialization.CatalogObject.Item): Product {
  const item = from.item_data;
  return {
    name: item?.name ?? '',
    description: item?.description_plaintext ?? item?.description ?? null,
    active: !from.is_deleted && !item?.is_archived,
  };
}

export function location(from: serialization.Location.Raw): Location {
  return {
    name: from.name ?? null,
    active: from.status === 'ACTIVE',
    currency: from.currency ?? null,
    timeZone: from.timezone ?? null,
    address: address(from.address),
  };
}

function address(from: serialization.Address.Raw | null | undefined): Address | null {
  if (!from) return null;
  return {
    line1: from.address_line_1 ?? null,
    line2: from.address_line_2 ?? null,
    city: from.locality ?? null,
    region: from.administrative_district_level_1 ?? null,
    postalCode: from.postal_code ?? null,
    country: from.country ?? null,
  };
}

function isoTime(text: string | null | undefined): string | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
