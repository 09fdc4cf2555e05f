/** Square's catalog: an item is the product, its variations (sizes, prices) are part of it. */
import type { serialization } from 'square';
import type { Change, Seen } from '../provider.ts';
import type { SquareObject } from './object.ts';

/**
 * What a page of the catalog, as of that instant (ms by Square's clock), says about products; `see` reads an item that
 * is there.
 */
export function catalogChanges(
  page: { objects: readonly SquareObject[]; asOf: number },
  see: (item: SquareObject) => Seen,
): Change[] {
  const version = BigInt(page.asOf);
  const items = page.objects.filter((object) => typeOf(object) === 'ITEM');
  const shown = new Set(items.map(({ id }) => id));
  // An item that is there as well tells of its variations itself.
  const touched = new Set(page.objects.map(itemOf).filter((id) => id !== undefined && !shown.has(id)));
  return [
    ...items.map((item): Change => {
      const { id: externalId } = item;
      return item.is_deleted
        ? { kind: 'gone', from: 'page', resource: 'product', externalId, version }
        : see(item);
    }),
    ...[...touched].map((id): Change => {
      return { kind: 'hint', resource: 'product', externalId: id ?? '', version };
    }),
  ];
}

/** The item that a variation, live or deleted, belongs to. */
function itemOf(object: SquareObject): string | undefined {
  if (typeOf(object) !== 'ITEM_VARIATION') return undefined;
  // The type says which of the catalog's objects it is.
  const { item_variation_data: variation } = object as serialization.CatalogObject.ItemVariation;
  return variation?.item_id ?? undefined;
}

function typeOf(object: SquareObject): string {
  // Every catalog object says its type; nothing is done with one that does not.
  return (object as Partial<serialization.CatalogObject.Raw>).type ?? '';
}
