/** Making what waits for an endpoint due before its time. */
import type { Tx } from '../platform/db/sql.ts';

/** Everything that waits for its next try is due, however long each was to wait. */
export async function retryNow(tx: Tx, endpointId: string): Promise<void> {
  await tx.query(
    `update notification_delivery set next_attempt_at = now()
      where endpoint_id = $1 and status = 'WAITING' and attempts > 0 and next_attempt_at > now()`,
    [endpointId],
  );
}

/** The endpoint is tried now, also if it was to be left alone for a while. One that was down is tried with one delivery. */
export async function tryNow(tx: Tx, endpointId: string): Promise<void> {
  await tx.query(
    `update notification_endpoint
        set status = case status when 'IDLE' then 'QUEUED' else status end, next_attempt_at = now(), parked_until = null
      where id = $1`,
    [endpointId],
  );
}
