// https://developer.squareup.com/reference/square/catalog-api: items, and their variations, which are objects of their own.
import { aProduct } from '../../stripe/seed/catalog.ts';
import type { CatalogObject, Item, Seller, Variation } from '../seller.ts';
import { id, need } from '../seller.ts';

export interface ItemFields {
  name?: string;
  description?: string;
  is_archived?: boolean;
}
type StoredItem = Item & { created_at: string };
type StoredVariation = Variation & { created_at: string };

export function createItem(seller: Seller, fields: ItemFields & { prices?: number[] } = {}): Item {
  const { random } = seller;
  const { prices = [random.between(500, 9_000), random.between(500, 9_000)], ...data } = fields;
  const itemId = id(random, 24);
  const product = aProduct(random);
  const variations = prices.map((amount, n) => newVariation(seller, { itemId, ordinal: n, amount }));
  const item = put(seller, {
    ...base(seller, itemId),
    type: 'ITEM',
    item_data: {
      name: data.name ?? product.name,
      description: data.description ?? product.description ?? null,
      description_plaintext: data.description ?? product.description ?? null,
      is_archived: data.is_archived ?? product.active === false,
      product_type: 'REGULAR',
      variations,
    },
  });
  tell(seller);
  return item;
}

export function updateItem(seller: Seller, itemId: string, { description, ...fields }: ItemFields): Item {
  const before = itemOf(seller, itemId);
  const described = description && { description, description_plaintext: description };
  const item = put(seller, {
    ...before,
    ...stamp(seller),
    item_data: { ...before.item_data, ...fields, ...described },
  });
  tell(seller);
  return item;
}

/** A variation changes without its item's time: only the item's content shows it. */
export function updateVariation(seller: Seller, variationId: string, amount: number): Variation {
  const before = variationOf(seller, variationId);
  const variation = put(seller, {
    ...before,
    ...stamp(seller),
    item_variation_data: {
      ...before.item_variation_data,
      price_money: { amount, currency: seller.currency },
    },
  });
  const item = itemOf(seller, variation.item_variation_data?.item_id ?? '');
  const variations = (item.item_data?.variations ?? []).map((each) =>
    each.id === variationId ? variation : each,
  );
  put(seller, { ...item, item_data: { ...item.item_data, variations } });
  tell(seller);
  return variation;
}

export function deleteVariation(seller: Seller, variationId: string): void {
  const variation = bury(seller, variationOf(seller, variationId));
  const item = itemOf(seller, variation.item_variation_data?.item_id ?? '');
  const variations = (item.item_data?.variations ?? []).filter((each) => each.id !== variationId);
  put(seller, { ...item, item_data: { ...item.item_data, variations } });
  tell(seller);
}

/** A deleted item takes its variations along. Both stay, marked, for searches that ask for them. */
export function deleteItem(seller: Seller, itemId: string): void {
  const item = itemOf(seller, itemId);
  for (const { id: variationId } of item.item_data?.variations ?? []) {
    bury(seller, variationOf(seller, variationId ?? ''));
  }
  bury(seller, item);
  tell(seller);
}

/** When the catalog last changed, ms. */
export function latestChange(seller: Seller): number {
  return seller.shelves.catalog.sorted('updated').at(-1)?.updated ?? Date.parse(seller.opened);
}

function newVariation(
  seller: Seller,
  of: { itemId: string; ordinal: number; amount: number },
): StoredVariation {
  return put(seller, {
    ...base(seller, id(seller.random, 24)),
    type: 'ITEM_VARIATION',
    item_variation_data: {
      item_id: of.itemId,
      name: of.ordinal === 0 ? 'Regular' : `Tariff ${of.ordinal}`,
      ordinal: of.ordinal,
      pricing_type: 'FIXED_PRICING',
      price_money: { amount: of.amount, currency: seller.currency },
    },
  });
}

function base(seller: Seller, objectId: string) {
  return {
    id: objectId,
    created_at: seller.time(),
    ...stamp(seller),
    is_deleted: false,
    present_at_all_locations: true,
  };
}

function stamp(seller: Seller) {
  return { updated_at: seller.time(), version: seller.ms() };
}

function bury<T extends CatalogObject>(seller: Seller, object: T): T {
  return put(seller, { ...object, ...stamp(seller), is_deleted: true });
}

function put<T extends CatalogObject>(seller: Seller, object: T): T {
  seller.shelves.catalog.put(object);
  return object;
}

function itemOf(seller: Seller, itemId: string): StoredItem {
  const object = need(seller.shelves.catalog, itemId);
  if (object.type !== 'ITEM' || object.is_deleted) throw new Error(`the sandbox has no item ${itemId}`);
  return object;
}

function variationOf(seller: Seller, variationId: string): StoredVariation {
  const object = need(seller.shelves.catalog, variationId);
  if (object.type === 'ITEM_VARIATION' && !object.is_deleted) return object;
  throw new Error(`the sandbox has no variation ${variationId}`);
}

/** The event tells only that something in the catalog changed. */
function tell(seller: Seller): void {
  const object = { catalog_version: { updated_at: seller.time() } };
  seller.emit('catalog.version.updated', { type: 'catalog', id: '', object });
}
