import { invalidRequest, parameterMissing } from '../http/stripe-error.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { amend, find, insert, record, update } from '../ledger/changes.ts';
import { createInvoice, finalizeInvoice, payInvoice } from './invoices.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';
import type { SubscriptionFields } from './new-subscription.ts';
import { newSubscription, subscriptionItem } from './new-subscription.ts';

type Subscription = Objects['subscriptions'];

export interface SubscriptionChanges {
  cancel_at_period_end?: boolean;
  description?: string | null;
  metadata?: MetadataChange;
}

/** Starts a subscription with its first invoice, paid at once. */
export function createSubscription(book: Book, fields: SubscriptionFields): Subscription {
  find(book, 'customers', fields.customer, 'customer');
  const id = `sub_1${book.random.token(23)}`;
  const items = fields.items.map(({ price, quantity = 1 }, index) => {
    return subscriptionItem(book, {
      subscription: id,
      price: find(book, 'prices', price, `items[${index}][price]`),
      quantity,
    });
  });
  const [first] = items;
  if (first === undefined) throw parameterMissing('items');
  const draft = createInvoice(book, {
    customer: fields.customer,
    currency: first.price.currency,
    subscription: id,
    lines: fields.items,
  });
  finalizeInvoice(book, draft.id);
  insert(book, 'subscriptions', newSubscription(book, { id, fields, items, first, invoice: draft.id }));
  record(book, 'customer.subscription.created', find(book, 'subscriptions', id));
  payInvoice(book, draft.id);
  return find(book, 'subscriptions', id);
}

export function updateSubscription(book: Book, id: string, changes: SubscriptionChanges): Subscription {
  const before = uncanceled(book, id);
  const { metadata: labels, cancel_at_period_end: atEnd, ...plain } = changes;
  const periodEnd = before.items.data[0]?.current_period_end ?? null;
  return update(book, 'subscriptions', id, {
    ...plain,
    metadata: mergeMetadata(before.metadata, labels),
    ...(atEnd !== undefined && {
      cancel_at_period_end: atEnd,
      cancel_at: atEnd ? periodEnd : null,
      canceled_at: atEnd ? book.seconds() : null,
    }),
  });
}

/** Ends the subscription at once; the event Stripe calls it by is `customer.subscription.deleted`. */
export function cancelSubscription(book: Book, id: string): Subscription {
  uncanceled(book, id);
  const at = book.seconds();
  const canceled = amend(book, 'subscriptions', id, {
    status: 'canceled',
    canceled_at: at,
    ended_at: at,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: 'cancellation_requested',
    },
  });
  record(book, 'customer.subscription.deleted', canceled);
  return canceled;
}

/** A canceled subscription can be read, but for every change it is as good as gone. */
function uncanceled(book: Book, id: string): Subscription {
  const subscription = find(book, 'subscriptions', id);
  if (subscription.status !== 'canceled') return subscription;
  throw invalidRequest(
    `A canceled subscription can only update its cancellation_details and metadata: '${id}'`,
  );
}
