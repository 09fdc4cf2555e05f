// Parsers for request parameters. Each takes the raw form value and gives the typed one, or throws Stripe's 400.
import type { RawHash, RawValue } from './form.ts';
import { invalidRequest, parameterMissing, parameterUnknown } from './stripe-error.ts';

export type Parser<T> = (raw: RawValue, name: string) => T;
export type ParamTable = Readonly<Record<string, Parser<unknown>>>;
type Value<P> = P extends Parser<infer T> ? T : never;
/** What a table of parsers gives: every parameter optional, those named in `Required` always there. */
export type Params<P extends ParamTable, Required extends keyof P = never> = {
  [K in Exclude<keyof P, Required>]?: Value<P[K]>;
} & { [K in Required]: Value<P[K]> };

/** Text that cannot be unset. */
export const text: Parser<string> = (raw, name) => {
  if (typeof raw !== 'string')
    throw invalidRequest(`Invalid string: ${JSON.stringify(raw)}`, { param: name });
  if (raw === '') {
    throw invalidRequest(
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
      { code: 'parameter_invalid_empty', param: name },
    );
  }
  if (raw.length > 5000) {
    const message = `Invalid string: ${raw.slice(0, 20)}...; must be at most 5000 characters`;
    throw invalidRequest(message, { code: 'parameter_invalid_string_length', param: name });
  }
  return raw;
};

/** Text of at most so many characters. */
export function shortText(most: number): Parser<string> {
  return (raw, name) => {
    const value = text(raw, name);
    if (value.length <= most) return value;
    const message = `Invalid string: ${value.slice(0, 20)}...; must be at most ${most} characters`;
    throw invalidRequest(message, { code: 'parameter_invalid_string_length', param: name });
  };
}

/** A parameter that an empty string unsets. */
export function clearable<T>(parse: Parser<T>): Parser<T | null> {
  return (raw, name) => (raw === '' ? null : parse(raw, name));
}

export const email: Parser<string> = (raw, name) => {
  const value = text(raw, name);
  if (/^[^\s@]+@[^\s@]+$/.test(value)) return value;
  throw invalidRequest(`Invalid email address: ${value}`, { code: 'email_invalid', param: name });
};

/** A whole number within bounds, both included. */
export function integer(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Parser<number> {
  return (raw, name) => {
    const code = 'parameter_invalid_integer';
    if (typeof raw !== 'string' || !/^-?\d{1,15}$/.test(raw)) {
      const shown = typeof raw === 'string' ? raw : JSON.stringify(raw);
      throw invalidRequest(`Invalid integer: ${shown}`, { code, param: name });
    }
    const value = Number(raw);
    if (value < min) {
      throw invalidRequest(`This value must be greater than or equal to ${min}.`, { code, param: name });
    }
    if (value > max) {
      const message = `This value must be less than or equal to ${max} (it currently is '${value}').`;
      throw invalidRequest(message, { code, param: name });
    }
    return value;
  };
}

/** Unix seconds. */
export const timestamp: Parser<number> = integer(0);

export const flag: Parser<boolean> = (raw, name) => {
  if (raw === 'true') return true;
  if (raw === 'false') return false;
  throw invalidRequest(`Invalid boolean: ${typeof raw === 'string' ? raw : JSON.stringify(raw)}`, {
    param: name,
  });
};

export function oneOf<const T extends string>(...allowed: readonly T[]): Parser<T> {
  return (raw, name) => {
    const found = allowed.find((value) => value === raw);
    if (found !== undefined) return found;
    throw invalidRequest(
      `Invalid ${name}: must be one of ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`,
      {
        param: name,
      },
    );
  };
}

export function hash<P extends ParamTable>(table: P): Parser<Params<P>> {
  return (raw, name) => {
    if (typeof raw === 'string' || Array.isArray(raw)) throw invalidRequest('Invalid hash', { param: name });
    return parseParams(raw, table, { within: name });
  };
}

export function listOf<T>(parse: Parser<T>, limits: { atMost?: number } = {}): Parser<T[]> {
  return (raw, name) => {
    if (!Array.isArray(raw)) throw invalidRequest('Invalid array', { param: name });
    if (limits.atMost !== undefined && raw.length > limits.atMost) {
      const message = `Array ${name} exceeded maximum ${limits.atMost} allowed elements.`;
      throw invalidRequest(message, { param: name });
    }
    return raw.map((item, index) => parse(item, `${name}[${index}]`));
  };
}

/** At most 50 keys of 40 characters, values of 500; an empty value removes the key, an empty hash all (https://docs.stripe.com/api/metadata). */
export const metadata: Parser<Record<string, string> | null> = (raw, name) => {
  if (raw === '') return null;
  if (typeof raw === 'string') throw invalidRequest('Invalid hash', { param: name });
  // An array here is a hash whose keys happen to be 0, 1, 2 …; its entries are the same.
  const entries = Object.entries(raw).map(([key, value]): [string, string] => {
    const param = `${name}[${key}]`;
    if (typeof value !== 'string') throw invalidRequest('Metadata values must be strings', { param });
    if (key.length > 40 || value.length > 500) {
      throw invalidRequest('Metadata keys may have 40 characters and values 500', { param });
    }
    return [key, value];
  });
  if (entries.length > 50) throw invalidRequest('You can have up to 50 metadata keys', { param: name });
  return Object.fromEntries(entries);
};

export interface Range {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}
const bounds = hash({ gt: timestamp, gte: timestamp, lt: timestamp, lte: timestamp });

/** `created=1700000000` or `created[gte]=…&created[lt]=…`, in unix seconds. */
export const range: Parser<Range> = (raw, name) => {
  if (typeof raw !== 'string') return bounds(raw, name);
  const exactly = timestamp(raw, name);
  return { gte: exactly, lte: exactly };
};

export interface ParseOptions<Required> {
  required?: readonly Required[];
  /** The parameter this hash is the value of, for names such as `address[city]`. */
  within?: string;
}

/** Reads a hash by its table: unknown names first, as Stripe does, then missing ones, then values. */
export function parseParams<P extends ParamTable, Required extends keyof P = never>(
  raw: RawHash,
  table: P,
  options: ParseOptions<Required> = {},
): Params<P, Required> {
  const full = (name: string): string => (options.within === undefined ? name : `${options.within}[${name}]`);
  const names = Object.keys(raw);
  const unknown = names.filter((name) => !Object.hasOwn(table, name)).map(full);
  if (unknown.length > 0) throw parameterUnknown(unknown);
  for (const name of options.required ?? []) {
    if (!Object.hasOwn(raw, name)) throw parameterMissing(full(String(name)));
  }
  const parsed: Record<string, unknown> = {};
  for (const name of names) parsed[name] = table[name]?.(raw[name] ?? '', full(name));
  // `as`: each value came from the parser of the same name, and the required names were found above.
  return parsed as Params<P, Required>;
}
