import DataLoader from 'dataloader';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { rawObjects, type RecordView } from './records.ts';
import { schedulesOf, type ScheduleView } from './schedules.ts';
import { syncJobsByIds, type SyncJobView } from './reads.ts';

/** One set of loaders per operation: each context object is one operation's. */
interface Loaders {
  job: DataLoader<string, SyncJobView | undefined>;
  raw: DataLoader<RecordView, unknown>;
  schedule: DataLoader<string, ScheduleView | undefined>;
}
const loaders = new WeakMap<object, Loaders>();

function loadersOf(context: { db: TenantDb }): Loaders {
  const known = loaders.get(context);
  if (known) return known;
  const { db } = context;
  const made = {
    job: new DataLoader<string, SyncJobView | undefined>((ids) => syncJobsByIds(db, ids)),
    raw: new DataLoader<RecordView, unknown>((records) => rawObjects(db, records)),
    schedule: new DataLoader<string, ScheduleView | undefined>((ids) => schedulesOf(db, ids)),
  };
  loaders.set(context, made);
  return made;
}

/** Undefined when the tenant has no such job. */
export function loadSyncJob(context: { db: TenantDb }, id: string): Promise<SyncJobView | undefined> {
  return loadersOf(context).job.load(id);
}

/** The provider's own object behind a record; null on a tombstone. */
export function loadRaw(context: { db: TenantDb }, record: RecordView): Promise<unknown> {
  return loadersOf(context).raw.load(record);
}

/** Undefined where nothing is scheduled. */
export function loadSchedule(
  context: { db: TenantDb },
  integrationId: string,
): Promise<ScheduleView | undefined> {
  return loadersOf(context).schedule.load(integrationId);
}
