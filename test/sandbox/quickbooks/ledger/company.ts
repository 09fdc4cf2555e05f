// One company's books, and the only ways in which they change.
import type { Random } from '../../stripe/seed/random.ts';
import { seededRandom } from '../../stripe/seed/random.ts';
import type { Row, Table } from './table.ts';
import { createTable } from './table.ts';
import { isoAt } from './times.ts';

export const ENTITIES = ['Customer', 'Vendor', 'Item', 'Account', 'Invoice', 'Payment'] as const;
export type EntityName = (typeof ENTITIES)[number];
/** Deactivated, never deleted. */
export const LISTS: ReadonlySet<EntityName> = new Set(['Customer', 'Vendor', 'Item', 'Account']);

export type Operation = 'Create' | 'Update' | 'Delete' | 'Merge' | 'Void';

/** What the outside is told of a change. */
export interface Notice {
  realmId: string;
  entity: EntityName;
  id: string;
  operation: Operation;
  atMs: number;
  offsetMinutes: number;
  /** Of a merge: the object that went into the other. */
  deletedId?: string;
}

export interface CompanyOptions {
  seed: number;
  /** ISO 4217. */
  currency: string;
  /** Whether objects name their currency; without it they are all in the company's own. */
  multicurrency: boolean;
  /** Milliseconds. */
  now: () => number;
  notify: (notice: Notice) => void;
}

export interface Company extends Omit<CompanyOptions, 'seed'> {
  readonly realmId: string;
  readonly random: Random;
  readonly offsetMinutes: number;
  readonly tables: Readonly<Record<EntityName, Table>>;
  info: Row;
}

export type Fields = Readonly<Record<string, unknown>>;

/** A new company without any objects. */
export function openCompany(options: CompanyOptions): Company {
  const random = seededRandom(options.seed);
  const digits = Array.from({ length: 10 }, () => random.between(0, 9)).join('');
  const name = `Harbour Lights ${random.token(4)}`;
  const offsetMinutes = -480;
  const at = isoAt(options.now(), offsetMinutes);
  return {
    ...options,
    realmId: `934145${digits}`,
    random,
    offsetMinutes,
    tables: {
      Customer: createTable(),
      Vendor: createTable(),
      Item: createTable(),
      Account: createTable(),
      Invoice: createTable(),
      Payment: createTable(),
    },
    info: {
      Id: '1',
      SyncToken: '4',
      domain: 'QBO',
      sparse: false,
      MetaData: { CreateTime: at, LastUpdatedTime: at },
      CompanyName: name,
      LegalName: `${name} LLC`,
      CompanyAddr: {
        Id: '1',
        Line1: '12 Harbour Road',
        City: 'Astoria',
        CountrySubDivisionCode: 'OR',
        PostalCode: '97103',
        Country: 'US',
      },
      Email: { Address: `books+${random.token(6).toLowerCase()}@example.com` },
      Country: 'US',
      FiscalYearStartMonth: 'January',
      SupportedLanguages: 'en',
    },
  };
}

export function create(company: Company, entity: EntityName, fields: Fields): Row {
  const table = company.tables[entity];
  const atMs = secondOf(company.now());
  const at = isoAt(atMs, company.offsetMinutes);
  const row: Row = {
    ...(LISTS.has(entity) && { Active: true }),
    ...(company.multicurrency && entity !== 'Item' && { CurrencyRef: { value: company.currency } }),
    ...fields,
    Id: String(table.size + table.tombstones().length + 1),
    SyncToken: '0',
    domain: 'QBO',
    sparse: false,
    MetaData: { CreateTime: at, LastUpdatedTime: at },
  };
  table.put(row, { createdMs: atMs, updatedMs: atMs });
  notify(company, { entity, id: row.Id, operation: 'Create' });
  return row;
}

/** Puts changed fields over the object. `operation` is what the notice says. */
export function update(
  company: Company,
  { entity, id, operation = 'Update' }: { entity: EntityName; id: string; operation?: Operation },
  fields: Fields,
): Row {
  const stored = company.tables[entity].get(id);
  if (stored === undefined) throw new Error(`no ${entity} ${id}`);
  const updatedMs = secondOf(company.now());
  const row = changed(company, stored.object, fields);
  company.tables[entity].put(row, { createdMs: stored.createdMs, updatedMs });
  notify(company, { entity, id, operation });
  return row;
}

/** Deletes a transaction for good. */
export function remove(company: Company, entity: 'Invoice' | 'Payment', id: string): void {
  company.tables[entity].remove(id, secondOf(company.now()));
  notify(company, { entity, id, operation: 'Delete' });
}

/** One name goes into another and is put away. */
export function merge(
  company: Company,
  entity: 'Customer' | 'Vendor',
  { from, into }: { from: string; into: string },
): void {
  const stored = company.tables[entity].get(from);
  if (stored === undefined) throw new Error(`no ${entity} ${from}`);
  const name = `${String(stored.object['DisplayName'])} (deleted)`;
  const row = changed(company, stored.object, { Active: false, DisplayName: name });
  company.tables[entity].put(row, {
    createdMs: stored.createdMs,
    updatedMs: secondOf(company.now()),
  });
  notify(company, { entity, id: into, operation: 'Merge', deletedId: from });
}

export function updateInfo(company: Company, fields: Fields): Row {
  return (company.info = changed(company, company.info, fields));
}

function changed(company: Company, row: Row, fields: Fields): Row {
  const at = isoAt(secondOf(company.now()), company.offsetMinutes);
  return {
    ...row,
    ...fields,
    SyncToken: String(Number(row.SyncToken) + 1),
    MetaData: { ...row.MetaData, LastUpdatedTime: at },
  };
}

function notify(company: Company, what: Pick<Notice, 'entity' | 'id' | 'operation' | 'deletedId'>): void {
  const { realmId, offsetMinutes } = company;
  company.notify({ realmId, offsetMinutes, atMs: company.now(), ...what });
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}
