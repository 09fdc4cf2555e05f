/** Taking a sync job from its row. */
import { recordChange } from '../audit/record-change.ts';
import { systemCaller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import { lanes, type LaneName } from '../platform/queue/lanes.ts';
import type { Due } from '../platform/work/turns.ts';
import { claim } from '../platform/work/work.ts';
import type { Turn } from '../platform/work/workers.ts';
import type { RunningJob } from './job-row.ts';
import { emptyProgress, type Progress } from './progress.ts';
import { nounOf, syncWork } from './work-kind.ts';

export interface ClaimedJob extends RunningJob {
  readonly providerId: string;
  readonly accountHash: string;
  /** By the row's priority: what rang for it does not decide how often it is tried. */
  readonly lane: LaneName;
}

interface Row {
  tenant_id: string;
  integration_id: string;
  kind: RunningJob['kind'];
  mode: 'INCREMENTAL' | 'FULL';
  resources: string[];
  progress: Progress;
  started_at: Date | null;
  provider_id: string;
  account_hash: string;
  lane: LaneName;
}

/** Postgres: another row already has this key. */
const UNIQUE_VIOLATION = '23505';

/** Answers undefined when the job is done, not due, someone else's, or waiting for another sync of its integration. */
export async function claimJob(platform: Platform, due: Due, turn: Turn): Promise<ClaimedJob | undefined> {
  try {
    return await platform.db.tenant(due.tenantId).transaction((tx) => claimIn(tx, due.id, turn));
  } catch (error) {
    // The index that lets one sync of an integration run: this one waits for the other's end.
    if (error instanceof Error && Reflect.get(error, 'code') === UNIQUE_VIOLATION) return undefined;
    throw error;
  }
}

async function claimIn(tx: Tx, id: string, turn: Turn): Promise<ClaimedJob | undefined> {
  const claimed = await claim(tx, syncWork, { id, leaseMs: turn.leaseMs });
  if (!claimed) return undefined;
  const [row] = await tx.query<Row>(
    `update sync_job j set revision = revision + 1, started_at = coalesce(j.started_at, now())
       from integration i, (select started_at from sync_job where id = $1) before
      where j.id = $1 and i.id = j.integration_id
      returning j.tenant_id, j.integration_id, j.kind, j.mode, j.resources, j.progress, before.started_at,
                i.provider_id, i.account_hash, lower(j.priority) as lane`,
    [id],
  );
  if (!row) {
    await settleWithoutIntegration(tx, id);
    return undefined;
  }
  if (claimed.attempts > lanes[row.lane].attempts) {
    await giveUpOn(tx, row, id);
    return undefined;
  }
  if (!row.started_at && row.kind !== 'CLEANUP') await recordStart(tx, row, id);
  return {
    id,
    tenantId: row.tenant_id,
    integrationId: row.integration_id,
    kind: row.kind,
    mode: row.mode,
    resources: row.resources,
    fence: claimed.fence,
    leaseMs: turn.leaseMs,
    movedAt: performance.now(),
    attempts: claimed.attempts,
    progress: { ...emptyProgress(row.resources), ...row.progress },
    providerId: row.provider_id,
    accountHash: row.account_hash,
    lane: row.lane,
  };
}

/** A job whose workers keep dying without a word (memory, native crash) must not take another one down. */
async function giveUpOn(tx: Tx, row: Row, id: string): Promise<void> {
  await tx.query(
    `update sync_job set status = 'FAILED', finished_at = now(), lease_until = null, error_code = 'WORKER_DIED',
            error_message = 'The worker process ended several times while running this job', error_retryable = false
      where id = $1`,
    [id],
  );
  await recordChange(tx, {
    tenantId: row.tenant_id,
    by: systemCaller('worker'),
    action: `${nounOf(row.kind)}.failed`,
    on: { type: 'SyncJob', id },
    outcome: 'FAILED',
    detail: { code: 'WORKER_DIED' },
    event: {
      type: `${nounOf(row.kind)}.failed` as const,
      subject: row.integration_id,
      payload: { syncJobId: id, integrationId: row.integration_id, code: 'WORKER_DIED' },
    },
  });
}

/** The integration was erased: by this job, if it is the clean-up and died before it could say so. */
async function settleWithoutIntegration(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update sync_job set status = case kind when 'CLEANUP' then 'SUCCEEDED' else 'CANCELED' end,
            revision = revision + 1, finished_at = now(), lease_until = null where id = $1`,
    [id],
  );
}

function recordStart(tx: Tx, row: Row, id: string): Promise<void> {
  return recordChange(tx, {
    tenantId: row.tenant_id,
    by: systemCaller('worker'),
    action: `${nounOf(row.kind)}.started`,
    on: { type: 'SyncJob', id },
    event: {
      type: `${nounOf(row.kind)}.started` as const,
      subject: row.integration_id,
      payload: { syncJobId: id, integrationId: row.integration_id, mode: row.mode, resources: row.resources },
    },
  });
}
