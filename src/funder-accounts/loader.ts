import DataLoader from 'dataloader';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { funderAccounts, type FunderAccountView } from './reads.ts';

/** One loader per operation: each context object is one operation's. */
const loaders = new WeakMap<object, DataLoader<string, FunderAccountView>>();

/** Many look-ups of one operation become one statement. */
export function loadFunderAccount(context: { db: TenantDb }, funderId: string): Promise<FunderAccountView> {
  let loader = loaders.get(context);
  if (!loader) {
    const { db } = context;
    loader = new DataLoader((ids) => funderAccounts(db, ids));
    loaders.set(context, loader);
  }
  return loader.load(funderId);
}

/** What was read may have changed. */
export function forgetFunderAccounts(context: { db: TenantDb }): void {
  loaders.delete(context);
}
