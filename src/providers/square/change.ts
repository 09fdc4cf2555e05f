import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { Gone, Seen } from '../provider.ts';
import { resources, type SquareResourceName } from './resources.ts';

/** The members of every object that paging and ordering need. */
export interface SquareObject {
  id: string;
  created_at?: string | null;
  /** Locations have none. */
  updated_at?: string | null;
  /** Catalog objects only: what is left of a deleted one. */
  is_deleted?: boolean | null;
}

/** The object as the hub keeps it. `asOf`: an instant by Square's clock (ms) that its state is not older than. */
export function seen(state: {
  resource: SquareResourceName;
  object: SquareObject;
  from: Seen['from'];
  asOf: number;
}): Seen {
  const { resource, object, from } = state;
  return {
    kind: 'seen',
    from,
    resource,
    externalId: object.id,
    version: resources[resource].version(object, state.asOf),
    data: resources[resource].shape(object),
    raw: object,
    createdAt: time(object.created_at),
    updatedAt: time(object.updated_at),
  };
}

export function gone(state: Omit<Gone, 'kind'>): Gone {
  return { kind: 'gone', ...state };
}

/** When the object last changed, in milliseconds by Square's clock: what orders its states. Throws ProviderAnswerInvalid. */
export function changedAt(object: SquareObject): bigint {
  return instant(object.updated_at ?? object.created_at);
}

/** Milliseconds of an RFC 3339 time. Throws ProviderAnswerInvalid. */
export function instant(text: string | null | undefined): bigint {
  const ms = Date.parse(text ?? '');
  if (Number.isNaN(ms)) throw new ProviderAnswerInvalid('Square sent an object without a time');
  return BigInt(ms);
}

function time(text: string | null | undefined): Date | null {
  return text ? new Date(Number(instant(text))) : null;
}

/** Reads one object of an answer. Throws ProviderAnswerInvalid. */
export function objectOf(value: unknown): SquareObject {
  // The other members are looked at where they are used.
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
    return value as SquareObject;
  throw new ProviderAnswerInvalid('Square sent an object without an id');
}
