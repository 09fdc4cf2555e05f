import type { Endpoints } from '../http/operation.ts';
import { listing, operation, retrieval, where } from '../http/operation.ts';
import { clearable, flag, listOf, metadata, text } from '../http/params.ts';
import { invalidRequest } from '../http/stripe-error.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { find, insert, record, remove, update } from '../ledger/changes.ts';
import type { Tombstone } from '../ledger/collection.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';

type Product = Objects['products'];

export interface ProductFields {
  active?: boolean;
  default_price?: string;
  description?: string | null;
  images?: string[];
  metadata?: MetadataChange;
  name?: string;
  shippable?: boolean;
  unit_label?: string | null;
  url?: string | null;
}

export function createProduct(book: Book, fields: ProductFields & { name: string }): Product {
  const { metadata: labels, ...plain } = fields;
  const created = book.seconds();
  const product = insert(book, 'products', {
    id: `prod_${book.random.token(14)}`,
    object: 'product',
    active: true,
    created,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: mergeMetadata({}, labels),
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: created,
    url: null,
    ...plain,
  });
  record(book, 'product.created', product);
  return product;
}

export function updateProduct(book: Book, id: string, fields: ProductFields): Product {
  const before = find(book, 'products', id);
  const { metadata: labels, ...plain } = fields;
  if (plain.default_price !== undefined) find(book, 'prices', plain.default_price, 'default_price');
  return update(book, 'products', id, {
    ...plain,
    metadata: mergeMetadata(before.metadata, labels),
    updated: book.seconds(),
  });
}

/** Only a product without prices can be deleted (https://docs.stripe.com/api/products/delete). */
export function deleteProduct(book: Book, id: string): Tombstone {
  find(book, 'products', id);
  if (book.objects.prices.entries.some(({ object }) => object.product === id)) {
    throw invalidRequest('This product cannot be deleted because it has one or more user-created prices.');
  }
  return remove(book, 'products', id);
}

const optionalText = clearable(text);
const changeable = {
  active: flag,
  description: optionalText,
  images: listOf(text, { atMost: 8 }),
  metadata,
  name: text,
  shippable: flag,
  unit_label: optionalText,
  url: optionalText,
};

export const productEndpoints: Endpoints = {
  'GET /v1/products': listing('products', {
    filters: {
      active: where(flag, (product: Product, wanted) => product.active === wanted),
      ids: where(listOf(text), (product: Product, wanted) => wanted.includes(product.id)),
      shippable: where(flag, (product: Product, wanted) => product.shippable === wanted),
      url: where(text, (product: Product, wanted) => product.url === wanted),
    },
  }),
  'POST /v1/products': operation({
    gives: 'product',
    params: changeable,
    required: ['name'],
    run: ({ book }, params) => createProduct(book, params),
  }),
  'GET /v1/products/:id': retrieval('products'),
  'POST /v1/products/:id': operation({
    gives: 'product',
    params: { ...changeable, default_price: text },
    run: ({ book, id }, params) => updateProduct(book, id, params),
  }),
  'DELETE /v1/products/:id': operation({
    gives: 'product',
    params: {},
    run: ({ book, id }) => deleteProduct(book, id),
  }),
};
