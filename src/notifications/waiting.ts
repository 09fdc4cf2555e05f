/** What waits for an endpoint, as one courier has it in hand: in order within each subject, subjects side by side. */
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { prepared } from '../platform/db/sql.ts';
import { BEHIND } from './claimed-endpoint.ts';
import type { Notification } from './send.ts';

export interface WaitingDelivery extends Notification {
  readonly id: string;
  readonly seq: string;
  readonly subject: string;
  /** Tries so far. */
  readonly attempts: number;
}

export interface Waiting {
  /** A subject that nobody works on, with something to deliver; undefined when there is none left to begin with. */
  nextSubject(): Promise<string | undefined>;
  /** The next of the subject. When there is none the subject is given back. */
  nextOf(subject: string): WaitingDelivery | undefined;
  /** Gives the subject back: what else waits of it is left for a later turn. */
  leave(subject: string): void;
}

const READ_AT_ONCE = 200;
/** However much waits of one subject, no more than about this is held in memory. */
const MOST_HELD = 1_000;

const page = prepared(
  'notification_waiting',
  `select d.id, d.seq, d.subject, d.attempts, e.id as "eventId", e.tenant_id as "tenantId", e.type, e.payload,
          e.created_at as "createdAt"
     from notification_delivery d join outgoing_event e on e.id = d.event_id
    where d.endpoint_id = $1 and d.status = 'WAITING' and d.seq > $2 and d.next_attempt_at <= now() and not ${BEHIND}
    order by d.seq limit $3`,
);

/** Every delivery is handed out once at most: what is added behind our back is for the next turn. */
export function readWaiting(db: TenantDb, endpointId: string): Waiting {
  const held = new Map<string, WaitingDelivery[]>();
  const left = new Set<string>();
  const ready: string[] = [];
  let after = '0';
  let isAll = false;
  let reading: Promise<void> | undefined;

  const heldNow = () => [...held.values()].reduce((sum, { length }) => sum + length, 0);
  const read = async () => {
    const rows = await db.read<WaitingDelivery>(page, [endpointId, after, READ_AT_ONCE]);
    isAll = rows.length < READ_AT_ONCE;
    after = rows.at(-1)?.seq ?? after;
    for (const row of rows) {
      if (left.has(row.subject)) continue;
      const others = held.get(row.subject);
      if (others) others.push(row);
      else {
        held.set(row.subject, [row]);
        ready.push(row.subject);
      }
    }
  };
  return {
    async nextSubject() {
      for (;;) {
        const subject = ready.shift();
        if (subject !== undefined || isAll || heldNow() >= MOST_HELD) return subject;
        reading ??= read().finally(() => (reading = undefined));
        await reading;
      }
    },
    nextOf(subject) {
      const next = held.get(subject)?.shift();
      if (!next) held.delete(subject);
      return next;
    },
    leave(subject) {
      held.delete(subject);
      left.add(subject);
    },
  };
}
