// What a query finds in one company's books.
import { invalidQuery } from '../http/fault.ts';
import type { Company, EntityName } from '../ledger/company.ts';
import { ENTITIES, LISTS } from '../ledger/company.ts';
import type { Stored } from '../ledger/table.ts';
import { textOf } from '../ledger/table.ts';
import type { Condition, Query, Value } from './parse.ts';

type Key = (stored: Stored) => number | string;
interface Property {
  kind: 'id' | 'time' | 'text' | 'amount' | 'flag';
  key: Key;
}

const METADATA: Readonly<Record<string, Property>> = {
  id: { kind: 'id', key: ({ object }) => Number(object.Id) },
  'metadata.createtime': { kind: 'time', key: ({ createdMs }) => createdMs },
  'metadata.lastupdatedtime': { kind: 'time', key: ({ updatedMs }) => updatedMs },
};
const field = (name: string, kind: 'text' | 'amount' | 'flag'): [string, Property] => [
  name.toLowerCase(),
  {
    kind,
    key: ({ object }) => (kind === 'amount' ? Number(object[name] ?? 0) : String(object[name] ?? '')),
  },
];
/** Compared by the address that is in it. */
const EMAIL: [string, Property] = [
  'primaryemailaddr',
  {
    kind: 'text',
    key: ({ object }) =>
      String((object['PrimaryEmailAddr'] as { Address?: string } | undefined)?.Address ?? ''),
  },
];
const TRANSACTION = [field('DocNumber', 'text'), field('TxnDate', 'text'), field('TotalAmt', 'amount')];
const PROPERTIES: Readonly<Record<EntityName, Readonly<Record<string, Property>>>> = {
  Customer: table([field('Active', 'flag'), field('DisplayName', 'text'), EMAIL]),
  Vendor: table([field('Active', 'flag'), field('DisplayName', 'text'), EMAIL]),
  Item: table([field('Active', 'flag'), field('Name', 'text'), field('Type', 'text')]),
  Account: table([field('Active', 'flag'), field('Name', 'text'), field('AccountType', 'text')]),
  Invoice: table([...TRANSACTION, field('DueDate', 'text'), field('Balance', 'amount')]),
  Payment: table(TRANSACTION),
};

/** The JSON of `QueryResponse`. Throws fault 4001 for what cannot be asked. */
export function runQuery(company: Company, query: Query): string {
  const entity = entityNamed(query.entity);
  if (entity === undefined) throw invalidQuery(`Entity ${query.entity} not found`);
  const properties = PROPERTIES[entity];
  const property = (name: string): Property => {
    const found = properties[name.toLowerCase()];
    if (found === undefined) throw invalidQuery(`Property ${name} not found for Entity ${entity}`);
    return found;
  };
  const filters = query.conditions.map((condition) => filterOf(condition, property(condition.property)));
  const asksActive = query.conditions.some(({ property: name }) => name.toLowerCase() === 'active');
  if (LISTS.has(entity) && !asksActive) filters.push(({ object }) => object['Active'] === true);

  const by = property(query.order?.property ?? 'id');
  const ascending = company.tables[entity].sorted(query.order?.property.toLowerCase() ?? 'id', by.key);
  const ordered = query.order?.descending ? ascending.toReversed() : ascending;
  const found = ordered.filter((stored) => filters.every((keeps) => keeps(stored)));
  if (query.counts) return `{"totalCount":${found.length}}`;
  const page = found.slice(query.start - 1, query.start - 1 + query.max);
  if (page.length === 0) return '{}';
  const rows = page.map(textOf).join(',');
  return `{"${entity}":[${rows}],"startPosition":${query.start},"maxResults":${page.length}}`;
}

export function entityNamed(name: string): EntityName | undefined {
  return ENTITIES.find((each) => each.toLowerCase() === name.toLowerCase());
}

function filterOf({ property: name, comparison, values }: Condition, { kind, key }: Property) {
  if (kind === 'id' && comparison !== '=' && comparison !== 'in') {
    throw invalidQuery(`Property ${name} does not support operator ${comparison}`);
  }
  const wanted = values.map((value) => valueFor(kind, name, value));
  const [only] = wanted;
  if (only === undefined) throw invalidQuery(`no value for ${name}`);
  return (stored: Stored): boolean => {
    const has = key(stored);
    switch (comparison) {
      case '=':
        return has === only;
      case 'in':
        return wanted.includes(has);
      case '<':
        return has < only;
      case '>':
        return has > only;
      case '<=':
        return has <= only;
      case '>=':
        return has >= only;
      case 'like':
        return likeness(String(only)).test(String(has));
    }
  };
}

/** The literal in the form in which the property is compared. */
function valueFor(kind: Property['kind'], name: string, value: Value): number | string {
  if ((kind === 'flag') !== (typeof value === 'boolean')) throw invalidQuery(`Invalid value for ${name}`);
  const number = kind === 'time' ? Date.parse(String(value)) : Number(value);
  if (kind === 'text' || kind === 'flag') return String(value);
  if (Number.isNaN(number)) throw invalidQuery(`Invalid value '${String(value)}' for ${name}`);
  return number;
}

function likeness(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*');
  return new RegExp(`^${escaped}$`, 'is');
}

function table(fields: [string, Property][]): Readonly<Record<string, Property>> {
  return { ...METADATA, ...Object.fromEntries(fields) };
}
