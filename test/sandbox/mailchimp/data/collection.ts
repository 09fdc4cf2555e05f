// Objects by id that can be listed sorted by one of their times. Sorting and JSON are kept until something changes.
import { render, type FieldFilter } from '../http/fields.ts';

export interface Entry<T> {
  readonly object: T;
  /** Milliseconds by name of the time; NaN for an empty one. */
  readonly times: Map<string, number>;
  /** JSON by field filter. */
  readonly texts: Map<string, string>;
}

export interface Collection<T extends { id: string }> {
  readonly size: number;
  get(id: string): T | undefined;
  /** In the order in which they were added. */
  all(): T[];
  /** Adds the object, or puts it in the place of the one with its id. */
  put(object: T): void;
  remove(id: string): boolean;
  /** Ascending by the time of that name; without one, as added. Not to be changed. */
  sorted(time?: string): readonly Entry<T>[];
}

export function createCollection<T extends { id: string }>(): Collection<T> {
  const entries = new Map<string, Entry<T>>();
  const sortings = new Map<string, readonly Entry<T>[]>();
  return {
    get size() {
      return entries.size;
    },
    get: (id) => entries.get(id)?.object,
    all: () => [...entries.values()].map(({ object }) => object),
    put(object) {
      entries.set(object.id, { object, times: new Map(), texts: new Map() });
      sortings.clear();
    },
    remove(id) {
      sortings.clear();
      return entries.delete(id);
    },
    sorted(time = '') {
      const known = sortings.get(time);
      if (known) return known;
      const all = [...entries.values()];
      const sorted =
        time === '' ? all : all.toSorted((a, b) => order(timeOf(a, time)) - order(timeOf(b, time)));
      sortings.set(time, sorted);
      return sorted;
    },
  };
}

export function timeOf<T extends object>(entry: Entry<T>, name: string): number {
  let time = entry.times.get(name);
  if (time === undefined) {
    time = Date.parse(String(Reflect.get(entry.object, name)));
    entry.times.set(name, time);
  }
  return time;
}

export function textOf<T extends object>(entry: Entry<T>, filter: FieldFilter): string {
  let text = entry.texts.get(filter.key);
  if (text === undefined) {
    text = JSON.stringify(render(entry.object, filter));
    entry.texts.set(filter.key, text);
  }
  return text;
}

/** An empty time comes first. */
function order(time: number): number {
  return Number.isNaN(time) ? 0 : time;
}
