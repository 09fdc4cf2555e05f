import DataLoader from 'dataloader';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { connectedAccountsByIds, type ConnectedAccountView } from './reads.ts';

/** One loader per operation: each context object is one operation's. */
const loaders = new WeakMap<object, DataLoader<string, ConnectedAccountView | undefined>>();

/** Many look-ups of one operation become one statement; undefined when the tenant has no such account. */
export function loadConnectedAccount(
  context: { db: TenantDb },
  id: string,
): Promise<ConnectedAccountView | undefined> {
  let loader = loaders.get(context);
  if (!loader) {
    const { db } = context;
    loader = new DataLoader((ids) => connectedAccountsByIds(db, ids));
    loaders.set(context, loader);
  }
  return loader.load(id);
}
