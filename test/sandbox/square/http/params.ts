// Reads what a request says by a table of parsers. What the table does not know is refused: a typo must not pass.
import { badRequest } from './square-error.ts';

export type Parser<T> = (raw: unknown, name: string) => T;
export type ParamTable = Readonly<Record<string, Parser<unknown>>>;
type Value<P> = P extends Parser<infer T> ? T : never;
export type Params<P extends ParamTable> = { [K in keyof P]?: Value<P[K]> };

export const text: Parser<string> = (raw, name) => {
  if (typeof raw !== 'string') throw badRequest('EXPECTED_STRING', 'Expected a string value.', name);
  return raw;
};

/** A number of a JSON body, or digits of a query. */
export const integer: Parser<number> = (raw, name) => {
  const value = typeof raw === 'string' && /^-?\d{1,15}$/.test(raw) ? Number(raw) : raw;
  if (!Number.isSafeInteger(value)) throw badRequest('EXPECTED_INTEGER', 'Expected an integer value.', name);
  // Just seen to be an integer.
  return value as number;
};

/** A limit that must be within bounds. */
export function limit(most: number): Parser<number> {
  return (raw, name) => {
    const value = integer(raw, name);
    if (value < 1) throw badRequest('VALUE_TOO_LOW', `The \`${name}\` must be at least 1.`, name);
    if (value > most) throw badRequest('VALUE_TOO_HIGH', `The \`${name}\` must be at most ${most}.`, name);
    return value;
  };
}

export const flag: Parser<boolean> = (raw, name) => {
  if (raw === true || raw === 'true') return true;
  if (raw === false || raw === 'false') return false;
  throw badRequest('EXPECTED_BOOLEAN', 'Expected a boolean value.', name);
};

/** RFC 3339, as milliseconds. */
export const time: Parser<number> = (raw, name) => {
  const value = text(raw, name);
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)
    ? Date.parse(value)
    : NaN;
  if (Number.isNaN(ms)) throw badRequest('INVALID_TIME', `\`${value}\` is not a valid RFC 3339 time.`, name);
  return ms;
};

export function oneOf<const T extends string>(...allowed: readonly T[]): Parser<T> {
  return (raw, name) => {
    const found = allowed.find((value) => value === raw);
    if (found !== undefined) return found;
    throw badRequest('INVALID_ENUM_VALUE', `\`${String(raw)}\` is not a valid enum value.`, name);
  };
}

export function listOf<T>(parse: Parser<T>, atMost = 1_000): Parser<T[]> {
  return (raw, name) => {
    if (!Array.isArray(raw)) throw badRequest('EXPECTED_ARRAY', 'Expected an array.', name);
    if (raw.length > atMost)
      throw badRequest('ARRAY_LENGTH_TOO_LONG', `Array must have at most ${atMost} items.`, name);
    return raw.map((item, n) => parse(item, `${name}[${n}]`));
  };
}

export function object<P extends ParamTable>(table: P): Parser<Params<P>> {
  return (raw, name) => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
      throw badRequest('EXPECTED_OBJECT', 'Expected an object.', name || undefined);
    const full = (key: string): string => (name ? `${name}.${key}` : key);
    const parsed: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(raw)) {
      const parse = Object.hasOwn(table, key) ? table[key] : undefined;
      if (!parse) throw badRequest('BAD_REQUEST', `Unexpected field \`${full(key)}\`.`, full(key));
      parsed[key] = parse(value, full(key));
    }
    // `as`: each value came from the parser of the same name.
    return parsed as Params<P>;
  };
}

/** Both ends included. */
export const range = object({ start_at: time, end_at: time });

export function within(ms: number, bounds: { start_at?: number; end_at?: number } | undefined): boolean {
  return ms >= (bounds?.start_at ?? -Infinity) && ms <= (bounds?.end_at ?? Infinity);
}

export function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw badRequest('MISSING_REQUIRED_PARAMETER', `Missing required parameter \`${name}\`.`, name);
}
