/** Events and their deliveries are forgotten after the retention time, whatever became of them. */
import { prepared, type Prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';

const EVERY_MS = 600_000;
const AT_ONCE = 5_000;

const deleteDeliveries = prepared(
  'notification_forget_deliveries',
  `delete from notification_delivery where id in (
     select id from notification_delivery where created_at < now() - $1 * interval '1 s' limit $2)
   returning id`,
);
/** One that was recovered or is delivered once more stays as long as its delivery does. */
const deleteEvents = prepared(
  'notification_forget_events',
  `delete from outgoing_event where id in (
     select id from outgoing_event e
      where created_at < now() - $1 * interval '1 s'
        and not exists (select from notification_delivery d where d.event_id = e.id) limit $2)
   returning id`,
);

export function forgetOldNotifications({ db }: Pick<Platform, 'db'>, keptS: number): Chore {
  const deleteAll = async (statement: Prepared) => {
    for (let removed = AT_ONCE; removed === AT_ONCE;) {
      removed = (await db.routing.query(statement, [keptS, AT_ONCE])).length;
    }
  };
  return {
    name: 'forget-old-notifications',
    everyMs: EVERY_MS,
    run: async () => {
      await deleteAll(deleteDeliveries);
      await deleteAll(deleteEvents);
    },
  };
}
