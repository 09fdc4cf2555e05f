/** Changes as parameters of the merge: one array per column. */
import { hash } from 'node:crypto';
import { byteaArray, textArray } from '../platform/db/binary-array.ts';
import type { Gone, Seen } from '../providers/provider.ts';

/** Raised when a normalized shape changes, so that the next full pass rewrites what is stored. */
const SHAPES = 'shapes-1\n';

/** A change with what is compared to decide about it. */
export interface Row {
  readonly change: Seen | Gone;
  /** The provider's object as it is stored; null when it is gone. */
  readonly raw: string | null;
  readonly hash: Buffer | null;
}

/** As long as somebody holds the change. */
const made = new WeakMap<Seen | Gone, Row>();

/** May be called before the row is needed: it is made once. */
export function rowOf(change: Seen | Gone): Row {
  const row = made.get(change) ?? newRow(change);
  made.set(change, row);
  return row;
}

function newRow(change: Seen | Gone): Row {
  if (change.kind === 'gone') return { change, raw: null, hash: null };
  const raw = JSON.stringify(change.raw);
  return { change, raw, hash: hash('sha256', SHAPES + raw, 'buffer') };
}

/** What `judging` in merge.ts looks at, from its $3 on. */
export function comparedColumns(rows: readonly Row[]): unknown[] {
  return [
    ...keyColumns(rows),
    rows.map(({ change }) => change.kind === 'gone'),
    rows.map(({ change }) => change.from === 'fetch'),
    // Events are ordered among themselves only if each leaves its version behind; a page that shows no change does not.
    rows.map(({ change }) => change.kind === 'gone' || change.from !== 'page'),
  ];
}

/** What is stored, from $3 on in the statements of merge.ts that write. */
export function storedColumns(rows: readonly Row[]): unknown[] {
  const seen = rows.map(({ change }) => (change.kind === 'seen' ? change : undefined));
  return [
    ...keyColumns(rows),
    textArray(seen.map((change) => (change ? withoutNul(JSON.stringify(change.data)) : null))),
    textArray(rows.map(({ raw }) => raw)),
    seen.map((change) => change?.createdAt?.toISOString() ?? null),
    seen.map((change) => change?.updatedAt?.toISOString() ?? null),
  ];
}

function keyColumns(rows: readonly Row[]): unknown[] {
  return [
    textArray(rows.map(({ change }) => change.resource)),
    textArray(rows.map(({ change }) => change.externalId)),
    rows.map(({ change }) => change.version),
    byteaArray(rows.map((row) => row.hash)),
  ];
}

/** `jsonb` has no NUL character; no provider means one. */
function withoutNul(json: string): string {
  return json.includes('\\u0000') ? JSON.stringify(JSON.parse(json, dropNul)) : json;
}

function dropNul(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '') : value;
}
