/**
 * Durable work: claiming, keeping, giving back and finishing a row, always by conditional update.
 * States known here are `QUEUED` (due at `next_attempt_at`) and `RUNNING` (owned until `lease_until`); all others are
 * final and belong to the noun. All times are the database's.
 */
import { backoffMs, lanes, type LaneName } from '../queue/lanes.ts';
import type { Tx } from '../db/sql.ts';
import { errorCode, HubError } from '../errors.ts';

/** What one kind of durable row is called. Declared once by its noun; names are never user input. */
export interface WorkKind {
  readonly kind: string;
  readonly table: string;
}

export interface Claim {
  readonly id: string;
  readonly fence: bigint;
  /** Tries since the last progress, this one included. */
  readonly attempts: number;
}

/**
 * Takes the row if it is due or its owner's lease has run out; `columns` of it are answered with the claim.
 * Answers undefined when there is nothing to do: done, not due, or someone else's.
 */
export async function claim<Row = object>(
  tx: Tx,
  work: WorkKind,
  request: { id: string; leaseMs: number; columns?: string },
): Promise<(Claim & { row: Row }) | undefined> {
  const [row] = await tx.query<Row & { fence: string; attempts: number }>(
    `update ${work.table}
        set status = 'RUNNING', fence = fence + 1, attempts = attempts + 1,
            lease_until = now() + $2 * interval '1 ms'
      where id = $1
        and ((status = 'QUEUED' and next_attempt_at <= now()) or (status = 'RUNNING' and lease_until < now()))
      returning ${request.columns ? `${request.columns},` : ''} fence, attempts`,
    [request.id, request.leaseMs],
  );
  return row && { id: request.id, fence: BigInt(row.fence), attempts: row.attempts, row };
}

/** Gives the row back, due after `delayMs`. With `untried`, this try does not count (shutdown, busy). */
export async function giveBack(
  tx: Tx,
  work: WorkKind,
  back: { claim: Claim; delayMs: number; untried?: boolean },
): Promise<void> {
  await tx.query(
    `update ${work.table}
        set status = 'QUEUED', lease_until = null,
            attempts = attempts - $4, next_attempt_at = now() + $3 * interval '1 ms'
      where id = $1 and fence = $2 and status = 'RUNNING'`,
    [back.claim.id, back.claim.fence, back.delayMs, back.untried ? 1 : 0],
  );
}

/** What a failure means for the row: when to try again, or that it is given up. */
export type Verdict = { retryInMs: number } | 'give up';

/**
 * Decides by the lane's table. A provider's `Retry-After` is a floor under our backoff; up to a quarter of jitter keeps
 * neighbours apart.
 */
export function judge(error: unknown, lane: LaneName, attempts: number): Verdict {
  // Unknown errors may be passing ones (a lost connection, a bug another process no longer has): they get their tries.
  const worthATry = !(error instanceof HubError) || error.retryable || errorCode(error) === 'LEASE_LOST';
  if (!worthATry || attempts >= lanes[lane].attempts) return 'give up';
  const floor = error instanceof HubError ? (error.retryAfterMs ?? 0) : 0;
  return {
    retryInMs: Math.max(floor, Math.round(backoffMs(lanes[lane], attempts) * (1 + Math.random() / 4))),
  };
}
