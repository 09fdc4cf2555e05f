/** Pulls one resource of a running job: units of pages, each committed with its checkpoint and the job's progress. */
import { ProviderThrottled } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { backoffMs, lanes } from '../platform/queue/lanes.ts';
import type { Connection, Page, Position, Resource } from '../providers/provider.ts';
import type { ResourceName } from '../providers/resources.ts';
import { applyChanges } from './apply.ts';
import { closePass, openCheckpoint, saveCheckpoint, type CheckpointState } from './checkpoint.ts';
import { saveProgress, type RunningJob } from './job-row.ts';
import { advance, completed, emptyProgress, type ResourceProgress } from './progress.ts';
import { rowOf } from './record-columns.ts';
import type { Target } from './settle.ts';
import { unitsOf } from './units.ts';
import { checkUnseen } from './unseen.ts';

export interface Pull {
  readonly platform: Platform;
  readonly job: RunningJob;
  readonly target: Target;
  readonly connection: Connection;
  readonly signal: AbortSignal;
  /** Tells the whole fleet to leave the account alone for a while. Throws ProviderThrottled when it is a long one. */
  readonly pause: (ms: number) => Promise<void>;
  /** Called after every commit that changed the job's row. */
  readonly announce: () => void;
}

/** How often in a row a provider may say "slow down" before the job gives its place to others. */
const PATIENCE = 8;

export async function pullResource(pull: Pull, name: ResourceName): Promise<void> {
  const { platform, job, target, signal } = pull;
  const key = { ...target, resource: name };
  const resource = pull.connection.resource(name);
  let state = await begin(pull, name);
  if (!state.pass?.seenAll) {
    for await (const unit of unitsOf(patiently(pull, resource, state.position))) {
      const externalIds = unit.changes.map((change) => change.externalId);
      const next: { state?: CheckpointState; progress?: ResourceProgress } = {};
      await applyChanges(platform, target, {
        changes: unit.changes,
        signal,
        alongside: async (tx, counts) => {
          next.progress = advance(progressOf(job, name), counts, unit.last);
          next.state = await saveCheckpoint(tx, key, { state, last: unit.last, externalIds });
          await saveProgress(tx, job, { ...job.progress, [name]: next.progress }, true);
        },
      });
      if (next.state) state = next.state;
      if (next.progress) job.progress = { ...job.progress, [name]: next.progress };
      job.attempts = 1;
      pull.announce();
      signal.throwIfAborted();
    }
  }
  if (state.pass?.seenAll) await checkUnseen(pull, name, state.pass.id);
  await end(pull, name, state);
}

/** Marks the resource as begun. Only the first begin of a FULL job forgets the checkpoint; a resumed one goes on. */
async function begin(pull: Pull, name: ResourceName): Promise<CheckpointState> {
  const { platform, job, target } = pull;
  const first = progressOf(job, name).state === 'PENDING';
  const progress = { ...job.progress, [name]: { ...progressOf(job, name), state: 'RUNNING' as const } };
  const state = await platform.db.tenant(job.tenantId).transaction(async (tx) => {
    await saveProgress(tx, job, progress, false);
    return openCheckpoint(tx, { ...target, resource: name }, first && job.mode === 'FULL');
  });
  job.progress = progress;
  pull.announce();
  return state;
}

/** Marks the resource as done, and with it the full pass whose unseen objects have been checked. */
async function end(pull: Pull, name: ResourceName, state: CheckpointState): Promise<void> {
  const { platform, job, target } = pull;
  const progress = { ...job.progress, [name]: completed(progressOf(job, name)) };
  await platform.db.tenant(job.tenantId).transaction(async (tx) => {
    await saveProgress(tx, job, progress, false);
    if (state.pass?.seenAll) await closePass(tx, { ...target, resource: name });
  });
  job.progress = progress;
  pull.announce();
}

/** A provider that asks us to slow down is waited for and asked again from the last page; that is no failure of the job. */
async function* patiently(pull: Pull, resource: Resource, from: Position | undefined): AsyncGenerator<Page> {
  let position = from;
  for (let refusals = 1; ; refusals += 1) {
    try {
      for await (const page of resource.pull(position, pull.signal)) {
        refusals = 0;
        position = page.position;
        makeRows(page);
        yield page;
      }
      return;
    } catch (error) {
      if (!(error instanceof ProviderThrottled) || refusals >= PATIENCE) throw error;
      const backoff = backoffMs(lanes.critical, Math.max(1, refusals)) * (1 + Math.random() / 4);
      await pull.pause(error.retryAfterMs ?? Math.min(30_000, backoff));
    }
  }
}

/** While the database is busy with the unit before: nothing of it is left for the transaction of the page's own unit. */
function makeRows({ changes }: Page): void {
  for (const change of changes) if (change.kind !== 'hint') rowOf(change);
}

function progressOf(job: RunningJob, name: ResourceName): ResourceProgress {
  // A job's progress is made with a part for each of its resources.
  return job.progress[name] ?? emptyProgress([name])[name]!;
}
