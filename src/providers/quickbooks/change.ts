import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { Change, Seen } from '../provider.ts';
import type { Entity } from './entities.ts';
import type { Kind } from './kinds.ts';

/**
 * The version of a state last changed at this time, in unix seconds: the precision of `MetaData.LastUpdatedTime`.
 * Events tell finer times, which must not make one change look newer than a later one of the same second.
 */
export function versionAt(ms: number): bigint {
  return BigInt(Math.floor(ms / 1_000));
}

/** When the object last changed by QuickBooks' clock, in ms. */
export function changedAt(object: Entity): number {
  return Date.parse(object.MetaData.LastUpdatedTime);
}

export function externalIdOf(kind: Kind, id: string): string {
  return kind.prefix + id;
}

export function seen(
  kind: Kind,
  object: Entity,
  told: { from: Seen['from']; home: string | undefined },
): Seen {
  if (kind.hasMoney && !object.CurrencyRef && told.home === undefined) {
    throw new ProviderAnswerInvalid(`QuickBooks sent a ${kind.entity} without a currency`);
  }
  const { CreateTime: created } = object.MetaData;
  const updatedMs = changedAt(object);
  return {
    kind: 'seen',
    from: told.from,
    resource: kind.resource,
    externalId: externalIdOf(kind, object.Id),
    version: versionAt(updatedMs),
    data: kind.shape(object, told.home ?? ''),
    raw: object,
    createdAt: created === undefined ? null : new Date(created),
    updatedAt: new Date(updatedMs),
  };
}

/**
 * What a deletion that was told means. A transaction is gone for good; an entity of a list is usually only put away,
 * which its own state says, so it is looked at.
 */
export function deleted(kind: Kind, told: { id: string; atMs: number; from: 'page' | 'event' }): Change {
  const object = {
    resource: kind.resource,
    externalId: externalIdOf(kind, told.id),
    version: versionAt(told.atMs),
  };
  return kind.list ? { kind: 'hint', ...object } : { kind: 'gone', from: told.from, ...object };
}
