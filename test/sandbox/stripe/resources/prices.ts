import type { Endpoints } from '../http/operation.ts';
import { listing, operation, retrieval, where } from '../http/operation.ts';
import { clearable, flag, hash, integer, listOf, metadata, oneOf, text } from '../http/params.ts';
import { parameterMissing } from '../http/stripe-error.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { find, insert, record, update } from '../ledger/changes.ts';
import { currency } from './currencies.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';

type Price = Objects['prices'];
type Interval = 'day' | 'week' | 'month' | 'year';

export interface PriceFields {
  currency: string;
  product: string;
  /** In the currency's smallest unit. */
  unit_amount: number;
  active?: boolean;
  lookup_key?: string | null;
  metadata?: MetadataChange;
  nickname?: string | null;
  recurring?: { interval: Interval; interval_count?: number };
}
export type PriceChanges = Pick<PriceFields, 'active' | 'lookup_key' | 'metadata' | 'nickname'>;

export function createPrice(book: Book, fields: PriceFields): Price {
  find(book, 'products', fields.product, 'product');
  const { metadata: labels, recurring, unit_amount: amount, ...plain } = fields;
  const price = insert(book, 'prices', {
    id: `price_1${book.random.token(23)}`,
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: book.seconds(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: mergeMetadata({}, labels),
    nickname: null,
    recurring:
      recurring === undefined
        ? null
        : { interval_count: 1, ...recurring, meter: null, trial_period_days: null, usage_type: 'licensed' },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: recurring === undefined ? 'one_time' : 'recurring',
    unit_amount: amount,
    unit_amount_decimal: String(amount),
    ...plain,
  });
  record(book, 'price.created', price);
  return price;
}

/** What a price costs never changes, and prices are never deleted, only made inactive. */
export function updatePrice(book: Book, id: string, changes: PriceChanges): Price {
  const before = find(book, 'prices', id);
  const { metadata: labels, ...plain } = changes;
  return update(book, 'prices', id, { ...plain, metadata: mergeMetadata(before.metadata, labels) });
}

const changeable = { active: flag, lookup_key: text, metadata, nickname: clearable(text) };
const recurring = hash({ interval: oneOf('day', 'week', 'month', 'year'), interval_count: integer(1) });

export const priceEndpoints: Endpoints = {
  'GET /v1/prices': listing('prices', {
    filters: {
      active: where(flag, (price: Price, wanted) => price.active === wanted),
      currency: where(currency, (price: Price, wanted) => price.currency === wanted),
      lookup_keys: where(listOf(text, { atMost: 10 }), (price: Price, wanted) =>
        wanted.includes(price.lookup_key ?? ''),
      ),
      product: where(text, (price: Price, wanted) => price.product === wanted),
      type: where(oneOf('one_time', 'recurring'), (price: Price, wanted) => price.type === wanted),
    },
  }),
  'POST /v1/prices': operation({
    gives: 'price',
    params: { ...changeable, currency, product: text, unit_amount: integer(0), recurring },
    required: ['currency', 'product', 'unit_amount'],
    run: ({ book }, { recurring: every, ...params }) => {
      if (every === undefined) return createPrice(book, params);
      const { interval, ...rest } = every;
      if (interval === undefined) throw parameterMissing('recurring[interval]');
      return createPrice(book, { ...params, recurring: { interval, ...rest } });
    },
  }),
  'GET /v1/prices/:id': retrieval('prices'),
  'POST /v1/prices/:id': operation({
    gives: 'price',
    params: changeable,
    run: ({ book, id }, params) => updatePrice(book, id, params),
  }),
};
