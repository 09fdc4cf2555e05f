import DataLoader from 'dataloader';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { requestsOf, type RequestView } from './delivery-reads.ts';
import { endpointsByIds, type EndpointView } from './endpoint-reads.ts';

/** One of each per operation: each context object is one operation's. */
const endpointLoaders = new WeakMap<object, DataLoader<string, EndpointView | undefined>>();
const requestLoaders = new WeakMap<object, DataLoader<string, RequestView | undefined>>();

/** Undefined when the tenant has no such endpoint. */
export function loadEndpoint(context: { db: TenantDb }, id: string): Promise<EndpointView | undefined> {
  let loader = endpointLoaders.get(context);
  if (!loader) {
    const { db } = context;
    loader = new DataLoader((ids) => endpointsByIds(db, ids));
    endpointLoaders.set(context, loader);
  }
  return loader.load(id);
}

/** Undefined when the event is forgotten. */
export function loadRequest(context: { db: TenantDb }, eventId: string): Promise<RequestView | undefined> {
  let loader = requestLoaders.get(context);
  if (!loader) {
    const { db } = context;
    loader = new DataLoader((ids) => requestsOf(db, ids));
    requestLoaders.set(context, loader);
  }
  return loader.load(eventId);
}
