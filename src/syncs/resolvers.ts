import type { Resolvers, SyncResourceProgress } from '../graphql/generated.ts';
import { loadIntegration } from '../integrations/loader.ts';
import { deleteIntegration } from './delete-integration.ts';
import { followSyncJob, followSyncJobs } from './follow.ts';
import { loadSchedule, loadSyncJob } from './loader.ts';
import { syncReach } from './narrow-scopes.ts';
import { emptyProgress, summarize } from './progress.ts';
import { listSyncJobs, type SyncJobView } from './reads.ts';
import { removeSchedule, setSchedule } from './schedules.ts';
import { cancelSync, retrySync, startSync } from './syncs.ts';

export const syncResolvers: Resolvers = {
  Query: {
    syncJobs: (_root, args, { db }) => listSyncJobs(db, args),
    syncJob: async (_root, { id }, context) => (await loadSyncJob(context, id)) ?? null,
  },
  Mutation: {
    startSync: (_root, { input }, { platform, db, caller, principal }) =>
      startSync(platform, { db, caller }, { ...input, reach: syncReach(principal) }),
    cancelSync: (_root, { id }, { platform, db, caller, principal }) =>
      cancelSync(platform, { db, caller }, { id, reach: syncReach(principal) }),
    retrySync: (_root, { id }, { platform, db, caller, principal }) =>
      retrySync(platform, { db, caller }, { id, reach: syncReach(principal) }),
    setSyncSchedule: (_root, { input }, { platform, db, caller }) =>
      setSchedule(platform, { db, caller }, input),
    removeSyncSchedule: async (_root, { integrationId }, { db, caller }) => ({
      __typename: 'SyncScheduleRemoved',
      integrationId: await removeSchedule({ db, caller }, integrationId),
    }),
    deleteIntegration: async (_root, { id }, { platform, db, caller }) => ({
      __typename: 'IntegrationDeleted',
      id: await deleteIntegration(platform, { db, caller }, id),
    }),
  },
  Subscription: {
    syncJobUpdated: {
      subscribe: (_root, { id }, { platform, db }) => followSyncJob(platform, db, id),
      resolve: (job: SyncJobView) => job,
    },
    syncJobsUpdated: {
      subscribe: (_root, { integrationId }, { platform, db }) =>
        followSyncJobs(platform, db, integrationId ?? null),
      resolve: (job: SyncJobView) => job,
    },
  },
  StartSyncResult: { __resolveType: typeOf },
  CancelSyncResult: { __resolveType: typeOf },
  RetrySyncResult: { __resolveType: typeOf },
  SetSyncScheduleResult: {
    __resolveType: (result) =>
      (Reflect.get(result, '__typename') as 'SyncSchedule' | undefined) ?? 'SyncSchedule',
  },
  SyncSchedule: { every: (schedule) => schedule.everyS },
  SyncJob: {
    __resolveReference: async ({ id }, context) => (await loadSyncJob(context, id)) ?? null,
    integration: async (job, _args, context) => (await loadIntegration(context, job.integrationId)) ?? null,
    progress: (job) => ({ ...summarize(job.progress), perResource: perResource(job) }),
    error: (job) =>
      job.errorCode === null
        ? null
        : {
            code: job.errorCode,
            message: job.errorMessage ?? '',
            retryable: job.errorRetryable ?? false,
            retryAt: job.status === 'QUEUED' ? job.nextAttemptAt : null,
          },
  },
  Integration: {
    syncSchedule: async (integration, _args, context) =>
      (await loadSchedule(context, integration.id)) ?? null,
    syncJobs: (integration, args, { db }) =>
      listSyncJobs(db, { ...args, filter: { integrationId: integration.id } }),
  },
  Tenant: {
    syncJobs: (_tenant, args, { db }) => listSyncJobs(db, args),
  },
};

function perResource(job: SyncJobView): SyncResourceProgress[] {
  const all = { ...emptyProgress(job.resources), ...job.progress };
  return job.resources.flatMap((resource) => {
    const part = all[resource];
    if (!part) return [];
    const { fraction, ...counts } = part;
    return [{ resource, ...counts, percent: fraction === null ? null : Math.floor(fraction * 100) }];
  });
}

/** Members made of failures name their type; what has none is the job itself. */
function typeOf(result: object): 'SyncJob' {
  return (Reflect.get(result, '__typename') as 'SyncJob' | undefined) ?? 'SyncJob';
}
