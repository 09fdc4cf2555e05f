import { latestChange } from '../objects/catalog.ts';
import type { Endpoints } from './endpoints.ts';
import { listBody, pageOf } from './page.ts';
import { flag, integer, listOf, object, oneOf, text, time } from './params.ts';
import { single } from './single.ts';
import { badRequest } from './square-error.ts';

// The sandbox's catalog holds two of them; the others are known and empty.
const TYPES =
  'ITEM IMAGE CATEGORY ITEM_VARIATION TAX DISCOUNT MODIFIER_LIST MODIFIER PRICING_RULE PRODUCT_SET TIME_PERIOD MEASUREMENT_UNIT'.split(
    ' ',
  );
const objectType = oneOf(...TYPES);
/** Variations are nested, so they must be asked for. */
const TOP_LEVEL = TYPES.filter((type) => !['ITEM_VARIATION', 'IMAGE', 'MODIFIER'].includes(type));
const LIST_LIMIT = 100;
const MOST = 1_000;

const search = object({
  cursor: text,
  object_types: listOf(objectType),
  include_deleted_objects: flag,
  include_related_objects: flag,
  begin_time: time,
  limit: integer,
});
const list = object({ cursor: text, types: text });

export const catalogEndpoints: Endpoints = {
  'POST /v2/catalog/search': ({ seller, params, now }) => {
    const { cursor, limit, ...query } = search(params, '');
    const types = new Set(query.object_types ?? TOP_LEVEL);
    const page = pageOf(seller.shelves.catalog, {
      query: ['catalog search', query],
      cursor,
      // "If the supplied limit is negative, zero, or is higher than the maximum limit of 1,000, it will be ignored."
      limit: limit !== undefined && limit > 0 && limit <= MOST ? limit : LIST_LIMIT,
      sort: 'created',
      matches: ({ object: each, updated }) =>
        types.has(each.type) &&
        (query.include_deleted_objects === true || !each.is_deleted) &&
        // "The timestamp is exclusive."
        updated > (query.begin_time ?? -Infinity),
      mark: () => latestChange(seller),
      now,
    });
    return listBody('objects', page, { latest_time: new Date(page.mark).toISOString() });
  },
  'GET /v2/catalog/list': ({ seller, params, now }) => {
    const { cursor, types } = list(params, '');
    const wanted = types === undefined ? TOP_LEVEL : types.toUpperCase().split(',');
    const unknown = wanted.find((type) => !TYPES.includes(type));
    if (unknown) throw badRequest('INVALID_ENUM_VALUE', `\`${unknown}\` is not a valid enum value.`, 'types');
    const page = pageOf(seller.shelves.catalog, {
      query: ['catalog list', wanted],
      cursor,
      limit: LIST_LIMIT,
      sort: 'created',
      matches: ({ object: each }) => wanted.includes(each.type) && !each.is_deleted,
      mark: () => now,
      now,
    });
    return listBody('objects', page);
  },
  'GET /v2/catalog/object/:id': single('catalog', 'object'),
};
