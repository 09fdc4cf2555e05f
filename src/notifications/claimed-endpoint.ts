/** An endpoint in a courier's hands: claiming it, and giving it back with what is next. */
import { recordChange } from '../audit/record-change.ts';
import { systemCaller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';
import { LeaseLost } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Due } from '../platform/work/turns.ts';
import { claim, type Claim } from '../platform/work/work.ts';
import type { DisabledReason } from './endpoint.entity.ts';
import { endpointWork } from './work-kind.ts';

interface Row {
  readonly url: string;
  readonly from_setting: boolean;
  readonly secrets: Buffer;
  readonly failures: number;
  readonly failing_since: Date | null;
}

export interface ClaimedEndpoint extends Claim {
  readonly tenantId: string;
  readonly row: Row;
}

/** How an endpoint does, as far as its courier knows. */
export interface Health {
  /** In a row. */
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly lastDeliveredAt: Date | null;
}

/** Undefined when somebody else was quicker, or nothing is due any more. */
export async function claimEndpoint(
  platform: Platform,
  due: Due,
  leaseMs: number,
): Promise<ClaimedEndpoint | undefined> {
  const columns = 'url, from_setting, secrets, failures, failing_since';
  const claimed = await platform.db
    .tenant(due.tenantId)
    .transaction((tx) => claim<Row>(tx, endpointWork, { id: due.id, leaseMs, columns }));
  return claimed && { ...claimed, tenantId: due.tenantId };
}

/** How a turn ended. */
export interface End {
  readonly health: Health;
  /** Milliseconds to leave the endpoint alone. */
  readonly parkMs: number | undefined;
  readonly disabled: Exclude<DisabledReason, 'OWNER'> | undefined;
}

/** Gives the endpoint back, due when the next of what waits for it is. Throws LeaseLost when it is somebody else's. */
export async function releaseEndpoint(tx: Tx, endpoint: ClaimedEndpoint, end: End): Promise<void> {
  // Locked before it is looked what waits: who hands out more meanwhile waits, and then wakes it.
  const held = await tx.query(
    `select id from notification_endpoint where id = $1 and fence = $2 and status = 'RUNNING' for update`,
    [endpoint.id, endpoint.fence],
  );
  if (held.length === 0) throw new LeaseLost(`endpoint ${endpoint.id} was taken over`);
  const next = await nextDue(tx, endpoint.id);
  const { failures, failingSince, lastDeliveredAt } = end.health;
  await tx.query(
    `update notification_endpoint
        set status = case when $6::text is not null then 'DISABLED' when $7::timestamptz is null then 'IDLE' else 'QUEUED' end,
            attempts = 0, lease_until = null, failures = $2, failing_since = $3,
            last_delivered_at = coalesce($4, last_delivered_at),
            parked_until = now() + $5 * interval '1 ms', disabled_reason = $6,
            disabled_at = case when $6::text is not null then now() end,
            next_attempt_at = coalesce(greatest($7, now() + $5 * interval '1 ms'), now())
      where id = $1`,
    [endpoint.id, failures, failingSince, lastDeliveredAt, end.parkMs ?? null, end.disabled ?? null, next],
  );
  if (end.disabled) await recordDisabled(tx, endpoint, { reason: end.disabled, failingSince });
}

/** SQL condition: the delivery `d` waits behind an earlier one of its subject that is to be tried again later. */
export const BEHIND = `exists (select from notification_delivery earlier
  where earlier.endpoint_id = d.endpoint_id and earlier.subject = d.subject and earlier.status = 'WAITING'
    and earlier.attempts > 0 and earlier.next_attempt_at > now() and earlier.seq < d.seq)`;

/** When the next delivery can go out; null when nothing waits. */
async function nextDue(tx: Tx, endpointId: string): Promise<Date | null> {
  const [row] = await tx.query<{ next: Date | null }>(
    `select coalesce(
       (select now() from notification_delivery d
         where d.endpoint_id = $1 and d.status = 'WAITING' and d.next_attempt_at <= now() and not ${BEHIND} limit 1),
       (select min(next_attempt_at) from notification_delivery
         where endpoint_id = $1 and status = 'WAITING' and next_attempt_at > now())) as next`,
    [endpointId],
  );
  return row?.next ?? null;
}

function recordDisabled(
  tx: Tx,
  endpoint: ClaimedEndpoint,
  { reason, failingSince }: { reason: DisabledReason; failingSince: Date | null },
): Promise<void> {
  const { id, tenantId, row } = endpoint;
  return recordChange(tx, {
    tenantId,
    by: systemCaller('worker'),
    action: 'notification_endpoint.disabled',
    on: { type: 'NotificationEndpoint', id },
    detail: { reason },
    event: {
      type: 'endpoint.disabled',
      subject: id,
      payload: {
        endpointId: id,
        host: new URL(row.url).host,
        reason,
        failingSince: failingSince?.toISOString() ?? null,
      },
    },
  });
}
