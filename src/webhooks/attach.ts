/** Quarantined events find their integrations once they appear, however long after them. */
import { randomUUID } from 'node:crypto';
import { byteaArray } from '../platform/db/binary-array.ts';
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';
import type { Owner } from './owners.ts';

const EVERY_MS = 5_000;
/** Events. */
const AT_ONCE = 500;

/** A quarantined event that an integration has not got, with the key that it would have there. */
interface Owed extends Owner {
  readonly id: string;
  readonly key: Buffer;
}

// The key is the one a delivery to the integration would have: the same event sent again is then a duplicate. What was sent
// to every owner meanwhile stays where it is and ends with the retention time.
const owedEvents = prepared(
  'webhook_owed',
  `select id, "integrationId", "tenantId", key from (
     select e.id, i.id as "integrationId", i.tenant_id as "tenantId", k.key, dense_rank() over (order by e.id) as nth
       from webhook_event e join integration i using (provider_id, account_hash)
      cross join lateral (
        select sha256(convert_to(e.provider_id || E'\\n' || i.id || E'\\n' || e.event_id, 'UTF8')) as key) k
      where e.status = 'QUARANTINED' and i.status <> 'DELETING'
        and not exists (select from webhook_event other where other.dedupe_key = k.key)) owed
    where nth <= $1 order by id, "integrationId"`,
);
const show = prepared(
  'webhook_show_to_owner',
  `update webhook_event set tenant_id = $2, integration_id = $3 where id = $1 and status = 'QUARANTINED' returning 1`,
);
const bodyOf = prepared(
  'webhook_quarantined_body',
  `select event_type as "eventType", body from webhook_event where id = $1 and status = 'QUARANTINED'`,
);
const copy = prepared(
  'webhook_copy',
  `insert into webhook_event (id, tenant_id, integration_id, provider_id, account_hash, dedupe_key, event_id,
                              event_type, body, status, received_at)
   select o.id, o.tenant_id, o.integration_id, e.provider_id, e.account_hash, o.key, e.event_id, $6, $7, 'QUEUED', e.received_at
     from webhook_event e, unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bytea[]) as o (id, tenant_id, integration_id, key)
    where e.id = $1
   on conflict (dedupe_key) do nothing returning 1`,
);
const handOver = prepared(
  'webhook_hand_over',
  `update webhook_event e
      set status = 'QUEUED', tenant_id = o.tenant_id, integration_id = o.integration_id, dedupe_key = o.key,
          next_attempt_at = now()
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[]) as o (id, tenant_id, integration_id, key)
    where e.id = o.id and e.status = 'QUARANTINED'
      and not exists (select from webhook_event other where other.dedupe_key = o.key)
   returning e.id`,
);

export function attachQuarantined(platform: Platform): Chore {
  return {
    name: 'attach-quarantined',
    everyMs: EVERY_MS,
    run: async () => {
      const owed = await platform.db.routing.query<Owed>(owedEvents, [AT_ONCE]);
      const firsts: Owed[] = [];
      let queued = 0;
      for (const [first, ...others] of Map.groupBy(owed, ({ id }) => id).values()) {
        if (!first) continue;
        // Before it is handed over: until then whoever comes after us finds what is left to do.
        if (others.length > 0) queued += await copyTo(platform, first, others);
        firsts.push(first);
      }
      queued += (await platform.db.routing.query(handOver, columnsOf(firsts))).length;
      await Promise.all(Array.from({ length: queued }, () => platform.bells.ring('critical')));
    },
  };
}

/**
 * Stores the event once more for each of the others. What it says only its owner can read, so it is shown to the first one.
 * Answers how many were new.
 */
async function copyTo({ db }: Platform, first: Owed, others: readonly Owed[]): Promise<number> {
  await db.routing.query(show, [first.id, first.tenantId, first.integrationId]);
  const [event] = await db
    .tenant(first.tenantId)
    .read<{ eventType: string; body: Buffer }>(bodyOf, [first.id]);
  if (!event) return 0;
  const [, ...columns] = columnsOf(others);
  const params = [first.id, others.map(() => randomUUID()), ...columns, event.eventType, event.body];
  return (await db.routing.query(copy, params)).length;
}

function columnsOf(owed: readonly Owed[]): unknown[] {
  return [
    owed.map(({ id }) => id),
    owed.map(({ tenantId }) => tenantId),
    owed.map(({ integrationId }) => integrationId),
    byteaArray(owed.map(({ key }) => key)),
  ];
}
