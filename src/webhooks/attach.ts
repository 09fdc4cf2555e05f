/** Quarantined events find their integration once it appears, however long after them. */
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';

const EVERY_MS = 5_000;
const AT_ONCE = 500;

// The key becomes the one a delivery to the integration would have: the same event sent again is then a duplicate. Where
// that was sent meanwhile, this one stays where it is and ends with the retention time.
const attach = prepared(
  'webhook_attach',
  `with found as (
     select distinct on (e.id) e.id, i.id as integration_id, i.tenant_id,
            sha256(convert_to(e.provider_id || E'\\n' || i.id || E'\\n' || e.event_id, 'UTF8')) as key
       from webhook_event e join integration i using (provider_id, account_hash)
      where e.status = 'QUARANTINED' and i.status <> 'DELETING'
      order by e.id, i.id limit $1
   )
   update webhook_event e
      set status = 'QUEUED', tenant_id = f.tenant_id, integration_id = f.integration_id, dedupe_key = f.key,
          next_attempt_at = now()
     from found f
    where e.id = f.id and e.status = 'QUARANTINED'
      and not exists (select from webhook_event other where other.dedupe_key = f.key)
   returning e.id`,
);

export function attachQuarantined(platform: Platform): Chore {
  return {
    name: 'attach-quarantined',
    everyMs: EVERY_MS,
    run: async () => {
      const rows = await platform.db.routing.query<{ id: string }>(attach, [AT_ONCE]);
      await Promise.all(rows.map(() => platform.bells.ring('critical')));
    },
  };
}
