import type { Resolvers } from '../../graphql/generated.ts';
import { Forbidden } from '../../platform/errors.ts';
import { meets } from '../../platform/principal/policies.ts';
import { hasScope, type Principal } from '../../platform/principal/principal.ts';
import { loadBatch } from './loader.ts';
import { listBatchRows } from './reads.ts';
import { exportPath, importPath } from './routes.ts';
import { startBatch } from './start-batch.ts';

export const batchResolvers: Resolvers = {
  Mutation: {
    startBatch: (_root, { input }, { platform, db, caller, principal }) => {
      if (input.raw) assertMaySeeRaw(principal, platform.clock.now());
      return startBatch(platform, { db, caller }, input);
    },
  },
  StartBatchResult: {
    __resolveType: (result) => (Reflect.get(result, '__typename') as 'SyncJob' | undefined) ?? 'SyncJob',
  },
  SyncJob: {
    export: async (job, _args, context) => {
      const batch = job.kind === 'BATCH' ? await loadBatch(context, job.id) : undefined;
      if (batch?.operation !== 'EXPORT' || batch.file === null) return null;
      if (batch.raw) assertMaySeeRaw(context.principal, context.platform.clock.now());
      const { format, rows, bytes } = batch;
      const atMost = batch.filesUntil ?? undefined;
      const link = context.platform.links.sign({ method: 'GET', path: exportPath(job.id), atMost });
      // A file is linked together with its counts.
      return { format, rows: rows ?? 0, bytes: bytes ?? 0, ...link };
    },
    upload: async (job, _args, context) => {
      const batch = job.kind === 'BATCH' ? await loadBatch(context, job.id) : undefined;
      if (batch?.operation !== 'IMPORT' || batch.file !== null || job.status !== 'QUEUED') return null;
      const { links } = context.platform;
      return {
        format: batch.format,
        ...links.sign({ method: 'PUT', path: importPath(job.id), atMost: job.nextAttemptAt }),
      };
    },
    importRows: (job, args, { db }) => listBatchRows(db, { ...args, jobId: job.id }),
  },
  ImportRow: {
    problem: ({ code, message, field }) => (code === null ? null : { code, message: message ?? '', field }),
  },
};

/** Raw objects are behind their own scope and policy, in files as anywhere. */
function assertMaySeeRaw(principal: Principal | null, now: number): void {
  if (!principal || !hasScope(principal, 'records:raw')) throw new Forbidden('Requires records:raw');
  if (!meets(principal, 'mfa', now)) throw new Forbidden('Requires the policy mfa');
}
