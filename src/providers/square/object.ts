/** What every object of Square has, and how its states are ordered. */
import { ProviderAnswerInvalid } from '../../platform/errors.ts';

export interface SquareObject {
  id: string;
  created_at?: string | null;
  /** Locations have none. */
  updated_at?: string | null;
  /** Catalog objects only: what is left of a deleted one. */
  is_deleted?: boolean | null;
}

/** Reads one object of an answer. Throws ProviderAnswerInvalid. */
export function objectOf(value: unknown): SquareObject {
  // The other members are looked at where they are used.
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
    return value as SquareObject;
  throw new ProviderAnswerInvalid('Square sent an object without an id');
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
