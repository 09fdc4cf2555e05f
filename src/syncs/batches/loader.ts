import DataLoader from 'dataloader';
import type { TenantDb } from '../../platform/db/tenant-db.ts';
import { batchesByIds, type BatchView } from './reads.ts';

/** One per operation: each context object is one operation's. */
const loaders = new WeakMap<object, DataLoader<string, BatchView | undefined>>();

/** Undefined where the job is no batch. */
export function loadBatch(context: { db: TenantDb }, jobId: string): Promise<BatchView | undefined> {
  const { db } = context;
  const known = loaders.get(context);
  if (known) return known.load(jobId);
  const made = new DataLoader<string, BatchView | undefined>((ids) => batchesByIds(db, ids));
  loaders.set(context, made);
  return made.load(jobId);
}
