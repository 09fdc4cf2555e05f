import type { Change, Gone, Seen } from '../provider.ts';
import { resources, type StripeObject, type StripeResourceName } from './resources.ts';

/** The object as the hub keeps it. Times are unix seconds on Stripe's side. */
export function seen(state: {
  resource: StripeResourceName;
  object: StripeObject;
  version: bigint;
  from: Seen['from'];
  changedAt?: number;
}): Seen {
  const { resource, object, version, from } = state;
  const updated = object.updated ?? state.changedAt;
  return {
    kind: 'seen',
    from,
    resource,
    externalId: object.id,
    version,
    data: resources[resource].shape(object),
    raw: object,
    createdAt: new Date(object.created * 1000),
    updatedAt: updated === undefined ? null : new Date(updated * 1000),
  };
}

export function gone(resource: StripeResourceName, externalId: string, version: bigint): Gone {
  return { kind: 'gone', resource, externalId, version };
}

/** A fetched object; deleted ones are answered with `deleted: true` and nothing else. */
export function fetched(resource: StripeResourceName, object: StripeObject, version: bigint): Change {
  return object.deleted
    ? gone(resource, object.id, version)
    : seen({ resource, object, version, from: 'fetch' });
}
