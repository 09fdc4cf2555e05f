/** Square's catalog: an item is the product, its variations (sizes, prices) are part of it. */
import type { serialization } from 'square';
import type { Change, Seen } from '../provider.ts';
import { changedAt, type SquareObject } from './object.ts';

type CatalogObject = serialization.CatalogObject.Raw;

/** An item is as new as the newest of it and its variations, which change without it. */
export function itemVersion(object: SquareObject): bigint {
  // Only items come here; see the line of `product` in resources.ts.
  const { item_data: item } = object as serialization.CatalogObject.Item;
  const times = [object, ...(item?.variations ?? [])].map((each) => changedAt(each as SquareObject));
  return times.reduce((newest, each) => (each > newest ? each : newest));
}

/** What a page of the catalog says about products; `see` reads an item that is there. */
export function catalogChanges(
  objects: readonly SquareObject[],
  see: (item: SquareObject) => Seen,
): Change[] {
  const items = objects.filter((object) => typeOf(object) === 'ITEM').map((item) => itemChange(item, see));
  const versions = new Map(items.map((item) => [item.externalId, item.version]));
  const hints = objects.flatMap((object) => {
    const externalId = itemOf(object);
    const version = changedAt(object);
    // An item that is there as well tells of its variations itself.
    if (externalId === undefined || (versions.get(externalId) ?? -1n) >= version) return [];
    return [{ kind: 'hint' as const, resource: 'product' as const, externalId, version }];
  });
  return [...items, ...hints];
}

function itemChange(item: SquareObject, see: (item: SquareObject) => Seen): Change {
  if (!item.is_deleted) return see(item);
  const version = itemVersion(item);
  return { kind: 'gone', from: 'page', resource: 'product', externalId: item.id, version };
}

/** The item a variation belongs to. */
function itemOf(object: SquareObject): string | undefined {
  if (typeOf(object) !== 'ITEM_VARIATION') return undefined;
  const { item_variation_data: variation } = object as serialization.CatalogObject.ItemVariation;
  return variation?.item_id ?? undefined;
}

function typeOf(object: SquareObject): string {
  // Every catalog object says its type; nothing is done with one that does not.
  return (object as Partial<CatalogObject>).type ?? '';
}
