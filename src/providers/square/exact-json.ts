/** JSON with integers of any size. Square's amounts are 64-bit integers; a double holds only 53 bits of them. */

interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}
// Node has both (ES2027, "JSON.parse source text access"); the types of ES2024 do not.
const exact = JSON as unknown as ExactJson;

/** Integers that a number cannot hold become raw JSON: JSON.stringify writes their digits again. Throws SyntaxError. */
export function parseExact(text: string): unknown {
  // Only a run of 16 digits can be too large, and looking for one is far cheaper than a reviver.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return exact.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && source && /^-?\d+$/.test(source)
      ? exact.rawJSON(source)
      : value,
  );
}

/** Writes `bigint` as a JSON number. */
export function stringifyExact(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'bigint' ? exact.rawJSON(String(each)) : each,
  );
}

/** An integer as `parseExact` leaves it; undefined for anything else. */
export function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  if (typeof value !== 'object' || value === null || !('rawJSON' in value)) return undefined;
  return typeof value.rawJSON === 'string' ? BigInt(value.rawJSON) : undefined;
}
