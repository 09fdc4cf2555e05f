/** What an event says. https://developer.squareup.com/docs/webhooks/v2webhook-events-tech-ref */
import type { Change, Notice } from '../provider.ts';
import { gone, seen } from './change.ts';
import { instant, objectOf, type SquareObject } from './object.ts';
import type { SquareResourceName } from './resources.ts';

interface SquareEvent {
  type?: string;
  created_at?: string;
  data?: { id?: string; object?: Readonly<Record<string, unknown>> | null };
}

type Reading = (event: SquareEvent) => Change[];

/** By event type. */
const readings: Readonly<Record<string, Reading>> = {
  // A customer's event leaves out its groups and segments.
  'customer.created': changed('contact', 'customer'),
  'customer.updated': changed('contact', 'customer'),
  'customer.deleted': deleted('contact'),
  'location.created': changed('location'),
  'location.updated': changed('location'),
  'order.created': orderChanged('order_created'),
  'order.updated': orderChanged('order_updated'),
  'order.fulfillment.updated': orderChanged('order_fulfillment_updated'),
  'payment.created': shown('payment', 'payment'),
  'payment.updated': shown('payment', 'payment'),
  'refund.created': shown('refund', 'refund'),
  'refund.updated': shown('refund', 'refund'),
  'invoice.created': shown('invoice', 'invoice'),
  'invoice.published': shown('invoice', 'invoice'),
  'invoice.updated': shown('invoice', 'invoice'),
  'invoice.payment_made': shown('invoice', 'invoice'),
  'invoice.canceled': shown('invoice', 'invoice'),
  'invoice.refunded': shown('invoice', 'invoice'),
  'invoice.scheduled_charge_failed': shown('invoice', 'invoice'),
  'invoice.deleted': deleted('invoice'),
};

const notices: Readonly<Record<string, Notice>> = {
  // Tells neither which object changed nor how.
  'catalog.version.updated': { kind: 'stale', resource: 'product' },
  'oauth.authorization.revoked': { kind: 'revoked' },
};

export function noticesOf(type: string): Notice[] {
  const notice = Object.hasOwn(notices, type) ? notices[type] : undefined;
  return notice ? [notice] : [];
}

/** None for events that say nothing about a synced object. Throws ProviderAnswerInvalid for an object without id or time. */
export function changesOf(body: unknown): Change[] {
  // Each member is looked at before it is used.
  const event = (body ?? {}) as SquareEvent;
  const type = event.type ?? '';
  return Object.hasOwn(readings, type) ? (readings[type]?.(event) ?? []) : [];
}

/** The event has the whole object. */
function shown(resource: SquareResourceName, member: string): Reading {
  return ({ data, created_at }) => {
    if (!data?.object?.[member]) return [];
    const object = objectOf(data.object[member]);
    return [seen({ resource, object, from: 'event', asOf: Number(instant(created_at)) })];
  };
}

/** The event has not the whole object, so it must be fetched; `member` is what it has of it. */
function changed(resource: SquareResourceName, member?: string): Reading {
  return ({ data, created_at }) => {
    const object = member ? (data?.object?.[member] as SquareObject | undefined) : undefined;
    const version = instant(object?.updated_at ?? created_at);
    return data?.id ? [{ kind: 'hint', resource, externalId: data.id, version }] : [];
  };
}

function orderChanged(member: string): Reading {
  return ({ data, created_at }) => {
    const order = data?.object?.[member] as
      { order_id?: string; updated_at?: string; created_at?: string } | undefined;
    if (!order?.order_id) return [];
    const version = instant(order.updated_at ?? order.created_at ?? created_at);
    return [{ kind: 'hint', resource: 'order', externalId: order.order_id, version }];
  };
}

/** Nothing changes after its end, so the event's own time orders it last. */
function deleted(resource: SquareResourceName): Reading {
  return ({ data, created_at }) =>
    data?.id ? [gone({ resource, externalId: data.id, version: instant(created_at), from: 'event' })] : [];
}
