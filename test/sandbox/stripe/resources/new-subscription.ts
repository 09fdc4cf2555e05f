import { invalidRequest } from '../http/stripe-error.ts';
import type { Book, Objects } from '../ledger/book.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';

type Subscription = Objects['subscriptions'];
type Item = Subscription['items']['data'][number];
type Price = Objects['prices'];

export interface SubscriptionFields {
  customer: string;
  items: { price: string; quantity?: number }[];
  description?: string | null;
  metadata?: MetadataChange;
}

const SECONDS_PER = { day: 86_400, week: 7 * 86_400, month: 30 * 86_400, year: 365 * 86_400 };

/** One line of a subscription. Throws a 400 for a price that does not recur. */
export function subscriptionItem(
  book: Book,
  of: { subscription: string; price: Price; quantity: number },
): Item {
  const { price, quantity, subscription } = of;
  if (price.recurring === null) {
    throw invalidRequest(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      { param: 'items[0][price]' },
    );
  }
  const { interval, interval_count: count } = price.recurring;
  // `as`: Stripe's type leaves room for intervals to come, the sandbox creates only these four.
  const period = SECONDS_PER[interval as keyof typeof SECONDS_PER] * count;
  const created = book.seconds();
  return {
    id: `si_${book.random.token(14)}`,
    object: 'subscription_item',
    billing_thresholds: null,
    created,
    current_period_end: created + period,
    current_period_start: created,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price, { interval, interval_count: count }),
    price,
    quantity,
    subscription,
    tax_rates: [],
  };
}

/** The older form of the same price, which items still carry. */
function planOf(price: Price, every: Pick<Item['plan'], 'interval' | 'interval_count'>): Item['plan'] {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    ...every,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

/** What every new subscription starts with. */
const UNSET = {
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_schedules: [],
  billing_thresholds: null,
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: 'charge_automatically',
  customer_account: null,
  days_until_due: null,
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  ended_at: null,
  livemode: false,
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: {
    payment_method_options: null,
    payment_method_types: null,
    save_default_payment_method: 'off',
  },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  test_clock: null,
  transfer_data: null,
  trial_end: null,
  trial_settings: {
    end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' },
  },
  trial_start: null,
} satisfies Partial<Subscription>;

/** The state a subscription starts in. */
export function newSubscription(
  book: Book,
  of: { id: string; fields: SubscriptionFields; items: Item[]; first: Item; invoice: string },
): Subscription {
  const { id, fields, items, first, invoice } = of;
  const created = book.seconds();
  return {
    id,
    object: 'subscription',
    ...UNSET,
    billing_cycle_anchor: created,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    created,
    currency: first.price.currency,
    customer: fields.customer,
    description: fields.description ?? null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: { object: 'list', data: items, has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: invoice,
    metadata: mergeMetadata({}, fields.metadata),
    start_date: created,
    status: 'active',
  };
}
