import type { Gone, Seen } from '../provider.ts';
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

export function gone(state: {
  resource: StripeResourceName;
  externalId: string;
  version: bigint;
  from: Gone['from'];
}): Gone {
  return { kind: 'gone', ...state };
}

/** A fetched object; deleted ones are answered with `deleted: true` and nothing else. */
export function fetched(resource: StripeResourceName, object: StripeObject, version: bigint): Seen | Gone {
  return object.deleted
    ? gone({ resource, externalId: object.id, version, from: 'fetch' })
    : seen({ resource, object, version, from: 'fetch' });
}
