/**
 * Whose turn it is in a lane. Tenants take turns: of those with something due, the one with the fewest jobs running in the
 * lane goes first, among equals the next one round the circle. However much one tenant has waiting, another's job starts
 * within as many starts as there are tenants waiting.
 */
import { hash } from 'node:crypto';
import { prepared, type Prepared } from '../db/sql.ts';
import type { Routing } from '../db/routing.ts';
import { laneNames, type LaneName } from '../queue/lanes.ts';
import type { WorkKind } from './work.ts';

/** A kind of durable row as it is found before its tenant is known. */
export interface RoutedWork extends WorkKind {
  /**
   * SQL condition on a row `w`: that it goes by the lane, itself an SQL expression. A plain comparison of a column, for
   * under row-level security PostgreSQL sorts by no index whose leading column is compared by a function.
   */
  readonly inLane: (lane: string) => string;
  /** SQL condition on a queued row `w` that could not be claimed now although it is due; none when left out. */
  readonly blocked?: string;
}

/** A row that can be claimed, unless somebody else is quicker. */
export interface Due {
  readonly kind: string;
  readonly id: string;
  readonly tenantId: string;
}

export interface Turns {
  /** The row whose turn it is, leaving out the ids in `except`; undefined when the lane has nothing to do. */
  next(lane: LaneName, except: readonly string[]): Promise<Due | undefined>;
}

/** How many tenants are compared for one start, from the last served one on and from the first. */
const COMPARED = 8;
/** Before every tenant. */
const START = '00000000-0000-0000-0000-000000000000';

export function createTurns(routing: Routing, kinds: readonly RoutedWork[]): Turns {
  const statement = statementFor('next', kinds, nextStatement);
  /** The kinds of each lane, the one served last at the end; and whom each served last. */
  const lines = new Map<LaneName, readonly RoutedWork[]>();
  const served = new Map<string, string>();
  return {
    next: async (lane, except) => {
      const places = kinds.map(({ kind }) => served.get(`${lane} ${kind}`) ?? START);
      const found = await routing.query<Due>(statement, [lane, except, ...places]);
      const line = lines.get(lane) ?? kinds;
      const due = line.flatMap(({ kind }) => found.filter((row) => row.kind === kind))[0];
      if (!due) return undefined;
      lines.set(
        lane,
        line.toSorted((a, b) => Number(a.kind === due.kind) - Number(b.kind === due.kind)),
      );
      served.set(`${lane} ${due.kind}`, due.tenantId);
      return due;
    },
  };
}

/** How many rows of each lane can be claimed now, counted up to `most` for each kind. Lanes without any are left out. */
export async function countDue(
  routing: Routing,
  kinds: readonly RoutedWork[],
  most: number,
): Promise<{ lane: LaneName; rows: number }[]> {
  return routing.query(statementFor('count', kinds, countStatement), [most]);
}

const statements = new Map<string, Prepared>();

function statementFor(
  purpose: string,
  kinds: readonly RoutedWork[],
  text: (kinds: readonly RoutedWork[]) => string,
): Prepared {
  // PostgreSQL takes names of up to 63 characters, and there are many kinds.
  const ofKinds = hash('sha256', kinds.map(({ kind }) => kind).join(' '), 'hex').slice(0, 16);
  const name = `due_${purpose}_${ofKinds}`;
  const known = statements.get(name);
  if (known) return known;
  const statement = prepared(name, text(kinds));
  statements.set(name, statement);
  return statement;
}

const waits = ({ inLane, blocked }: RoutedWork, lane: string) =>
  `w.status = 'QUEUED' and ${inLane(lane)} and w.next_attempt_at <= now()${blocked ? ` and not (${blocked})` : ''}`;
/** Its worker has given no sign of life for as long as its lease. */
const isLeft = ({ inLane }: RoutedWork, lane: string) =>
  `w.status = 'RUNNING' and ${inLane(lane)} and w.lease_until < now()`;

/** $1 the lane, $2 the ids to leave out, $3… whom each kind served last. What was left by its worker goes first. */
function nextStatement(kinds: readonly RoutedWork[]): string {
  const ofKind = (work: RoutedWork, i: number) => `
    (with recursive circle (tenant_id, place) as (
       values ($${i + 3}::uuid, 0), ('${START}'::uuid, 100)
       union all
       select next.tenant_id, circle.place + 1
         from circle cross join lateral (
           select w.tenant_id from ${work.table} w
            where ${waits(work, '$1')} and w.id <> all($2::uuid[]) and w.tenant_id > circle.tenant_id
            order by w.tenant_id limit 1) next
        where circle.place % 100 < ${COMPARED})
     select '${work.kind}' as kind, id, tenant_id as "tenantId" from (
       select w.id, w.tenant_id, -1 as running, 0 as place from ${work.table} w
        where ${isLeft(work, '$1')} and w.id <> all($2::uuid[])
       union all
       select oldest.id, circle.tenant_id,
              (select count(*) from ${work.table} w
                where w.status = 'RUNNING' and w.tenant_id = circle.tenant_id and ${work.inLane('$1')}),
              circle.place
         from circle cross join lateral (
           select w.id from ${work.table} w
            where ${waits(work, '$1')} and w.id <> all($2::uuid[]) and w.tenant_id = circle.tenant_id
            order by w.next_attempt_at limit 1) oldest
        where circle.place % 100 > 0) candidate
      order by running, place limit 1)`;
  return kinds.map(ofKind).join('\n    union all');
}

/** $1 how many to count at most. The order is that of an index: else all that is over might be read on the way. */
function countStatement(kinds: readonly RoutedWork[]): string {
  const parts = kinds.flatMap((work) =>
    laneNames.flatMap((lane) => [
      `(select '${lane}' as lane from ${work.table} w where ${waits(work, `'${lane}'`)}
         order by w.tenant_id, w.next_attempt_at limit $1)`,
      `(select '${lane}' as lane from ${work.table} w where ${isLeft(work, `'${lane}'`)} limit $1)`,
    ]),
  );
  return `select lane, count(*)::int as rows from (${parts.join(' union all ')}) due group by lane`;
}
