// One seller's objects of one kind, sorted by both of their times, each with its JSON kept so that lists are joins of ready texts.
import { exactText } from './exact-text.ts';

export interface Dated {
  id?: string | null;
  created_at?: string | null;
  updated_at?: string | null;
}
export type TimeField = 'created' | 'updated';

export interface Entry<T extends Dated> {
  readonly id: string;
  readonly object: T;
  /** Milliseconds. */
  readonly created: number;
  readonly updated: number;
  readonly text: string;
}

export interface Shelf<T extends Dated> {
  /** The object as it is now; lists may not show it yet. */
  get(id: string): Entry<T> | undefined;
  /** Every object as it is now, oldest first. */
  all(): Entry<T>[];
  put(object: T): T;
  remove(id: string): void;
  /** What lists and searches show, oldest first by that time and then by id. Never changed by readers. */
  sorted(field: TimeField): readonly Entry<T>[];
  /** How many of them a page shows at most, whatever its limit. */
  readonly mostPerPage: number;
}

interface Late<T extends Dated> {
  visibleAt: number;
  id: string;
  entry: Entry<T> | undefined;
}

/** `lagMs`: how long after a change lists still show the state before it. */
export function createShelf<T extends Dated>(options: {
  now: () => number;
  lagMs: () => number;
  mostPerPage: number;
}): Shelf<T> {
  const current = new Map<string, Entry<T>>();
  const shown = new Map<string, Entry<T>>();
  const views: Record<TimeField, Entry<T>[]> = { created: [], updated: [] };
  let late: Late<T>[] = [];

  function show(id: string, entry: Entry<T> | undefined): void {
    const before = shown.get(id);
    for (const field of ['created', 'updated'] as const) {
      const view = views[field];
      if (before) view.splice(lowerBound(view, field, before), 1);
      if (entry) view.splice(lowerBound(view, field, entry), 0, entry);
    }
    if (entry) shown.set(id, entry);
    else shown.delete(id);
  }
  function change(id: string, entry: Entry<T> | undefined): void {
    const lag = options.lagMs();
    if (lag > 0) late.push({ visibleAt: options.now() + lag, id, entry });
    else show(id, entry);
  }
  function catchUp(): void {
    if (late.length === 0) return;
    const now = options.now();
    for (const { id, entry } of late.filter(({ visibleAt }) => visibleAt <= now)) show(id, entry);
    late = late.filter(({ visibleAt }) => visibleAt > now);
  }

  return {
    mostPerPage: options.mostPerPage,
    get: (id) => current.get(id),
    all: () => [...current.values()].toSorted((a, b) => compare(a, b, 'created')),
    put(object) {
      const entry = entryOf(object);
      current.set(entry.id, entry);
      change(entry.id, entry);
      return object;
    },
    remove(id) {
      current.delete(id);
      change(id, undefined);
    },
    sorted(field) {
      catchUp();
      return views[field];
    },
  };
}

/** The first place in the view that is not before (time, id). */
export function lowerBound<T extends Dated>(
  view: readonly Entry<T>[],
  field: TimeField,
  at: Pick<Entry<T>, 'id' | TimeField>,
): number {
  let low = 0;
  let high = view.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = view[middle];
    if (entry === undefined) break;
    if (compare(entry, at, field) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(
  a: Pick<Entry<Dated>, 'id' | TimeField>,
  b: Pick<Entry<Dated>, 'id' | TimeField>,
  field: TimeField,
): number {
  return a[field] - b[field] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function entryOf<T extends Dated>(object: T): Entry<T> {
  const created = Date.parse(object.created_at ?? '');
  const updated = Date.parse(object.updated_at ?? object.created_at ?? '');
  let text: string | undefined;
  return {
    id: object.id ?? '',
    object,
    created,
    updated,
    get text() {
      return (text ??= exactText(object));
    },
  };
}
