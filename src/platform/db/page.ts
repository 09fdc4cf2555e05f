/** Relay pages by keyset: the cursor is the place of a row in the order, so a page costs the same at any depth. */
import { InvalidInput } from '../errors.ts';

export const DEFAULT_PAGE = 25;
export const MAX_PAGE = 100;

export interface PageRequest {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** A row's place in an order by an instant, then a unique key. */
export type Place = readonly [at: string, key: string];

export interface Page<Row> {
  edges: { cursor: string; node: Row }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** How many rows to ask the database for: one more than wanted tells whether there is a next page. */
export function rowsWanted(request: PageRequest): number {
  const first = request.first ?? DEFAULT_PAGE;
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw new InvalidInput(`first must be from 1 to ${MAX_PAGE}`, { field: 'first' });
  }
  return first + 1;
}

/** Where the page begins; `from` is the place before all rows. Throws InvalidInput for anything that is not our cursor. */
export function placeAfter(request: PageRequest, from: Place): Place {
  if (!request.after) return from;
  const [at, key, ...rest] = Buffer.from(request.after, 'base64url').toString('utf8').split('\n');
  if (!at || !key || rest.length > 0 || Number.isNaN(Date.parse(at))) {
    throw new InvalidInput('after is not a cursor of this list', { field: 'after' });
  }
  return [at, key];
}

/** Cuts what was read down to the page asked for. */
export function pageOf<Row>(
  rows: readonly Row[],
  request: PageRequest,
  placeOf: (row: Row) => readonly [Date, string],
): Page<Row> {
  return cut(rows, request, (row) => {
    const [at, key] = placeOf(row);
    return `${at.toISOString()}\n${key}`;
  });
}

/** Where a page of numbered rows begins; 0 is before all of them. Throws InvalidInput for anything that is not our cursor. */
export function numberAfter(request: PageRequest): number {
  if (!request.after) return 0;
  const text = Buffer.from(request.after, 'base64url').toString('utf8');
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new InvalidInput('after is not a cursor of this list', { field: 'after' });
  }
  return Number(text);
}

/** The same as `pageOf`, for rows that are in the order of a number of their own. */
export function pageByNumber<Row>(
  rows: readonly Row[],
  request: PageRequest,
  numberOf: (row: Row) => number,
): Page<Row> {
  return cut(rows, request, (row) => String(numberOf(row)));
}

/** Most callers ask for no cursor of each row: it is made when it is asked for. */
class Edge<Row> {
  readonly node: Row;
  readonly #placeOf: (row: Row) => string;

  constructor(node: Row, placeOf: (row: Row) => string) {
    this.node = node;
    this.#placeOf = placeOf;
  }

  get cursor(): string {
    return Buffer.from(this.#placeOf(this.node)).toString('base64url');
  }
}

function cut<Row>(rows: readonly Row[], request: PageRequest, placeOf: (row: Row) => string): Page<Row> {
  const size = rowsWanted(request) - 1;
  const edges = rows.slice(0, size).map((node) => new Edge(node, placeOf));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: Boolean(request.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
