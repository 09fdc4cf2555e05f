// Webhook delivery: signed, asynchronous, at least once. https://developer.squareup.com/docs/webhooks/overview
import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { exactText } from './exact-text.ts';
import type { SquareEvent } from './seller.ts';

export interface Subscription {
  id: string;
  /** The notification URL, which is part of what is signed. */
  url: string;
  signatureKey: string;
  /** All when undefined. */
  eventTypes?: readonly string[] | undefined;
}
export interface Delivery {
  eventId: string;
  type: string;
  subscriptionId: string;
  /** 1 for the first try. */
  attempt: number;
  /** The receiver's answer, or null when there was none. */
  status: number | null;
}
export interface SignedEvent {
  body: string;
  headers: Record<string, string>;
}

const ANSWER_WITHIN_MS = 10_000;

/** The request Square would send: compact JSON, signed with the URL over exactly these bytes. */
export function signedEvent(event: object, key: string, url: string): SignedEvent {
  const body = exactText(event);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Square Connect v2',
      'square-environment': 'Sandbox',
      'x-square-hmacsha256-signature': createHmac('sha256', key)
        .update(url + body)
        .digest('base64'),
    },
  };
}

/** `retryDelays`: milliseconds before each further try after a failed one. */
export function webhookSender(options: { retryDelays: readonly number[]; now: () => number }) {
  const log: Delivery[] = [];
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();
  const subscriptions = new Map<string, Subscription>();

  async function deliverTo(subscription: Subscription, event: SquareEvent): Promise<void> {
    const first = new Date(options.now()).toISOString();
    for (const [index, wait] of [0, ...options.retryDelays].entries()) {
      if (wait > 0) await delay(wait, undefined, { signal: stop.signal });
      if (!subscriptions.has(subscription.id)) return;
      const { body, headers } = signedEvent(event, subscription.signatureKey, subscription.url);
      const retry: Record<string, string> =
        index > 0 ? { 'square-retry-number': String(index), 'square-retry-reason': 'HTTP_ERROR' } : {};
      const all = { ...headers, 'square-initial-delivery-timestamp': first, ...retry };
      const status = await post(subscription.url, { body, headers: all }, stop.signal);
      const { event_id: eventId, type } = event;
      log.push({ eventId, type, subscriptionId: subscription.id, attempt: index + 1, status });
      if (status !== null && status >= 200 && status < 300) return;
    }
  }

  return {
    subscribe: (subscription: Subscription): void => void subscriptions.set(subscription.id, subscription),
    unsubscribe: (id: string): void => void subscriptions.delete(id),
    /** Returns at once. */
    deliver(event: SquareEvent): void {
      for (const subscription of subscriptions.values()) {
        if (subscription.eventTypes?.includes(event.type) === false) continue;
        const delivery = deliverTo(subscription, event)
          .catch((error: unknown) => {
            if (!stop.signal.aborted) throw error;
          })
          .finally(() => underWay.delete(delivery));
        underWay.add(delivery);
      }
    },
    deliveries: (): Delivery[] => [...log],
    /** Resolves when every delivery has succeeded or was given up. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async close(): Promise<void> {
      stop.abort();
      await Promise.all(underWay);
    },
  };
}

/** The answer's status; null without an answer in time. */
async function post(url: string, { body, headers }: SignedEvent, stop: AbortSignal): Promise<number | null> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
  try {
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
