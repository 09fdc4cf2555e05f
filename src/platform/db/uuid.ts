const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids come from callers: what is no UUID names nothing, and must not reach a `uuid` column as a database error. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Sorts after every UUID: where a descending page by id begins. */
export const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
