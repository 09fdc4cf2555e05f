/**
 * The two forms of Intuit's notifications: CloudEvents (an array, since 2026) and the older `eventNotifications`.
 * Neither carries the object. https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks
 */
import type { Change, IncomingEvent } from '../provider.ts';
import { deleted, externalIdOf, versionAt } from './change.ts';
import { objectOf } from './faults.ts';
import { kinds } from './kinds.ts';

/** One notice in either form. */
interface Notice {
  entity: string;
  id: string;
  /** Lower-case past tense: `created`, `updated`, `deleted`, `merged`, `voided`, `emailed`. */
  operation: string;
  atMs: number;
  /** Of a merge: the one that went into the other. */
  mergedId: string | undefined;
}

const byEntity = new Map(kinds.map((kind) => [kind.entity.toLowerCase(), kind]));

/** The operations of the older form in the words of the newer one. */
const operations: Readonly<Record<string, string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  merge: 'merged',
  void: 'voided',
  emailed: 'emailed',
};

/** The events of a delivery, of as many companies as it tells of. What has not the form of an event is left out. */
export function eventsOf(delivery: unknown): IncomingEvent[] {
  if (Array.isArray(delivery)) return delivery.flatMap((each) => cloudEvent(each) ?? []);
  const notifications = objectOf(delivery)?.['eventNotifications'];
  return Array.isArray(notifications) ? notifications.flatMap(legacyEvents) : [];
}

/** What one event, as `eventsOf` cut it out, says about the objects. */
export function changesOf(body: unknown): Change[] {
  const notice = noticeOf(body);
  const kind = notice && byEntity.get(notice.entity.toLowerCase());
  if (!kind) return [];
  const { id, atMs, operation, mergedId } = notice;
  if (operation === 'deleted') return [deleted(kind, { id, atMs, from: 'event' })];
  const ids = mergedId === undefined ? [id] : [id, mergedId];
  return ids.map((each) => ({
    kind: 'hint',
    resource: kind.resource,
    externalId: externalIdOf(kind, each),
    version: versionAt(atMs),
  }));
}

function cloudEvent(value: unknown): IncomingEvent | undefined {
  const { id, type, intuitaccountid: account } = objectOf(value) ?? {};
  if (typeof id !== 'string' || typeof type !== 'string' || typeof account !== 'string') return undefined;
  return { id, type, account, body: jsonOf(value) };
}

function legacyEvents(notification: unknown): IncomingEvent[] {
  const { realmId, dataChangeEvent } = objectOf(notification) ?? {};
  const entities = objectOf(dataChangeEvent)?.['entities'];
  if (typeof realmId !== 'string' || !Array.isArray(entities)) return [];
  return entities.flatMap((entity) => {
    const { name, id, operation, lastUpdated, deletedId } = objectOf(entity) ?? {};
    if ([name, id, operation, lastUpdated].some((each) => typeof each !== 'string')) return [];
    return {
      // There is no id: what it says is what it is.
      id: [realmId, name, id, operation, lastUpdated, deletedId ?? ''].join('/'),
      type: `${textOf(name)}.${textOf(operation)}`,
      account: realmId,
      body: jsonOf({ eventNotifications: [{ realmId, dataChangeEvent: { entities: [entity] } }] }),
    };
  });
}

function noticeOf(body: unknown): Notice | undefined {
  const event = objectOf(body) ?? {};
  const legacy = event['eventNotifications'];
  const notice = Array.isArray(legacy) ? legacyNotice(legacy[0]) : cloudNotice(event);
  return notice.id && !Number.isNaN(notice.atMs) ? notice : undefined;
}

function cloudNotice(event: Record<string, unknown>): Notice {
  // `qbo.customer.created.v1`
  const [, entity = '', operation = ''] = textOf(event['type']).split('.');
  const mergedId = objectOf(event['data'])?.['deletedid'];
  return {
    entity,
    id: textOf(event['intuitentityid']),
    operation,
    atMs: Date.parse(textOf(event['time'])),
    mergedId: textOf(mergedId) || undefined,
  };
}

function legacyNotice(notification: unknown): Notice {
  const entities = objectOf(objectOf(notification)?.['dataChangeEvent'])?.['entities'];
  const entity = objectOf(Array.isArray(entities) ? entities[0] : undefined) ?? {};
  return {
    entity: textOf(entity['name']),
    id: textOf(entity['id']),
    operation: operations[textOf(entity['operation']).toLowerCase()] ?? '',
    atMs: Date.parse(textOf(entity['lastUpdated'])),
    mergedId: textOf(entity['deletedId']) || undefined,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}
