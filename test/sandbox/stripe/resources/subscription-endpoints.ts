import type { Endpoints } from '../http/operation.ts';
import { listing, operation, retrieval, where } from '../http/operation.ts';
import { clearable, flag, hash, integer, listOf, metadata, oneOf, text } from '../http/params.ts';
import { parameterMissing } from '../http/stripe-error.ts';
import type { Objects } from '../ledger/book.ts';
import { cancelSubscription, createSubscription, updateSubscription } from './subscriptions.ts';

type Subscription = Objects['subscriptions'];

const STATUSES = [
  'active',
  'all',
  'canceled',
  'ended',
  'incomplete',
  'incomplete_expired',
  'past_due',
  'paused',
  'trialing',
  'unpaid',
] as const;

function hasStatus(subscription: Subscription, wanted: (typeof STATUSES)[number]): boolean {
  if (wanted === 'all') return true;
  if (wanted === 'ended') return ['canceled', 'incomplete_expired'].includes(subscription.status);
  return subscription.status === wanted;
}

const creation = {
  customer: text,
  description: clearable(text),
  items: listOf(hash({ price: text, quantity: integer(1) }), { atMost: 20 }),
  metadata,
};

export const subscriptionEndpoints: Endpoints = {
  'GET /v1/subscriptions': listing('subscriptions', {
    // Without `status` the list leaves the canceled ones out (https://docs.stripe.com/api/subscriptions/list).
    visible: (_book, raw) =>
      'status' in raw ? () => true : (subscription) => subscription.status !== 'canceled',
    filters: {
      customer: where(text, (subscription: Subscription, wanted) => subscription.customer === wanted),
      price: where(text, (subscription: Subscription, wanted) =>
        subscription.items.data.some(({ price }) => price.id === wanted),
      ),
      status: where(oneOf(...STATUSES), hasStatus),
    },
  }),
  'POST /v1/subscriptions': operation({
    gives: 'subscription',
    params: creation,
    required: ['customer', 'items'],
    run: ({ book }, { items, ...params }) => {
      const priced = items.map(({ price, quantity }, index) => {
        if (price === undefined) throw parameterMissing(`items[${index}][price]`);
        return quantity === undefined ? { price } : { price, quantity };
      });
      return createSubscription(book, { ...params, items: priced });
    },
  }),
  'GET /v1/subscriptions/:id': retrieval('subscriptions'),
  'POST /v1/subscriptions/:id': operation({
    gives: 'subscription',
    params: { cancel_at_period_end: flag, description: clearable(text), metadata },
    run: ({ book, id }, params) => updateSubscription(book, id, params),
  }),
  'DELETE /v1/subscriptions/:id': operation({
    gives: 'subscription',
    params: {},
    run: ({ book, id }) => cancelSubscription(book, id),
  }),
};
