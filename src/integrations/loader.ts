import DataLoader from 'dataloader';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { integrationsByIds, type IntegrationView } from './reads.ts';
import { registrationsOf, type RegistrationView } from './registration-requests.ts';

/** One loader per operation: each context object is one operation's. */
const loaders = new WeakMap<object, DataLoader<string, IntegrationView | undefined>>();
const registrationLoaders = new WeakMap<object, DataLoader<string, RegistrationView | undefined>>();

/** Many look-ups of one operation become one statement; undefined when the tenant has no such integration. */
export function loadIntegration(context: { db: TenantDb }, id: string): Promise<IntegrationView | undefined> {
  let loader = loaders.get(context);
  if (!loader) {
    const { db } = context;
    loader = new DataLoader((ids) => integrationsByIds(db, ids));
    loaders.set(context, loader);
  }
  return loader.load(id);
}

/** Undefined where nothing is registered at the provider, or was asked to be. */
export function loadRegistration(
  context: { db: TenantDb },
  integrationId: string,
): Promise<RegistrationView | undefined> {
  let loader = registrationLoaders.get(context);
  if (!loader) {
    const { db } = context;
    loader = new DataLoader((ids) => registrationsOf(db, ids));
    registrationLoaders.set(context, loader);
  }
  return loader.load(integrationId);
}
