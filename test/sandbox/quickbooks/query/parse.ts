// The part of SQL that QuickBooks understands; everything else is error 4000.
// https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries
import { invalidQuery } from '../http/fault.ts';
import type { Reader } from './tokens.ts';
import { readerOf } from './tokens.ts';

const COMPARISONS = ['=', '<', '>', '<=', '>=', 'in', 'like'] as const;
export type Comparison = (typeof COMPARISONS)[number];
export type Value = string | boolean;

export interface Condition {
  property: string;
  comparison: Comparison;
  values: Value[];
}
export interface Query {
  counts: boolean;
  entity: string;
  conditions: Condition[];
  order: { property: string; descending: boolean } | undefined;
  /** 1-based. */
  start: number;
  max: number;
}

const DEFAULT_MAX = 100;
const MAX = 1_000;

/** Throws faults 4000 (not the language) and 4001 (not allowed). */
export function parseQuery(text: string): Query {
  const reader = readerOf(text);
  reader.expect('select');
  const counts = reader.accept('count');
  if (counts) reader.expect('(');
  reader.expect('*');
  if (counts) reader.expect(')');
  reader.expect('from');
  const query: Query = {
    counts,
    entity: reader.take('word'),
    conditions: reader.accept('where') ? conditions(reader) : [],
    order: isOrdered(reader) ? ordering(reader) : undefined,
    start: reader.accept('startposition') ? Number(reader.take('number')) : 1,
    max: reader.accept('maxresults') ? Number(reader.take('number')) : DEFAULT_MAX,
  };
  reader.take('end');
  if (query.start < 1) throw invalidQuery('value 0 is too small. Min allowed value is 1');
  if (query.max > MAX) {
    throw invalidQuery(`value ${query.max} is too large. Max allowed value is ${MAX}`);
  }
  return query;
}

function conditions(reader: Reader): Condition[] {
  const found = [condition(reader)];
  while (reader.accept('and')) found.push(condition(reader));
  return found;
}

function condition(reader: Reader): Condition {
  const property = reader.take('word');
  const word = reader.next().toLowerCase();
  const comparison = COMPARISONS.find((each) => each === word);
  if (comparison === undefined) throw reader.unexpected();
  if (comparison !== 'in') return { property, comparison, values: [value(reader)] };
  reader.expect('(');
  const values = [value(reader)];
  while (reader.accept(',')) values.push(value(reader));
  reader.expect(')');
  return { property, comparison, values };
}

/** Numbers are written in quotes too. */
function value(reader: Reader): Value {
  if (reader.accept('true')) return true;
  if (reader.accept('false')) return false;
  return reader.take('string').slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

function isOrdered(reader: Reader): boolean {
  if (reader.accept('orderby')) return true;
  if (!reader.accept('order')) return false;
  reader.expect('by');
  return true;
}

function ordering(reader: Reader): Query['order'] {
  const property = reader.take('word');
  const descending = reader.accept('desc');
  if (!descending) reader.accept('asc');
  return { property, descending };
}
