import DataLoader from 'dataloader';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { usersByIds, type UserView } from './reads.ts';
import { listRoles } from './roles.ts';
import type { RoleView } from './shipped-roles.ts';

/** One loader per operation: each context object is one operation's. */
const loaders = new WeakMap<object, DataLoader<string, UserView | undefined>>();
const roles = new WeakMap<object, Promise<RoleView[]>>();

/** Many look-ups of one operation become one statement; undefined when nobody of the tenant has this id. */
export function loadUser(context: { db: TenantDb }, id: string): Promise<UserView | undefined> {
  let loader = loaders.get(context);
  if (!loader) {
    const { db } = context;
    loader = new DataLoader((ids) => usersByIds(db, ids));
    loaders.set(context, loader);
  }
  return loader.load(id);
}

/** The tenant's roles, read once for the operation. */
export function loadRoles(context: { db: TenantDb }): Promise<RoleView[]> {
  let all = roles.get(context);
  if (!all) roles.set(context, (all = listRoles(context.db)));
  return all;
}
