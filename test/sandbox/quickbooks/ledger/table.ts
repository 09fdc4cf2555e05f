// One company's objects of one entity, each with its JSON kept so that pages are joins of ready texts.

export interface Row {
  Id: string;
  SyncToken: string;
  domain: 'QBO';
  sparse: false;
  MetaData: { CreateTime: string; LastUpdatedTime: string };
  [field: string]: unknown;
}

export interface Stored {
  readonly object: Row;
  /** Milliseconds of whole seconds. */
  readonly createdMs: number;
  readonly updatedMs: number;
  text: string | undefined;
}

/** What is left of an object that was deleted for good. */
export interface Tombstone {
  readonly id: string;
  readonly deletedMs: number;
}

export interface Table {
  get(id: string): Stored | undefined;
  /** Adds an object, or puts a new state in place of the one with its id. */
  put(object: Row, times: { createdMs: number; updatedMs: number }): void;
  remove(id: string, deletedMs: number): void;
  tombstones(): readonly Tombstone[];
  readonly size: number;
  /** All objects, sorted by the key; ties by id. The sorted list is kept until something changes. */
  sorted(name: string, key: (stored: Stored) => number | string): readonly Stored[];
}

export function createTable(): Table {
  const byId = new Map<string, Stored>();
  const gone: Tombstone[] = [];
  let orders = new Map<string, readonly Stored[]>();
  return {
    get: (id) => byId.get(id),
    put(object, times) {
      byId.set(object.Id, { object, ...times, text: undefined });
      orders = new Map();
    },
    remove(id, deletedMs) {
      if (!byId.delete(id)) throw new Error(`no object ${id}`);
      gone.push({ id, deletedMs });
      orders = new Map();
    },
    tombstones: () => gone,
    get size() {
      return byId.size;
    },
    sorted(name, key) {
      const known = orders.get(name);
      if (known !== undefined) return known;
      const order = [...byId.values()].toSorted((a, b) => compare(key(a), key(b)) || idOf(a) - idOf(b));
      orders.set(name, order);
      return order;
    },
  };
}

export function textOf(stored: Stored): string {
  return (stored.text ??= JSON.stringify(stored.object));
}

function idOf({ object }: Stored): number {
  return Number(object.Id);
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
