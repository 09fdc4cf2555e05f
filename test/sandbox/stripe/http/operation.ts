// The three shapes an endpoint has: a list, one object by id, and an operation with parameters. Each gives the answer's JSON.
import type { Book, Objects, ResourceName } from '../ledger/book.ts';
import { NOUN } from '../ledger/changes.ts';
import type { Entry, Listed } from '../ledger/collection.ts';
import { textOf } from '../ledger/collection.ts';
import { checkExpansions, expand } from './expand.ts';
import type { RawHash } from './form.ts';
import type { PageRequest } from './page.ts';
import { pageOf } from './page.ts';
import type { Params, ParamTable, Parser } from './params.ts';
import { integer, listOf, parseParams, range, text } from './params.ts';
import { parameterUnknown, resourceMissing } from './stripe-error.ts';

export interface Call {
  book: Book;
  /** The object's id, from the path; empty where the path has none. */
  id: string;
}
export type Endpoint = (call: Call, raw: RawHash) => string;
export type Endpoints = Readonly<Record<string, Endpoint>>;
type Predicate<T> = (object: T) => boolean;

const EXPAND = { expand: listOf(text) };
const PAGE = { ...EXPAND, limit: integer(1, 100), starting_after: text, ending_before: text, created: range };

/** A list filter: keeps the objects for which `keeps` is true of the parameter's value. */
export function where<T, V>(parse: Parser<V>, keeps: (object: T, value: V) => boolean): Parser<Predicate<T>> {
  return (raw, name) => {
    const value = parse(raw, name);
    return (object) => keeps(object, value);
  };
}

export interface ListingOptions<T> {
  filters?: Readonly<Record<string, Parser<Predicate<T>>>>;
  /** What this list shows at all, whatever the filters; an object it hides is no valid cursor either. */
  visible?: (book: Book, raw: RawHash) => Predicate<T>;
  /** False for the lists without the `created` filter. */
  created?: boolean;
}

/** `GET /v1/<resource>`, newest first. */
export function listing<K extends ResourceName>(
  resource: K,
  options: ListingOptions<Objects[K]> = {},
): Endpoint {
  const filters = options.filters ?? {};
  return ({ book }, raw) => {
    const named = Object.entries(raw);
    const filterValues = Object.fromEntries(named.filter(([name]) => Object.hasOwn(filters, name)));
    const pageValues = Object.fromEntries(named.filter(([name]) => !Object.hasOwn(filters, name)));
    if (options.created === false && 'created' in pageValues) throw parameterUnknown(['created']);
    const request: PageRequest = parseParams(pageValues, PAGE);
    const kept = Object.values(parseParams(filterValues, filters)).filter(
      (predicate) => predicate !== undefined,
    );
    const expansions = checkExpansions(request.expand ?? [], NOUN[resource], true);
    const page = pageOf(book.objects[resource], request, {
      noun: NOUN[resource],
      visible: options.visible?.(book, raw),
      matches: kept,
    });
    const render = (entry: Entry<Listed>): string =>
      expansions.length === 0 ? textOf(entry) : JSON.stringify(expand(book, entry.object, expansions));
    const data = page.entries.map(render).join(',');
    return `{"object":"list","data":[${data}],"has_more":${page.hasMore},"url":"/v1/${resource}"}`;
  };
}

/** `GET /v1/<resource>/:id`; a deleted object answers with its tombstone. */
export function retrieval<K extends ResourceName>(
  resource: K,
  visible?: (book: Book, object: Objects[K]) => boolean,
): Endpoint {
  return ({ book, id }, raw) => {
    const expansions = checkExpansions(parseParams(raw, EXPAND).expand ?? [], NOUN[resource], false);
    const collection = book.objects[resource];
    const entry = collection.get(id);
    if (entry === undefined || visible?.(book, entry.object) === false) {
      const tombstone = collection.tombstone(id);
      if (tombstone === undefined) throw resourceMissing(NOUN[resource], id);
      return JSON.stringify(tombstone);
    }
    return expansions.length === 0 ? textOf(entry) : JSON.stringify(expand(book, entry.object, expansions));
  };
}

/** Any other endpoint: its parameters as a table, and what it does. `gives` is the kind of object it answers with. */
export function operation<
  P extends ParamTable,
  Required extends Extract<keyof P, string> = never,
>(definition: {
  gives: string;
  params: P;
  required?: readonly Required[];
  run: (call: Call, params: Params<P, Required>) => object;
}): Endpoint {
  return (call, raw) => {
    const { expand: expandRaw, ...own } = raw;
    const { expand: paths = [] } = parseParams(expandRaw === undefined ? {} : { expand: expandRaw }, EXPAND);
    const params = parseParams(own, definition.params, { required: definition.required ?? [] });
    const expansions = checkExpansions(paths, definition.gives, false);
    return JSON.stringify(expand(call.book, definition.run(call, params), expansions));
  };
}
