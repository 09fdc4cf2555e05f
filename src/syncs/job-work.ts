/** What a worker does with a claimed job: a line per kind. */
import { connectIntegration } from '../integrations/connection.ts';
import type { Platform } from '../platform/platform.ts';
import type { ResourceName } from '../providers/resources.ts';
import { runBatch } from './batches/run-batch.ts';
import type { ClaimedJob } from './claim-job.ts';
import { eraseIntegration } from './erase.ts';
import type { RunningJob } from './job-row.ts';
import { pullResource } from './pull-resource.ts';

/** A worker's turn at a job. */
export interface Run {
  readonly platform: Platform;
  readonly job: ClaimedJob;
  readonly signal: AbortSignal;
  /**
   * Tells the whole fleet to leave the account alone for a while, and waits so long itself.
   * @throws ProviderThrottled when that is too long to keep a place for
   */
  readonly pause: (ms: number) => Promise<void>;
  /** Called after every commit that changed the job's row. */
  readonly announce: () => void;
}

export const workOf: Readonly<Record<RunningJob['kind'], (run: Run) => Promise<void>>> = {
  SYNC: pullResources,
  SCHEDULED_SYNC: pullResources,
  WEBHOOK: pullResources,
  BATCH: runBatch,
  CLEANUP: ({ platform, job, signal }) => eraseIntegration(platform, job, signal),
};

async function pullResources(run: Run): Promise<void> {
  const { platform, job } = run;
  const { tenantId, integrationId } = job;
  const connection = await connectIntegration(platform, tenantId, integrationId);
  const target = { tenantId, integrationId, connect: async () => connection };
  for (const resource of job.resources) {
    if (job.progress[resource]?.state === 'DONE') continue;
    // `as`: what a job is to pull was checked against the provider's resources when it was queued.
    await pullResource({ ...run, connection, target }, resource as ResourceName);
  }
}
