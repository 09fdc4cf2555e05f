// Query parameters. The real service overlooks those it does not know; a misspelt one is refused here, so that it is found.
import { invalidResource } from './problem.ts';

export interface ListQuery {
  count: number;
  offset: number;
  fields: string | undefined;
  excludeFields: string | undefined;
  sortField: string | undefined;
  descending: boolean;
  /** Milliseconds by parameter name. */
  times: ReadonlyMap<string, number>;
  /** The other parameters that this collection knows. */
  others: ReadonlyMap<string, string>;
}

export interface ListRules {
  readonly sortFields: readonly string[];
  /** `since_…` and `before_…` parameters, with the time each looks at. */
  readonly times: Readonly<Record<string, string>>;
  /** Further parameters with the values they take; null for any. */
  readonly others: Readonly<Record<string, readonly string[] | null>>;
}

const MAX_COUNT = 1_000;
const DEFAULT_COUNT = 10;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;
const OBJECT = new Set(['fields', 'exclude_fields']);
const LIST = new Set([...OBJECT, 'count', 'offset', 'sort_field', 'sort_dir']);

/** Throws a 400 for what is not understood. */
export function listQuery(query: URLSearchParams, rules: ListRules): ListQuery {
  const times = new Map<string, number>();
  const others = new Map<string, string>();
  for (const [name, value] of query) {
    if (LIST.has(name)) continue;
    if (Object.hasOwn(rules.times, name)) times.set(name, time(name, value));
    else if (Object.hasOwn(rules.others, name))
      others.set(name, oneOf(name, value, rules.others[name] ?? null));
    else throw unknown(name);
  }
  const sortField = query.get('sort_field');
  const direction = oneOf('sort_dir', query.get('sort_dir') ?? 'ASC', ['ASC', 'DESC']);
  return {
    ...objectQuery(query, LIST, [...Object.keys(rules.times), ...Object.keys(rules.others)]),
    count: whole('count', query.get('count') ?? String(DEFAULT_COUNT), MAX_COUNT),
    offset: whole('offset', query.get('offset') ?? '0', Number.MAX_SAFE_INTEGER),
    sortField: sortField === null ? undefined : oneOf('sort_field', sortField, rules.sortFields),
    descending: direction === 'DESC',
    times,
    others,
  };
}

/** The parameters of a single object. */
export function objectQuery(
  query: URLSearchParams,
  known: ReadonlySet<string> = OBJECT,
  alsoKnown: readonly string[] = [],
): Pick<ListQuery, 'fields' | 'excludeFields'> {
  for (const name of query.keys()) if (!known.has(name) && !alsoKnown.includes(name)) throw unknown(name);
  return {
    fields: query.get('fields') ?? undefined,
    excludeFields: query.get('exclude_fields') ?? undefined,
  };
}

function unknown(field: string) {
  return invalidResource({ field, message: 'This parameter is not known' });
}

function whole(field: string, text: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value <= max) return value;
  throw invalidResource({
    field,
    message: `Schema describes integer from 0 to ${max}, ${text} found instead`,
  });
}

function oneOf(field: string, value: string, allowed: readonly string[] | null): string {
  if (allowed === null || allowed.includes(value)) return value;
  throw invalidResource({ field, message: `Value must be one of the following: ${allowed.join(', ')}` });
}

/** A `+` that was not encoded has become a space, which is why this is refused so often. */
function time(field: string, text: string): number {
  const ms = TIME.test(text) ? Date.parse(text.replace(' ', 'T')) : NaN;
  if (Number.isNaN(ms)) throw invalidResource({ field, message: 'Value must be a valid ISO 8601 date time' });
  return ms;
}
