// Cursor pagination. https://developer.squareup.com/docs/build-basics/common-api-patterns/pagination
import { hash } from 'node:crypto';
import { lowerBound, type Dated, type Entry, type Shelf, type TimeField } from '../shelf.ts';
import { badRequest } from './square-error.ts';

/** How long a cursor lives (https://developer.squareup.com/forums/t/how-long-is-the-cursor-valid-when-submitting-paginated-requests/2950). */
const CURSOR_MS = 15 * 60_000;

export interface PageRequest<T extends Dated> {
  /** The request without its cursor: a cursor is good for no other. */
  query: unknown;
  cursor: string | undefined;
  limit: number;
  sort: TimeField;
  descending?: boolean;
  matches: (entry: Entry<T>, mark: number) => boolean;
  /** What all pages of one list agree on: taken by the first, carried by the cursors. */
  mark: () => number;
  now: number;
}
interface Cursor {
  query: string;
  time: number;
  id: string;
  mark: number;
  issued: number;
}

export interface ListPage<T extends Dated> {
  entries: Entry<T>[];
  cursor?: string;
  mark: number;
}

/** One page, behind the cursor. Throws 400 `INVALID_CURSOR` for one that is old or of another request. */
export function pageOf<T extends Dated>(shelf: Shelf<T>, request: PageRequest<T>): ListPage<T> {
  const { sort, descending = false, now } = request;
  // "It is possible to receive fewer results than the specified limit on a given page."
  const limit = Math.min(request.limit, shelf.mostPerPage);
  const query = hash('sha256', JSON.stringify(request.query), 'base64url');
  const after = request.cursor === undefined ? undefined : read(request.cursor, { query, now });
  const mark = after?.mark ?? request.mark();
  const view = shelf.sorted(sort);
  const found: Entry<T>[] = [];
  const step = descending ? -1 : 1;
  for (let at = start(view, { sort, descending, after }); at >= 0 && at < view.length; at += step) {
    const entry = view[at];
    if (!entry || found.length > limit) break;
    if (request.matches(entry, mark)) found.push(entry);
  }
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  if (found.length <= limit || !last) return { entries, mark };
  const next: Cursor = { query, time: last[sort], id: last.id, mark, issued: now };
  return { entries, mark, cursor: Buffer.from(JSON.stringify(next)).toString('base64url') };
}

function start<T extends Dated>(
  view: readonly Entry<T>[],
  from: { sort: TimeField; descending: boolean; after: Cursor | undefined },
): number {
  const { sort, descending, after } = from;
  if (!after) return descending ? view.length - 1 : 0;
  const at = lowerBound(view, sort, { id: after.id, created: after.time, updated: after.time });
  if (descending) return at - 1;
  const isThere = view[at]?.id === after.id && view[at]?.[sort] === after.time;
  return isThere ? at + 1 : at;
}

function read(text: string, expected: { query: string; now: number }): Cursor {
  try {
    // Made below, or made up: then it fails here or by its query.
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor;
    if (cursor.query === expected.query && expected.now - cursor.issued <= CURSOR_MS) return cursor;
  } catch {
    // Not one of ours.
  }
  throw badRequest('INVALID_CURSOR', 'The pagination cursor is invalid.', 'cursor');
}

/** The answer: Square leaves out the list when it is empty, and the cursor on the last page. */
export function listBody<T extends Dated>(
  name: string,
  page: Pick<ListPage<T>, 'entries' | 'cursor'>,
  more: Record<string, unknown> = {},
): string {
  const members = Object.entries(more).map(([key, value]) => `"${key}":${JSON.stringify(value)}`);
  if (page.entries.length > 0) members.unshift(`"${name}":[${page.entries.map((each) => each.text).join()}]`);
  if (page.cursor !== undefined) members.push(`"cursor":"${page.cursor}"`);
  return `{${members.join()}}`;
}
