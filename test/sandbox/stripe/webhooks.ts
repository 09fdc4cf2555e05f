// Webhook delivery: signed, asynchronous, at least once. https://docs.stripe.com/webhooks
import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Stripe } from 'stripe';
import type { Book, SnapshotEvent } from './ledger/book.ts';

export interface Delivery {
  eventId: string;
  type: string;
  endpointId: string;
  /** 1 for the first try. */
  attempt: number;
  /** The receiver's answer, or null when there was none. */
  status: number | null;
}
export interface SignedEvent {
  body: string;
  headers: { 'content-type': string; 'stripe-signature': string; 'user-agent': string };
}
interface Target {
  owner: Book;
  endpointId: string;
  url: string;
}
export interface WebhookSender {
  subscribers(book: Book, type: string): number;
  deliver(book: Book, event: SnapshotEvent): void;
  /** Sends an event once more to every endpoint that wants its type, as `stripe events resend` does. */
  resend(book: Book, eventId: string): void;
  deliveries(): Delivery[];
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The request Stripe would send for an event: indented JSON, signed over exactly these bytes. `timestamp` in unix seconds. */
export function signedEvent(
  event: object,
  secret: string,
  timestamp = Math.floor(Date.now() / 1_000),
): SignedEvent {
  const body = JSON.stringify(event, null, 2);
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp }),
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    },
  };
}

/** `retryDelays`: milliseconds before each further try after a failed one. `now` in ms, for the signature's time. */
export function webhookSender(options: { retryDelays: readonly number[]; now: () => number }): WebhookSender {
  const log: Delivery[] = [];
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });

  async function deliverTo(target: Target, book: Book, event: SnapshotEvent): Promise<void> {
    const body = target.owner === book ? event : { ...event, account: book.id };
    for (const [index, wait] of [0, ...options.retryDelays].entries()) {
      if (wait > 0) await delay(wait, undefined, { signal: stop.signal });
      const secret = target.owner.endpointSecrets.get(target.endpointId)?.secret;
      if (secret === undefined) return; // the endpoint was deleted meanwhile
      const signed = signedEvent(body, secret, Math.floor(options.now() / 1_000));
      const status = await post(target.url, signed, { agent, signal: stop.signal });
      log.push({
        eventId: event.id,
        type: event.type,
        endpointId: target.endpointId,
        attempt: index + 1,
        status,
      });
      if (status !== null && status >= 200 && status < 300) {
        markDelivered(book, event.id);
        return;
      }
    }
  }

  function send(book: Book, event: SnapshotEvent): void {
    for (const target of targetsOf(book, event.type)) {
      const delivery = deliverTo(target, book, event)
        .catch((error: unknown) => {
          if (!stop.signal.aborted) throw error;
        })
        .finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    }
  }
  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    subscribers: (book, type) => targetsOf(book, type).length,
    deliver: send,
    resend(book, eventId) {
      const entry = book.objects.events.get(eventId);
      if (entry === undefined) throw new Error(`no event ${eventId}`);
      send(book, entry.object);
    },
    deliveries: () => [...log],
    settled,
    async close() {
      stop.abort();
      agent.destroy();
      await settled();
    },
  };
}

/** An account's own endpoints, and its platform's Connect endpoints. */
function targetsOf(book: Book, type: string): Target[] {
  const owners = book.platform === undefined ? [book] : [book, book.platform];
  return owners.flatMap((owner) =>
    owner.objects.webhook_endpoints.entries
      .map(({ object }) => object)
      .filter(({ id, status, enabled_events: types }) => {
        const forConnected = owner.endpointSecrets.get(id)?.connect === true;
        const wanted = types.includes('*') || types.includes(type);
        return status === 'enabled' && wanted && forConnected === (owner !== book);
      })
      .map(({ id, url }) => ({ owner, endpointId: id, url })),
  );
}

function markDelivered(book: Book, eventId: string): void {
  const event = book.objects.events.get(eventId)?.object;
  if (event === undefined || event.pending_webhooks === 0) return;
  book.objects.events.replace({ ...event, pending_webhooks: event.pending_webhooks - 1 });
}

/** The answer's status, redirects included (Stripe does not follow them); null without an answer within ten seconds. */
function post(
  url: string,
  { body, headers }: SignedEvent,
  options: { agent: Agent; signal: AbortSignal },
): Promise<number | null> {
  return new Promise((resolve) => {
    const length = Buffer.byteLength(body);
    const request = httpRequest(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': length },
      timeout: 10_000,
      ...options,
    });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? null);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
    request.on('close', () => resolve(null));
    request.end(body);
  });
}
