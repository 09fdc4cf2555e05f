/** Events are forgotten after the retention time; not before, for their keys are what makes a late duplicate harmless. */
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';

const EVERY_MS = 600_000;
const AT_ONCE = 5_000;

const deleteOld = prepared(
  'inbox_forget',
  `delete from webhook_event where id in (
     select id from webhook_event
      where status in ('APPLIED', 'IGNORED', 'FAILED', 'QUARANTINED')
        and received_at < now() - $1 * interval '1 s' limit $2)
   returning id`,
);

export function forgetOldEvents(platform: Platform, retentionS: number): Chore {
  return {
    name: 'forget-old-events',
    everyMs: EVERY_MS,
    run: async () => {
      for (let removed = AT_ONCE; removed === AT_ONCE;) {
        removed = (await platform.db.routing.query(deleteOld, [retentionS, AT_ONCE])).length;
      }
    },
  };
}
