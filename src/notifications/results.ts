/**
 * Writes what came of deliveries. Results that arrive while a write is under way share the next one (group commit). Every
 * write also prolongs the courier's lease, and is refused once another courier has the endpoint.
 */
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { LeaseLost } from '../platform/errors.ts';
import type { ClaimedEndpoint } from './claimed-endpoint.ts';
import type { Try } from './send.ts';

export interface Result {
  readonly deliveryId: string;
  readonly status: 'WAITING' | 'DELIVERED' | 'FAILED';
  /** Until the next try, in milliseconds; 0 where there is none. */
  readonly retryInMs: number;
  readonly made: Try;
}

export interface Results {
  add(result: Result): void;
  /** Resolves when all that was added is committed. Rejects when something could not be. */
  close(): Promise<void>;
  /** Aborted, with the reason, when results can no longer be written. */
  readonly broken: AbortSignal;
}

/** Tries that the log keeps of one delivery. */
const KEPT_TRIES = 20;

const WRITE = `with mine as (
    update notification_endpoint set lease_until = now() + $3 * interval '1 ms'
     where id = $1 and fence = $2 and status = 'RUNNING' returning id),
  written as (
    update notification_delivery d
       set status = r.status, attempts = d.attempts + 1, next_attempt_at = now() + r.retry_ms * interval '1 ms',
           finished_at = case when r.status <> 'WAITING' then now() end,
           tries = jsonb_path_query_array(d.tries || r.made, '$[last - ${KEPT_TRIES - 1} to last]')
      from unnest($4::uuid[], $5::text[], $6::float8[], $7::jsonb[]) as r (id, status, retry_ms, made), mine
     where d.id = r.id and d.endpoint_id = mine.id)
  select id from mine`;

export function openResults(db: TenantDb, endpoint: ClaimedEndpoint, leaseMs: number): Results {
  const broken = new AbortController();
  let waiting: Result[] = [];
  let writing: Promise<void> | undefined;

  const write = async () => {
    const batch = waiting;
    waiting = [];
    const values = [
      endpoint.id,
      endpoint.fence,
      leaseMs,
      batch.map(({ deliveryId }) => deliveryId),
      batch.map(({ status }) => status),
      batch.map(({ retryInMs }) => retryInMs),
      batch.map(({ made }) => JSON.stringify(made)),
    ];
    const held = await db.transaction((tx) => tx.query(WRITE, values));
    if (held.length === 0) throw new LeaseLost(`endpoint ${endpoint.id} was taken over`);
  };
  const writeAll = async () => {
    try {
      while (waiting.length > 0 && !broken.signal.aborted) await write();
    } catch (error) {
      broken.abort(error);
    } finally {
      writing = undefined;
    }
  };
  // A receiver that takes its time must not cost the lease.
  const beat = setInterval(() => {
    writing ??= write()
      .catch((error: unknown) => broken.abort(error))
      .then(writeAll);
  }, leaseMs / 4);
  return {
    broken: broken.signal,
    add(result) {
      waiting.push(result);
      writing ??= writeAll();
    },
    async close() {
      clearInterval(beat);
      await writing;
      await writeAll();
      broken.signal.throwIfAborted();
    },
  };
}
