/** Syncs that start by themselves. */
import { recordChange } from '../audit/record-change.ts';
import { theView, type Actor } from '../integrations/integrations.ts';
import { systemCaller } from '../platform/caller.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';
import { providerOf } from '../providers/registry.ts';
import { assertTiming, nextRun, type Timing } from './next-run.ts';
import { SyncSchedule } from './schedule.entity.ts';
import type { SyncJobView } from './reads.ts';
import { chosenResources, insertJob, wake } from './syncs.ts';

export interface ScheduleView extends Timing {
  integrationId: string;
  mode: SyncJobView['mode'];
  resources: string[] | null;
  nextRunAt: Date;
}

export interface SetSchedule {
  readonly integrationId: string;
  readonly every?: number | null | undefined;
  readonly cron?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly mode?: SyncJobView['mode'] | null | undefined;
  readonly resources?: readonly string[] | null | undefined;
}

const COLUMNS = `integration_id as "integrationId", every_s as "everyS", cron, time_zone as "timeZone", mode, resources,
  next_run_at as "nextRunAt"`;
const byIntegrations = prepared(
  'sync_schedule_by_integrations',
  `select ${COLUMNS} from sync_schedule where tenant_id = $1 and integration_id = any($2::uuid[])`,
);
const due = prepared(
  'sync_schedule_due',
  `select s.integration_id as "integrationId", s.tenant_id as "tenantId" from sync_schedule s
    where s.next_run_at <= now() order by s.next_run_at limit 100`,
);

/** In the order of `integrationIds`; undefined where nothing is scheduled. */
export async function schedulesOf(
  db: TenantDb,
  integrationIds: readonly string[],
): Promise<(ScheduleView | undefined)[]> {
  const rows = await db.read<ScheduleView>(byIntegrations, [db.tenantId, integrationIds]);
  const found = new Map(rows.map((row) => [row.integrationId, row]));
  return integrationIds.map((id) => found.get(id));
}

/** Sets or replaces an integration's schedule. Throws IntegrationNotFound, InvalidInput. */
export async function setSchedule(
  platform: Platform,
  actor: Actor,
  input: SetSchedule,
): Promise<ScheduleView> {
  const integration = await theView(actor.db, input.integrationId);
  const cron = input.cron ?? null;
  const timing = {
    everyS: input.every ?? null,
    cron,
    timeZone: cron === null ? null : (input.timeZone ?? 'UTC'),
  };
  assertTiming(timing);
  const resources = input.resources ? chosenResources(integration.providerId, input.resources) : null;
  const schedule = {
    ...timing,
    integrationId: integration.id,
    mode: input.mode ?? ('INCREMENTAL' as const),
    resources,
    nextRunAt: nextRun(timing, integration.id, new Date(platform.clock.now())),
  };
  await actor.db.change(async (em, tx) => {
    await em.upsert(SyncSchedule, { ...schedule, tenantId: actor.db.tenantId, updatedAt: new Date() });
    await recordChange(tx, {
      tenantId: actor.db.tenantId,
      by: actor.caller,
      action: 'sync_schedule.set',
      on: { type: 'Integration', id: integration.id },
      detail: { ...timing, mode: schedule.mode },
    });
  });
  return schedule;
}

/** Answers the integration's id; also when nothing was scheduled. Throws IntegrationNotFound. */
export async function removeSchedule(actor: Actor, integrationId: string): Promise<string> {
  const integration = await theView(actor.db, integrationId);
  await actor.db.change(async (_em, tx) => {
    await tx.query('delete from sync_schedule where integration_id = $1', [integration.id]);
    await recordChange(tx, {
      tenantId: actor.db.tenantId,
      by: actor.caller,
      action: 'sync_schedule.removed',
      on: { type: 'Integration', id: integration.id },
    });
  });
  return integration.id;
}

/** Starts what is due. One process does it at a time, and the row's lock keeps a slow one from doing it twice. */
export function runSchedules(platform: Platform): Chore {
  return {
    name: 'run-schedules',
    everyMs: 1_000,
    run: async () => {
      const rows = await platform.db.routing.query<{ integrationId: string; tenantId: string }>(due);
      for (const row of rows) await runDue(platform, row);
    },
  };
}

interface DueRow extends ScheduleView {
  status: string;
  providerId: string;
  busy: boolean;
}

async function runDue(platform: Platform, row: { integrationId: string; tenantId: string }): Promise<void> {
  const db = platform.db.tenant(row.tenantId);
  const actor: Actor = { db, caller: systemCaller('schedule') };
  const id = await db.change(async (em, tx) => {
    const [schedule] = await tx.query<DueRow>(
      `select s.integration_id as "integrationId", s.every_s as "everyS", s.cron, s.time_zone as "timeZone", s.mode,
              s.resources, s.next_run_at as "nextRunAt", i.status, i.provider_id as "providerId",
              exists (select from sync_job j where j.integration_id = s.integration_id
                        and j.kind = 'SCHEDULED_SYNC' and j.status in ('QUEUED', 'RUNNING')) as busy
         from sync_schedule s join integration i on i.id = s.integration_id
        where s.integration_id = $1 and s.next_run_at <= now() for update of s skip locked`,
      [row.integrationId],
    );
    if (!schedule) return undefined;
    await tx.query('update sync_schedule set next_run_at = $2 where integration_id = $1', [
      row.integrationId,
      nextRun(schedule, row.integrationId, new Date(platform.clock.now())),
    ]);
    // A run that is still under way will see what this one would have seen.
    if (schedule.busy || schedule.status !== 'ACTIVE') return undefined;
    const resources = schedule.resources ?? [...providerOf(schedule.providerId).resources];
    const job = { integrationId: row.integrationId, kind: 'SCHEDULED_SYNC', mode: schedule.mode } as const;
    return insertJob(em, tx, { actor, job: { ...job, resources, priority: 'NORMAL' } });
  });
  if (id) await wake(platform, actor, { id, priority: 'NORMAL' });
}
