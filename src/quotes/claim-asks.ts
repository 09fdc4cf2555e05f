/** Taking questions from their rows: all of one request that are due in one statement, for they were written together. */
import type { FunderRequest } from '../funders/funder-request.ts';
import { prepared, type Tx } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';

/** A question in a worker's hands. */
export interface ClaimedAsk {
  readonly id: string;
  readonly tenantId: string;
  readonly requestId: string;
  readonly funderId: string;
  readonly fence: bigint;
  /** Tries that ended with their worker, and this one. */
  readonly attempts: number;
  readonly terms: FunderRequest;
  /** The first of the requests that renew one another; the request itself when it renews none. */
  readonly seriesId: string;
  /** When the request was made. */
  readonly askedAt: Date;
  /** When the caller is answered. */
  readonly deadlineAt: Date;
  /** How long the funder may still take, in milliseconds; what comes after the caller's deadline is late. */
  readonly leftMs: number;
}

interface Row {
  id: string;
  requestId: string;
  funderId: string;
  fence: string;
  attempts: number;
  terms: FunderRequest;
  seriesId: string;
  askedAt: Date;
  deadlineAt: Date;
  leftMs: number;
}

/** After so long, in milliseconds, nobody waits for a funder any more. */
const LONGEST_MS = 90_000;

/** Which questions: those of a request, or a single one. */
const columns = { request: 'request_id', ask: 'id' } as const;
export type ClaimedBy = keyof typeof columns;

// The condition is one that no index knows: by the index of what waits, everything that waited lately would be looked at.
// The id stands bare: under row-level security only a plain comparison finds its index.
const claimDue = (by: ClaimedBy) =>
  prepared(
    `quote_ask_claim_by_${by}`,
    `
with due as (
  select a.id from quote_ask a
   where a.${columns[by]} = $1
     and case a.status when 'QUEUED' then a.next_attempt_at when 'RUNNING' then a.lease_until end <= now()
   limit $2 for update skip locked)
update quote_ask a
   set status = 'RUNNING', fence = fence + 1, attempts = attempts + 1, lease_until = now() + $3 * interval '1 ms'
  from due, quote_request r
 where a.id = due.id and r.id = a.request_id
returning a.id, a.request_id as "requestId", a.funder_id as "funderId", a.fence, a.attempts, r.terms,
  r.series_id as "seriesId", r.created_at as "askedAt", r.deadline_at as "deadlineAt",
  ${LONGEST_MS} - extract(epoch from now() - r.created_at)::float * 1000 as "leftMs"`,
  );
const claims = { request: claimDue('request'), ask: claimDue('ask') };

/** Takes what is due of a request, or one question; at most so many. */
export async function claimAsks(
  platform: Platform,
  of: { tenantId: string; by: ClaimedBy; id: string; most: number; leaseMs: number },
): Promise<ClaimedAsk[]> {
  const { tenantId, by, id, most, leaseMs } = of;
  const rows = await platform.db.tenant(tenantId).write<Row>(claims[by], [id, most, leaseMs]);
  return rows.map((row) => ({ ...row, tenantId, fence: BigInt(row.fence) }));
}

/** Gives a question back as it was: this process is ending. */
export async function giveBackAsk(tx: Tx, { id, fence }: ClaimedAsk): Promise<void> {
  await tx.query(
    `update quote_ask set status = 'QUEUED', lease_until = null, attempts = attempts - 1, next_attempt_at = now()
      where id = $1 and fence = $2 and status = 'RUNNING'`,
    [id, fence],
  );
}

/**
 * Lengthens the leases of one tenant's questions that are still ours. Those whose answers are being written need none: to
 * wait for their rows, holding others, would be a deadlock with what writes several at once.
 */
export async function keepLeases(
  platform: Platform,
  tenantId: string,
  { asks, leaseMs }: { asks: readonly ClaimedAsk[]; leaseMs: number },
): Promise<void> {
  await platform.db.tenant(tenantId).transaction((tx) =>
    tx.query(
      `with ours as (
         select a.id from quote_ask a join unnest($1::uuid[], $2::bigint[]) as held (id, fence) using (id, fence)
          where a.status = 'RUNNING' for update of a skip locked)
       update quote_ask a set lease_until = now() + $3 * interval '1 ms' from ours where a.id = ours.id`,
      [asks.map(({ id }) => id), asks.map(({ fence }) => fence), leaseMs],
    ),
  );
}
