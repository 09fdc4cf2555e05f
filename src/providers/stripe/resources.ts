/** What the hub takes from Stripe: a line of data per resource. */
import type Stripe from 'stripe';
import type { ResourceName, Shapes } from '../resources.ts';
import * as shapes from './shapes.ts';

/** The members of every object that paging needs. */
export interface StripeObject {
  id: string;
  created: number;
  deleted?: boolean | void;
  /** Products only: when they last changed. */
  updated?: number;
}

export interface ListParams {
  limit: number;
  starting_after?: string;
  created?: { lte: number };
}

type Listed = Promise<Stripe.Response<Stripe.ApiList<StripeObject>>>;
type Retrieved = Promise<Stripe.Response<StripeObject>>;

export interface StripeResource {
  list(stripe: Stripe, params: ListParams): Listed;
  retrieve(stripe: Stripe, id: string): Retrieved;
  shape(object: StripeObject): Shapes[ResourceName];
  /** Event types that tell of a change, at most 20 (the limit of `GET /v1/events?types[]`). */
  eventTypes: readonly string[];
}

/** Ties one resource's SDK calls and shape together under the common type the pull works with. */
function resource<T extends StripeObject>(definition: {
  list(stripe: Stripe, params: ListParams): Promise<Stripe.Response<Stripe.ApiList<T>>>;
  retrieve(stripe: Stripe, id: string): Promise<Stripe.Response<T | { id: string; deleted?: boolean }>>;
  shape(object: T): Shapes[ResourceName];
  eventTypes: readonly string[];
}): StripeResource {
  // Objects of a list are handed to the shape of the same line, which is what the type parameter says.
  return definition as unknown as StripeResource;
}

const CHARGE = { expand: ['latest_charge'] };

export const resources = {
  contact: resource<Stripe.Customer>({
    list: (stripe, params) => stripe.customers.list(params),
    retrieve: (stripe, id) => stripe.customers.retrieve(id),
    shape: shapes.contact,
    eventTypes: ['customer.created', 'customer.updated', 'customer.deleted'],
  }),
  product: resource<Stripe.Product>({
    list: (stripe, params) => stripe.products.list(params),
    retrieve: (stripe, id) => stripe.products.retrieve(id),
    shape: shapes.product,
    eventTypes: ['product.created', 'product.updated', 'product.deleted'],
  }),
  price: resource<Stripe.Price>({
    list: (stripe, params) => stripe.prices.list(params),
    retrieve: (stripe, id) => stripe.prices.retrieve(id),
    shape: shapes.price,
    eventTypes: ['price.created', 'price.updated', 'price.deleted'],
  }),
  subscription: resource<Stripe.Subscription>({
    // Without `status: all` the list hides canceled ones.
    list: (stripe, params) => stripe.subscriptions.list({ ...params, status: 'all' }),
    retrieve: (stripe, id) => stripe.subscriptions.retrieve(id),
    shape: shapes.subscription,
    eventTypes: [
      'customer.subscription.created',
      'customer.subscription.updated',
      'customer.subscription.deleted',
      'customer.subscription.paused',
      'customer.subscription.resumed',
      'customer.subscription.trial_will_end',
      'customer.subscription.pending_update_applied',
      'customer.subscription.pending_update_expired',
    ],
  }),
  invoice: resource<Stripe.Invoice>({
    list: (stripe, params) => stripe.invoices.list(params),
    retrieve: (stripe, id) => stripe.invoices.retrieve(id),
    shape: shapes.invoice,
    eventTypes: [
      'invoice.created',
      'invoice.updated',
      'invoice.deleted',
      'invoice.finalized',
      'invoice.finalization_failed',
      'invoice.paid',
      'invoice.payment_action_required',
      'invoice.payment_failed',
      'invoice.payment_succeeded',
      'invoice.marked_uncollectible',
      'invoice.overdue',
      'invoice.overpaid',
      'invoice.sent',
      'invoice.voided',
    ],
  }),
  payment: resource<Stripe.PaymentIntent>({
    list: (stripe, params) => stripe.paymentIntents.list({ ...params, expand: ['data.latest_charge'] }),
    retrieve: (stripe, id) => stripe.paymentIntents.retrieve(id, CHARGE),
    shape: shapes.payment,
    eventTypes: [
      'payment_intent.created',
      'payment_intent.amount_capturable_updated',
      'payment_intent.canceled',
      'payment_intent.partially_funded',
      'payment_intent.payment_failed',
      'payment_intent.processing',
      'payment_intent.requires_action',
      'payment_intent.succeeded',
      'charge.captured',
      'charge.expired',
      'charge.failed',
      'charge.pending',
      'charge.refunded',
      'charge.succeeded',
      'charge.updated',
      'charge.dispute.created',
      'charge.dispute.updated',
      'charge.dispute.closed',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.funds_reinstated',
    ],
  }),
} satisfies Partial<Record<ResourceName, StripeResource>>;

export type StripeResourceName = keyof typeof resources;
export const resourceNames = Object.keys(resources) as StripeResourceName[];
