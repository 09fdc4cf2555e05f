// What Intuit's notifications look like, in both forms, and how they are signed.
import { createHmac } from 'node:crypto';
import type { Notice, Operation } from './ledger/company.ts';
import { isoCompactAt } from './ledger/times.ts';

export interface SentEvent extends Notice {
  eventId: string;
}
export interface SignedDelivery {
  body: string;
  headers: { 'content-type': string; 'intuit-signature': string; 'user-agent': string };
}

/** The request Intuit would send: signed over exactly these bytes. */
export function signedDelivery(
  payload: unknown,
  verifierToken: string,
  contentType = 'application/cloudevents+json',
): SignedDelivery {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', verifierToken).update(body).digest('base64');
  return {
    body,
    headers: {
      'content-type': contentType,
      'intuit-signature': signature,
      'user-agent': 'intuit_notifier',
    },
  };
}

const PAST: Readonly<Record<Operation, string>> = {
  Create: 'created',
  Update: 'updated',
  Delete: 'deleted',
  Merge: 'merged',
  Void: 'voided',
};

export function cloudEvent(event: SentEvent): object {
  return {
    specversion: '1.0',
    id: event.eventId,
    source: 'intuit.c2FuZGJveC1pbnR1aXQtc291cmNl',
    type: `qbo.${event.entity.toLowerCase()}.${PAST[event.operation]}.v1`,
    datacontenttype: 'application/json',
    time: `${new Date(event.atMs).toISOString().slice(0, 19)}Z`,
    intuitentityid: event.id,
    intuitaccountid: event.realmId,
    data: event.deletedId === undefined ? {} : { deletedid: event.deletedId },
  };
}

/** The older form: grouped by company, without ids. */
export function legacyBody(events: readonly SentEvent[]): object {
  const realms = [...new Set(events.map(({ realmId }) => realmId))];
  return {
    eventNotifications: realms.map((realmId) => ({
      realmId,
      dataChangeEvent: {
        entities: events
          .filter((event) => event.realmId === realmId)
          .map(({ entity: name, id, operation, atMs, offsetMinutes, deletedId }) => ({
            name,
            id,
            operation,
            lastUpdated: isoCompactAt(atMs, offsetMinutes),
            ...(deletedId !== undefined && { deletedId }),
          })),
      },
    })),
  };
}
