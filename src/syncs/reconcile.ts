/**
 * Nothing stays lost: every integration is pulled now and then for what no webhook told, and passed over whole, more
 * rarely, for what was deleted unheard. A deletion found so is proved at the provider before it is believed (unseen.ts).
 */
import type { Actor } from '../integrations/integrations.ts';
import { systemCaller } from '../platform/caller.ts';
import { prepared, type Tx } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';
import { providerOf } from '../providers/registry.ts';
import { insertJob, wake } from './syncs.ts';

export interface ReconcileSettings {
  /** Seconds between two pulls of changes. */
  readonly everyS: number;
  /** Seconds between two passes over everything. */
  readonly fullEveryS: number;
}

const EVERY_MS = 10_000;
const AT_ONCE = 100;

const due = prepared(
  'reconcile_due',
  `select id, tenant_id as "tenantId" from integration
    where status = 'ACTIVE' and next_reconcile_at <= now() order by next_reconcile_at limit $1`,
);

interface Due {
  readonly id: string;
  readonly tenantId: string;
}

export function reconcile(platform: Platform, settings: ReconcileSettings): Chore {
  return {
    name: 'reconcile',
    everyMs: EVERY_MS,
    run: async () => {
      const rows = await platform.db.routing.query<Due>(due, [AT_ONCE]);
      for (const row of rows) await reconcileOne(platform, settings, row);
    },
  };
}

async function reconcileOne(platform: Platform, settings: ReconcileSettings, row: Due): Promise<void> {
  const db = platform.db.tenant(row.tenantId);
  const actor: Actor = { db, caller: systemCaller('reconciliation') };
  const id = await db.change(async (em, tx) => {
    const [integration] = await tx.query<{ providerId: string; full: boolean }>(
      `select provider_id as "providerId",
              (last_full_pass_at is null or last_full_pass_at < now() - $2 * interval '1 s') as full
         from integration
        where id = $1 and status = 'ACTIVE' and next_reconcile_at <= now() for update skip locked`,
      [row.id, settings.fullEveryS],
    );
    if (!integration) return undefined;
    // A tenth of jitter: integrations connected in one go do not stay in step for ever.
    await tx.query(
      `update integration set next_reconcile_at = now() + $2 * (1 + random() / 10) * interval '1 s' where id = $1`,
      [row.id, settings.everyS],
    );
    const resources = [...providerOf(integration.providerId).resources];
    const mode = integration.full ? 'FULL' : 'INCREMENTAL';
    if (await isUnderWay(tx, row.id, { resources, mode })) return undefined;
    const job = {
      integrationId: row.id,
      kind: 'SCHEDULED_SYNC',
      mode,
      resources,
      priority: 'NORMAL',
    } as const;
    return insertJob(em, tx, { actor, job: { ...job, resources } });
  });
  if (id) await wake(platform, actor, { id, priority: 'NORMAL' });
}

/** Whether a sync of at least as much waits or runs already. One of a single resource does not take the place of this one. */
async function isUnderWay(
  tx: Tx,
  integrationId: string,
  wanted: { resources: readonly string[]; mode: 'FULL' | 'INCREMENTAL' },
): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from sync_job
      where integration_id = $1 and status in ('QUEUED', 'RUNNING') and kind in ('SYNC', 'SCHEDULED_SYNC')
        and resources @> $2::text[] and (mode = 'FULL' or $3 = 'INCREMENTAL') limit 1`,
    [integrationId, wanted.resources, wanted.mode],
  );
  return rows.length > 0;
}
