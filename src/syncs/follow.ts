/**
 * Live views of sync jobs: the current state first, then every change that can still be seen, never an older state after
 * a newer. Announcements only say when to look; the row is what is shown, so a lost one costs time and nothing else.
 */
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Platform } from '../platform/platform.ts';
import { streamOf } from '../platform/stream.ts';
import { watch } from '../platform/watch.ts';
import { SyncJobNotFound } from './errors.ts';
import { isFinal, syncJobsByIds, unfinishedSyncJobs, type SyncJobView } from './reads.ts';
import { jobChannel } from './work-kind.ts';

/** Jobs of which a stream knows what it has shown last. */
const REMEMBERED_JOBS = 10_000;

/** One job until it is final. Fails with SyncJobNotFound when the tenant has no such job. */
export function followSyncJob(
  platform: Platform,
  db: TenantDb,
  id: string,
): AsyncIterableIterator<SyncJobView> {
  return streamOf((sink) => {
    let shown = -1n;
    const look = async () => {
      const [job] = await syncJobsByIds(db, [id]);
      if (!job) return sink.fail(new SyncJobNotFound(id));
      if (BigInt(job.revision) > shown) {
        shown = BigInt(job.revision);
        sink.push(job.id, job);
      }
      if (isFinal(job)) sink.end();
    };
    const channel = jobChannel(db.tenantId);
    const concerns = (changed: string) => changed === id;
    return watch(platform, { channel, look, concerns, fail: sink.fail });
  });
}

/** Every job of the tenant, or of one integration, from now on; begins with those that are not finished. */
export function followSyncJobs(
  platform: Platform,
  db: TenantDb,
  integrationId: string | null,
): AsyncIterableIterator<SyncJobView> {
  return streamOf((sink) => {
    const shown = new Map<string, bigint>();
    const unfinished = new Set<string>();
    const changed = new Set<string>();
    const show = (job: SyncJobView) => {
      const revision = BigInt(job.revision);
      if (revision > (shown.get(job.id) ?? -1n)) sink.push(job.id, job);
      // Remembered beyond its end: its last announcements may still be on their way.
      shown.delete(job.id);
      shown.set(job.id, revision);
      if (shown.size > REMEMBERED_JOBS) shown.delete(shown.keys().next().value as string);
      if (isFinal(job)) unfinished.delete(job.id);
      else unfinished.add(job.id);
    };
    const read = async (ids: readonly string[]) => {
      const known = ids.length > 0 ? await syncJobsByIds(db, ids) : [];
      const open = await unfinishedSyncJobs(db, integrationId);
      return new Map([...known, ...open].flatMap((each) => (each ? [[each.id, each]] : []))).values();
    };
    const look = async () => {
      const told = [...changed];
      changed.clear();
      const jobs = await read([...new Set([...told, ...unfinished])]).catch((error: unknown) => {
        // Nobody tells of them again.
        for (const id of told) changed.add(id);
        throw error;
      });
      for (const job of jobs) if (!integrationId || job.integrationId === integrationId) show(job);
    };
    const concerns = (id: string) => Boolean(changed.add(id));
    const channel = jobChannel(db.tenantId);
    return watch(platform, { channel, look, concerns, fail: sink.fail });
  });
}
