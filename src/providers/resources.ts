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

/** In what capacity the account deals with somebody. */
export type ContactRole = 'CUSTOMER' | 'VENDOR' | 'SUBSCRIBER';
/** Whether somebody wants to be written to; null where the provider does not keep it. */
export type ContactConsent = 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'PENDING' | 'UNREACHABLE' | null;

export interface Contact {
  role: ContactRole;
  name: string | null;
  email: string | null;
  phone: string | null;
  address: Address | null;
  consent: ContactConsent;
  /** The list it is on, at providers that keep contacts in lists. */
  listId: string | null;
  /** False where the provider keeps it but has put it away. */
  active: boolean;
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

export type RefundStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED';

export interface Refund {
  status: RefundStatus;
  amount: Money;
  paymentId: string | null;
  reason: string | null;
}

export type OrderStatus = 'DRAFT' | 'OPEN' | 'COMPLETED' | 'CANCELED';

export interface Order {
  status: OrderStatus;
  contactId: string | null;
  locationId: string | null;
  total: Money;
  tax: Money | null;
  closedAt: string | null;
  items: { name: string | null; productId: string | null; quantity: string; total: Money | null }[];
}

export interface Location {
  name: string | null;
  active: boolean;
  currency: string | null;
  /** IANA name (`Europe/Berlin`). */
  timeZone: string | null;
  address: Address | null;
}

export interface List {
  name: string;
  /** Members who can be written to. */
  memberCount: number;
}

export type CampaignStatus = 'DRAFT' | 'SCHEDULED' | 'SENDING' | 'SENT' | 'PAUSED' | 'CANCELED';

export interface Campaign {
  status: CampaignStatus;
  title: string | null;
  subject: string | null;
  listId: string | null;
  sentAt: string | null;
  emailsSent: number;
}

export type AccountClass = 'ASSET' | 'LIABILITY' | 'EQUITY' | 'INCOME' | 'EXPENSE';

/** An account of a ledger. */
export interface Account {
  name: string;
  class: AccountClass | null;
  active: boolean;
  balance: Money | null;
  parentId: string | null;
}

export interface Company {
  name: string;
  legalName: string | null;
  email: string | null;
  country: string | null;
  address: Address | null;
}

export interface Shapes {
  contact: Contact;
  payment: Payment;
  invoice: Invoice;
  product: Product;
  price: Price;
  subscription: Subscription;
  refund: Refund;
  order: Order;
  location: Location;
  list: List;
  campaign: Campaign;
  account: Account;
  company: Company;
}

export type ResourceName = keyof Shapes;
