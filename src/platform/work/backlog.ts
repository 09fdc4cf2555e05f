/** How much durable work is waiting: what an operator's alarm looks at. */
import { prepared, type Prepared } from '../db/sql.ts';
import type { Routing } from '../db/routing.ts';
import type { WorkKind } from './work.ts';

export interface Backlog {
  readonly kind: string;
  /** Rows that are due and nobody's. */
  readonly due: number;
  /** Seconds since the oldest of them became due; 0 when there is none. */
  readonly oldestS: number;
}

const statements = new Map<string, Prepared>();

function statementFor({ table }: WorkKind): Prepared {
  const known = statements.get(table);
  if (known) return known;
  const statement = prepared(
    `backlog_${table}`,
    `select sum(due)::int as due, coalesce(extract(epoch from now() - min(since)), 0)::float as "oldestS" from (
       select count(*) as due, min(next_attempt_at) as since from ${table}
        where status = 'QUEUED' and next_attempt_at <= now()
       union all
       select count(*), min(lease_until) from ${table} where status = 'RUNNING' and lease_until < now()) waiting`,
  );
  statements.set(table, statement);
  return statement;
}

export async function backlog(routing: Routing, kinds: readonly WorkKind[]): Promise<Backlog[]> {
  return Promise.all(
    kinds.map(async (work) => {
      const [row] = await routing.query<Omit<Backlog, 'kind'>>(statementFor(work));
      return { kind: work.kind, due: row?.due ?? 0, oldestS: row?.oldestS ?? 0 };
    }),
  );
}
