/** Starting, canceling and retrying syncs. Each writes a row and rings; what happens then is the worker's. */
import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { recordChange } from '../audit/record-change.ts';
import { assertUsable, theView, type Actor } from '../integrations/integrations.ts';
import type { Tx } from '../platform/db/sql.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { LaneName } from '../platform/queue/lanes.ts';
import { providerOf } from '../providers/registry.ts';
import { SyncJobNotFound, SyncJobStateConflict } from './errors.ts';
import { emptyProgress } from './progress.ts';
import { assertWithinReach, type Reach } from './narrow-scopes.ts';
import { isFinal, syncJobsByIds, type SyncJobView } from './reads.ts';
import { SyncJob } from './sync-job.entity.ts';
import { jobChannel, nounOf } from './work-kind.ts';

export interface StartSync {
  readonly integrationId: string;
  /** In the provider's order, whatever order they are given in; all that are within reach when absent. */
  readonly resources?: readonly string[] | null | undefined;
  readonly mode?: SyncJobView['mode'] | null | undefined;
  readonly priority?: SyncJobView['priority'] | null | undefined;
  readonly reach: Reach;
}

export interface JobRequest {
  readonly id: string;
  readonly reach: Reach;
}

/** Queues a sync. Throws IntegrationNotFound, IntegrationNotReady, InvalidInput, SyncResourcesForbidden. */
export async function startSync(platform: Platform, actor: Actor, input: StartSync): Promise<SyncJobView> {
  const integration = await theView(actor.db, input.integrationId);
  assertUsable(integration);
  const resources = startable(integration.providerId, input);
  return enqueue(platform, actor, {
    integrationId: integration.id,
    kind: 'SYNC',
    resources,
    mode: input.mode ?? 'INCREMENTAL',
    priority: input.priority ?? 'HIGH',
  });
}

/** Asks for the job's end: a queued job ends at once, a running one at its worker's next look (about 2 s). */
export async function cancelSync(
  platform: Platform,
  actor: Actor,
  { id, reach }: JobRequest,
): Promise<SyncJobView> {
  const before = await theJob(actor, id);
  assertWithinReach(reach, before.resources);
  if (isFinal(before)) throw new SyncJobStateConflict(`The sync job is ${before.status} already`);
  if (before.kind === 'CLEANUP') throw new SyncJobStateConflict('A clean-up cannot be canceled');
  await actor.db.change(async (_em, tx) => {
    const rows = await tx.query(
      `update sync_job
          set cancel_requested_at = now(), revision = revision + 1,
              status = case status when 'QUEUED' then 'CANCELED' else status end,
              finished_at = case status when 'QUEUED' then now() end
        where id = $1 and status in ('QUEUED', 'RUNNING') returning id`,
      [before.id],
    );
    if (rows.length === 0) throw new SyncJobStateConflict('The sync job has just ended');
    await recordChange(tx, jobChange(actor, 'sync.cancel_requested', before.id));
  });
  platform.announcements.announce(jobChannel(actor.db.tenantId), before.id);
  return theJob(actor, id);
}

/** Queues a failed or canceled job again; it goes on from its checkpoint. */
export async function retrySync(
  platform: Platform,
  actor: Actor,
  { id, reach }: JobRequest,
): Promise<SyncJobView> {
  const before = await theJob(actor, id);
  assertWithinReach(reach, before.resources);
  assertUsable(await theView(actor.db, before.integrationId));
  if (before.status !== 'FAILED' && before.status !== 'CANCELED') {
    throw new SyncJobStateConflict(
      `The sync job is ${before.status}; only failed or canceled jobs can be retried`,
    );
  }
  await actor.db.change(async (_em, tx) => {
    const rows = await tx.query(
      `update sync_job
          set status = 'QUEUED', revision = revision + 1, attempts = 0, next_attempt_at = now(),
              cancel_requested_at = null, finished_at = null,
              error_code = null, error_message = null, error_retryable = null
        where id = $1 and status in ('FAILED', 'CANCELED') returning id`,
      [before.id],
    );
    if (rows.length === 0) throw new SyncJobStateConflict('The sync job has just changed');
    await recordChange(tx, jobChange(actor, 'sync.retried', before.id));
  });
  await wake(platform, actor, { id: before.id, priority: before.priority });
  return theJob(actor, id);
}

/** `nextAttemptAt`: not before then; at once when absent. */
type NewJob = Pick<SyncJobView, 'integrationId' | 'kind' | 'resources' | 'mode' | 'priority'> &
  Partial<Pick<SyncJobView, 'nextAttemptAt'>>;

async function enqueue(platform: Platform, actor: Actor, job: NewJob): Promise<SyncJobView> {
  const id = await actor.db.change((em, tx) => insertJob(em, tx, { actor, job }));
  await wake(platform, actor, { id, priority: job.priority });
  return theJob(actor, id);
}

/** Writes a queued job in the caller's transaction and answers its id; `wake` it once that is committed. */
export async function insertJob(
  em: EntityManager,
  tx: Tx,
  { actor, job, detail }: { actor: Actor; job: NewJob; detail?: Readonly<Record<string, unknown>> },
): Promise<string> {
  const id = randomUUID();
  em.create(SyncJob, {
    ...job,
    id,
    tenantId: actor.db.tenantId,
    status: 'QUEUED',
    progress: emptyProgress(job.resources),
    requestedBy: actor.caller.subject,
  });
  const change = jobChange(actor, `${nounOf(job.kind)}.requested`, id);
  await recordChange(tx, detail ? { ...change, detail } : change);
  return id;
}

/** Throws SyncJobNotFound. */
export async function theJob(actor: Actor, id: string): Promise<SyncJobView> {
  const [job] = await syncJobsByIds(actor.db, [id]);
  if (!job) throw new SyncJobNotFound(id);
  return job;
}

/** Tells the lane's workers, and whoever watches, of a job that is committed. */
export async function wake(
  platform: Platform,
  actor: Actor,
  job: Pick<SyncJobView, 'id' | 'priority'>,
): Promise<void> {
  platform.announcements.announce(jobChannel(actor.db.tenantId), job.id);
  // Unheard or lost, the sweeper rings again; the caller need not know.
  await platform.bells.ring(job.priority.toLowerCase() as LaneName);
}

/** What the caller may sync and wants to. Throws InvalidInput, SyncResourcesForbidden. */
function startable(providerId: string, { resources: wanted, reach }: StartSync): string[] {
  const resources = chosenResources(providerId, wanted);
  const within = reach === 'all' ? resources : resources.filter((each) => reach.has(each));
  // Nothing named means all that may be; something named means that.
  if (wanted || within.length === 0) assertWithinReach(reach, resources);
  return within;
}

/** The wanted resources in the provider's order, all of them when none are named. Throws InvalidInput. */
export function chosenResources(providerId: string, wanted: readonly string[] | null | undefined): string[] {
  const { resources, name } = providerOf(providerId);
  if (!wanted) return [...resources];
  if (wanted.length === 0) throw new InvalidInput('Name at least one resource', { field: 'input.resources' });
  const unknown = wanted.find((each) => !resources.some((known) => known === each));
  if (unknown) {
    throw new InvalidInput(`${name} has no resource ${unknown}, only ${resources.join(', ')}`, {
      field: 'input.resources',
    });
  }
  return resources.filter((each) => wanted.includes(each));
}

function jobChange(actor: Actor, action: string, id: string) {
  return { tenantId: actor.db.tenantId, by: actor.caller, action, on: { type: 'SyncJob', id } };
}
