/** The normalized shapes: one per resource, the same for every provider. Money is in decimal strings, times are ISO 8601 UTC. */

export interface Money {
  /** Exact decimal in major units (`"12.50"`), never a float. */
  amount: string;
  /** ISO 4217, capitals. */
  currency: string;
}

export interface Address {
  line1: string | null;
  line2: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
}

export interface Contact {
  name: string | null;
  email: string | null;
  phone: string | null;
  address: Address | null;
}

export type PaymentStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED';

export interface Payment {
  status: PaymentStatus;
  amount: Money;
  /** What has arrived, after nothing, part or all of it was captured. */
  received: Money;
  refunded: Money;
  disputed: boolean;
  contactId: string | null;
  description: string | null;
  /** The vendor's short reason of a failure (`insufficient_funds`). */
  failureCode: string | null;
  failureMessage: string | null;
}

export type InvoiceStatus = 'DRAFT' | 'OPEN' | 'PAID' | 'VOID' | 'UNCOLLECTIBLE';

export interface Invoice {
  number: string | null;
  status: InvoiceStatus;
  contactId: string | null;
  total: Money;
  due: Money;
  paid: Money;
  dueAt: string | null;
}

export interface Product {
  name: string;
  description: string | null;
  active: boolean;
}

export interface Price {
  productId: string;
  active: boolean;
  /** Null where the price is not a fixed amount (tiers, customer's choice). */
  unitAmount: Money | null;
  /** Null for a one-time price. */
  interval: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' | null;
  intervalCount: number | null;
}

export type SubscriptionStatus = 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'PAUSED' | 'CANCELED' | 'INCOMPLETE';

export interface Subscription {
  status: SubscriptionStatus;
  contactId: string | null;
  currentPeriodStart: string | null;
  currentPeriodEnd: string | null;
  cancelAtPeriodEnd: boolean;
  canceledAt: string | null;
  items: { priceId: string; quantity: number | null }[];
}

export interface Shapes {
  contact: Contact;
  payment: Payment;
  invoice: Invoice;
  product: Product;
  price: Price;
  subscription: Subscription;
}

export type ResourceName = keyof Shapes;
