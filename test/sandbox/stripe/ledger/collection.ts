// One account's objects of one kind, oldest first, each with its JSON text kept so that lists are joins of ready texts.

export interface Listed {
  readonly id: string;
  readonly object: string;
  /** Unix seconds. */
  readonly created: number;
}
export interface Tombstone {
  readonly id: string;
  readonly object: string;
  readonly deleted: true;
}
export interface Entry<T extends Listed> {
  readonly object: T;
  /** Breaks ties between objects created in the same second: later added counts as newer. */
  readonly order: number;
  text: string | undefined;
}

export interface Collection<T extends Listed> {
  /** All live entries, oldest first. Never changed in place by readers. */
  readonly entries: readonly Entry<T>[];
  get(id: string): Entry<T> | undefined;
  tombstone(id: string): Tombstone | undefined;
  add(object: T): void;
  /** Puts a new state in place of the object with the same id. */
  replace(object: T): void;
  /** Takes the object out of lists for good; its id answers with a tombstone from then on. */
  remove(id: string): Tombstone | undefined;
  /** Where a live object stands in `entries`. */
  position(id: string): number | undefined;
  /** How many live objects were created before the second, or up to and including it. */
  countBefore(created: number, including: boolean): number;
}

/** The JSON of an entry, made on first use. */
export function textOf(entry: Entry<Listed>): string {
  return (entry.text ??= JSON.stringify(entry.object));
}

export function createCollection<T extends Listed>(): Collection<T> {
  const entries: Entry<T>[] = [];
  const byId = new Map<string, Entry<T>>();
  const tombstones = new Map<string, Tombstone>();
  let added = 0;

  /** The first position whose entry is not before (created, order). */
  function lowerBound(created: number, order: number): number {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = entries[middle];
      if (entry === undefined) break;
      const before =
        entry.object.created < created || (entry.object.created === created && entry.order < order);
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  const positionOf = (entry: Entry<T>): number => lowerBound(entry.object.created, entry.order);

  return {
    entries,
    get: (id) => byId.get(id),
    tombstone: (id) => tombstones.get(id),
    add(object) {
      const entry: Entry<T> = { object, order: added++, text: undefined };
      byId.set(object.id, entry);
      entries.splice(positionOf(entry), 0, entry);
    },
    replace(object) {
      const old = byId.get(object.id);
      if (old === undefined) throw new Error(`${object.id} is not in this collection`);
      const entry: Entry<T> = { object, order: old.order, text: undefined };
      byId.set(object.id, entry);
      entries[positionOf(old)] = entry;
    },
    remove(id) {
      const entry = byId.get(id);
      if (entry === undefined) return undefined;
      entries.splice(positionOf(entry), 1);
      byId.delete(id);
      const tombstone: Tombstone = { id, object: entry.object.object, deleted: true };
      tombstones.set(id, tombstone);
      return tombstone;
    },
    position(id) {
      const entry = byId.get(id);
      return entry === undefined ? undefined : positionOf(entry);
    },
    countBefore: (created, including) => lowerBound(including ? created + 1 : created, 0),
  };
}
