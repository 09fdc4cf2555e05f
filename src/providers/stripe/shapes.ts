/** Stripe's objects (API 2026-10-28.endive) in the hub's normalized shapes. */
import type Stripe from 'stripe';
import type {
  Contact,
  Invoice,
  InvoiceStatus,
  Payment,
  PaymentStatus,
  Price,
  Product,
  Subscription,
  SubscriptionStatus,
} from '../resources.ts';
import { money } from './money.ts';

export function contact(customer: Stripe.Customer): Contact {
  const { address } = customer;
  return {
    role: 'CUSTOMER',
    name: customer.name ?? null,
    email: customer.email,
    phone: customer.phone ?? null,
    address: address
      ? {
          line1: address.line1,
          line2: address.line2,
          city: address.city,
          region: address.state,
          postalCode: address.postal_code,
          country: address.country,
        }
      : null,
    consent: null,
    listId: null,
    active: true,
  };
}

const paymentStatus: Record<Stripe.PaymentIntent.Status, PaymentStatus> = {
  requires_payment_method: 'PENDING',
  requires_confirmation: 'PENDING',
  requires_action: 'PENDING',
  processing: 'PENDING',
  requires_capture: 'PENDING',
  canceled: 'CANCELED',
  succeeded: 'SUCCEEDED',
};

/** Needs `latest_charge` expanded: what came of the payment stands in its charge. */
export function payment(intent: Stripe.PaymentIntent): Payment {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const failed = intent.status === 'requires_payment_method' && intent.last_payment_error !== null;
  const problem = failed ? intent.last_payment_error : null;
  return {
    status: failed ? 'FAILED' : (paymentStatus[intent.status] ?? 'PENDING'),
    amount: money(intent.amount, intent.currency),
    received: money(intent.amount_received, intent.currency),
    refunded: money(charge?.amount_refunded ?? 0, intent.currency),
    disputed: charge?.disputed ?? false,
    contactId: idOf(intent.customer),
    description: intent.description,
    failureCode: charge?.failure_code ?? problem?.decline_code ?? problem?.code ?? null,
    failureMessage: charge?.failure_message ?? problem?.message ?? null,
  };
}

const invoiceStatus: Record<Stripe.Invoice.Status, InvoiceStatus> = {
  draft: 'DRAFT',
  open: 'OPEN',
  paid: 'PAID',
  void: 'VOID',
  uncollectible: 'UNCOLLECTIBLE',
};

export function invoice(from: Stripe.Invoice): Invoice {
  return {
    number: from.number,
    status: invoiceStatus[from.status ?? 'draft'] ?? 'DRAFT',
    contactId: idOf(from.customer),
    total: money(from.total, from.currency),
    due: money(from.amount_remaining, from.currency),
    paid: money(from.amount_paid, from.currency),
    dueAt: isoTime(from.due_date),
  };
}

export function product(from: Stripe.Product): Product {
  return { name: from.name, description: from.description, active: from.active };
}

const interval = { day: 'DAY', week: 'WEEK', month: 'MONTH', year: 'YEAR' } as const;

export function price(from: Stripe.Price): Price {
  return {
    productId: idOf(from.product) ?? '',
    active: from.active,
    unitAmount: from.unit_amount === null ? null : money(from.unit_amount, from.currency),
    interval: from.recurring ? (interval[from.recurring.interval as keyof typeof interval] ?? null) : null,
    intervalCount: from.recurring?.interval_count ?? null,
  };
}

const subscriptionStatus: Record<Stripe.Subscription.Status, SubscriptionStatus> = {
  trialing: 'TRIALING',
  active: 'ACTIVE',
  past_due: 'PAST_DUE',
  unpaid: 'PAST_DUE',
  paused: 'PAUSED',
  canceled: 'CANCELED',
  incomplete: 'INCOMPLETE',
  incomplete_expired: 'CANCELED',
};

/** The period stands on each item since 2025-03-31; items of one subscription share it unless it is mixed. */
export function subscription(from: Stripe.Subscription): Subscription {
  const first = from.items.data[0];
  return {
    status: subscriptionStatus[from.status] ?? 'INCOMPLETE',
    contactId: idOf(from.customer),
    currentPeriodStart: isoTime(first?.current_period_start),
    currentPeriodEnd: isoTime(first?.current_period_end),
    cancelAtPeriodEnd: from.cancel_at_period_end,
    canceledAt: isoTime(from.canceled_at),
    items: from.items.data.map((item) => ({ priceId: item.price.id, quantity: item.quantity ?? null })),
  };
}

function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

function isoTime(unixSeconds: number | null | undefined): string | null {
  return unixSeconds === null || unixSeconds === undefined
    ? null
    : new Date(unixSeconds * 1000).toISOString();
}
