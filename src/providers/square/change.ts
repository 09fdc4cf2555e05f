import type { Gone, Seen } from '../provider.ts';
import { changedAt, instant, type SquareObject } from './object.ts';
import { resources, type SquareResourceName } from './resources.ts';

/** The object as the hub keeps it. `asOf`: an instant by Square's clock (ms) that its state is not older than. */
export function seen(state: {
  resource: SquareResourceName;
  object: SquareObject;
  from: Seen['from'];
  asOf: number;
}): Seen {
  const { resource, object, from } = state;
  const { datedBy, shape } = resources[resource];
  return {
    kind: 'seen',
    from,
    resource,
    externalId: object.id,
    version: datedBy === 'looked' ? BigInt(state.asOf) : changedAt(object),
    data: shape(object),
    raw: object,
    createdAt: time(object.created_at),
    updatedAt: time(object.updated_at),
  };
}

export function gone(state: Omit<Gone, 'kind'>): Gone {
  return { kind: 'gone', ...state };
}

function time(text: string | null | undefined): Date | null {
  return text ? new Date(Number(instant(text))) : null;
}
