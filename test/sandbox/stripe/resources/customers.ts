import type { Endpoints } from '../http/operation.ts';
import { listing, operation, retrieval, where } from '../http/operation.ts';
import { clearable, email, hash, integer, listOf, metadata, oneOf, shortText, text } from '../http/params.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { find, insert, record, remove, update } from '../ledger/changes.ts';
import type { Tombstone } from '../ledger/collection.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';
import { cancelSubscription } from './subscriptions.ts';

type Customer = Objects['customers'];
type Address = NonNullable<Customer['address']>;

export interface CustomerFields {
  address?: Partial<Address> | null;
  balance?: number;
  description?: string | null;
  email?: string | null;
  metadata?: MetadataChange;
  name?: string | null;
  phone?: string | null;
  preferred_locales?: string[];
  shipping?: { name: string; phone?: string | null; address: Partial<Address> } | null;
  tax_exempt?: 'none' | 'exempt' | 'reverse' | null;
}

const NO_ADDRESS: Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};
const fullAddress = (given: Partial<Address>): Address => ({ ...NO_ADDRESS, ...given });

export function createCustomer(book: Book, fields: CustomerFields = {}): Customer {
  const { address, shipping, metadata: labels, ...plain } = fields;
  const customer = insert(book, 'customers', {
    id: `cus_${book.random.token(14)}`,
    object: 'customer',
    address: address == null ? null : fullAddress(address),
    balance: 0,
    created: book.seconds(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: book.random.token(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: mergeMetadata({}, labels),
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: shipping == null ? null : { ...shipping, address: fullAddress(shipping.address) },
    tax_exempt: 'none',
    test_clock: null,
    ...plain,
  });
  record(book, 'customer.created', customer);
  return customer;
}

export function updateCustomer(book: Book, id: string, fields: CustomerFields): Customer {
  const before = find(book, 'customers', id);
  const { address, shipping, metadata: labels, ...plain } = fields;
  return update(book, 'customers', id, {
    ...plain,
    metadata: mergeMetadata(before.metadata, labels),
    ...(address !== undefined && { address: address && fullAddress({ ...before.address, ...address }) }),
    ...(shipping !== undefined && {
      shipping: shipping && { ...shipping, address: fullAddress(shipping.address) },
    }),
  });
}

/** Deletes the customer and ends its subscriptions at once (https://docs.stripe.com/api/customers/delete). */
export function deleteCustomer(book: Book, id: string): Tombstone {
  const { created } = find(book, 'customers', id);
  const { subscriptions } = book.objects;
  // A subscription is never older than its customer.
  for (const { object } of subscriptions.entries.slice(subscriptions.countBefore(created, false))) {
    if (object.customer === id && object.status !== 'canceled') cancelSubscription(book, object.id);
  }
  return remove(book, 'customers', id);
}

const optionalText = clearable(text);
const address = hash({
  city: optionalText,
  country: optionalText,
  line1: optionalText,
  line2: optionalText,
  postal_code: optionalText,
  state: optionalText,
});
const shipping = (
  raw: Parameters<typeof address>[0],
  name: string,
): NonNullable<CustomerFields['shipping']> => {
  const parsed = hash({ name: text, phone: optionalText, address })(raw, name);
  return { ...parsed, name: parsed.name ?? '', address: parsed.address ?? {} };
};
const fields = {
  address: clearable(address),
  balance: integer(),
  description: optionalText,
  email: clearable(email),
  metadata,
  name: clearable(shortText(256)),
  phone: clearable(shortText(20)),
  preferred_locales: listOf(text),
  shipping: clearable(shipping),
  tax_exempt: clearable(oneOf('none', 'exempt', 'reverse')),
};

export const customerEndpoints: Endpoints = {
  'GET /v1/customers': listing('customers', {
    filters: { email: where(text, (customer: Customer, wanted) => customer.email === wanted) },
  }),
  'POST /v1/customers': operation({
    gives: 'customer',
    params: fields,
    run: ({ book }, params) => createCustomer(book, params),
  }),
  'GET /v1/customers/:id': retrieval('customers'),
  'POST /v1/customers/:id': operation({
    gives: 'customer',
    params: fields,
    run: ({ book, id }, params) => updateCustomer(book, id, params),
  }),
  'DELETE /v1/customers/:id': operation({
    gives: 'customer',
    params: {},
    run: ({ book, id }) => deleteCustomer(book, id),
  }),
};
