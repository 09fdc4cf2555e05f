/**
 * Writes a unit of changes into `record`. First only keys, versions and hashes are compared with what is stored; then what is
 * newer and different is written, whole. An unchanged object costs an index probe, and neither its payload nor a tuple.
 */
import type pg from 'pg';
import type { Prepared } from '../platform/db/sql.ts';
import type { Gone, Seen } from '../providers/provider.ts';
import { inserting, judging, updating } from './merge-statements.ts';
import { comparedColumns, rowOf, storedColumns, type Row } from './record-columns.ts';

/** What became of the objects of a unit, by key in `undecided`. */
export interface Merged {
  created: number;
  updated: number;
  deleted: number;
  unchanged: number;
  /** Same version as stored, other content: the unit must not be committed before these are fetched. */
  undecided: ObjectKey[];
}

export interface ObjectKey {
  resource: string;
  externalId: string;
}

/** Another merge wrote some of the objects at the same time: the unit must be rolled back and merged again. */
export class Overtaken extends Error {}

/** Objects that share a fate; `places` in the unit, from 1, are given where something is to be done about them. */
interface Verdict {
  became: 'created' | 'updated' | 'deleted' | 'unchanged' | 'undecided';
  stored: boolean;
  count: number;
  places: number[] | null;
}

interface Owner {
  readonly tenantId: string;
  readonly integrationId: string;
}

/**
 * Merges one integration's changes; each object may appear once. Runs in the caller's transaction, which must carry the
 * tenant. Rows are written in key order, so two merges at once wait for each other instead of deadlocking. Throws Overtaken.
 */
export async function merge(
  client: pg.PoolClient,
  owner: Owner,
  changes: readonly (Seen | Gone)[],
): Promise<Merged> {
  const rows = changes.toSorted(byKey).map(rowOf);
  const ids = [owner.tenantId, owner.integrationId];
  const { rows: verdicts } = await client.query<Verdict>({
    ...judging,
    values: [...ids, ...comparedColumns(rows)],
  });
  const decided = verdicts.filter(({ became }) => became !== 'undecided');
  await write(client, inserting, {
    ids,
    rows: placed(
      rows,
      decided.filter(({ stored }) => !stored),
    ),
  });
  await write(client, updating, {
    ids,
    rows: placed(
      rows,
      decided.filter(({ stored }) => stored),
    ),
  });
  const count = (fate: Verdict['became']) =>
    verdicts.reduce((sum, { became, count }) => (became === fate ? sum + count : sum), 0);
  return {
    created: count('created'),
    updated: count('updated'),
    deleted: count('deleted'),
    unchanged: count('unchanged'),
    undecided: placed(
      rows,
      verdicts.filter(({ became }) => became === 'undecided'),
    ).map(keyOf),
  };
}

/** unique_violation, deadlock_detected: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const COLLISIONS: unknown[] = ['23505', '40P01'];

async function write(
  client: pg.PoolClient,
  statement: Prepared,
  what: { ids: readonly string[]; rows: readonly Row[] },
): Promise<void> {
  if (what.rows.length === 0) return;
  const values = [...what.ids, ...storedColumns(what.rows)];
  const { rowCount } = await client.query({ ...statement, values }).catch((error: unknown) => {
    const collided = error instanceof Error && 'code' in error && COLLISIONS.includes(error.code);
    throw collided ? new Overtaken('another merge wrote the same objects', { cause: error }) : error;
  });
  if (rowCount !== what.rows.length)
    throw new Overtaken('another merge wrote newer states of the same objects');
}

/** The rows at the verdicts' places, in key order. */
function placed(rows: readonly Row[], verdicts: readonly Verdict[]): Row[] {
  const places = new Set(verdicts.flatMap((verdict) => verdict.places ?? []));
  return rows.filter((_row, index) => places.has(index + 1));
}

function keyOf({ change }: Row): ObjectKey {
  return { resource: change.resource, externalId: change.externalId };
}

function byKey(a: ObjectKey, b: ObjectKey): number {
  return compare(a.resource, b.resource) || compare(a.externalId, b.externalId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
