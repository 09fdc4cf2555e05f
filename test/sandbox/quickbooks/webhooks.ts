// How notifications travel: gathered for a moment, sent at least once to the application's one endpoint.
// https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks
import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../stripe/seed/random.ts';
import type { Notice } from './ledger/company.ts';
import type { SentEvent, SignedDelivery } from './notices.ts';
import { cloudEvent, legacyBody, signedDelivery } from './notices.ts';

export interface WebhookEndpoint {
  url: string;
  verifierToken: string;
  /** `cloudevents` by default. */
  format?: 'cloudevents' | 'legacy';
}
export interface Delivery {
  eventIds: string[];
  realmIds: string[];
  /** 1 for the first try. */
  attempt: number;
  /** The receiver's answer, or null when there was none. */
  status: number | null;
}

export interface WebhookSender {
  notify(notice: Notice): void;
  endpoint: WebhookEndpoint | undefined;
  /** Every event so far, also those nobody was told of. */
  events(): SentEvent[];
  /** Sends an event once more, in a delivery of its own. */
  resend(eventId: string): void;
  deliveries(): Delivery[];
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The most events of one delivery. */
const BATCH = 100;
/** Changes of so many milliseconds travel together. */
const GATHER_MS = 10;

/** `retryDelays`: milliseconds before each further try after a failed one. */
export function webhookSender(options: { retryDelays: readonly number[]; random: Random }): WebhookSender {
  const log: Delivery[] = [];
  const events: SentEvent[] = [];
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  let waiting: SentEvent[] = [];

  async function deliver(to: WebhookEndpoint, batch: readonly SentEvent[]): Promise<void> {
    const cloud = to.format !== 'legacy';
    const signed = signedDelivery(
      cloud ? batch.map(cloudEvent) : legacyBody(batch),
      to.verifierToken,
      cloud ? undefined : 'application/json',
    );
    for (const [index, wait] of [0, ...options.retryDelays].entries()) {
      if (wait > 0) await delay(wait, undefined, { signal: stop.signal });
      const status = await post(to.url, signed, { agent, signal: stop.signal });
      log.push({
        eventIds: batch.map(({ eventId }) => eventId),
        realmIds: [...new Set(batch.map(({ realmId }) => realmId))],
        attempt: index + 1,
        status,
      });
      if (status === 200) return;
    }
  }

  function track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
      })
      .finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  }

  async function flush(): Promise<void> {
    await delay(GATHER_MS, undefined, { signal: stop.signal });
    const all = waiting;
    waiting = [];
    const to = sender.endpoint;
    if (to === undefined) return;
    for (let at = 0; at < all.length; at += BATCH) track(deliver(to, all.slice(at, at + BATCH)));
  }

  const sender: WebhookSender = {
    endpoint: undefined,
    notify(notice) {
      const event = { ...notice, eventId: eventIdOf(notice, options.random) };
      events.push(event);
      if (sender.endpoint === undefined) return;
      waiting.push(event);
      if (waiting.length === 1) track(flush());
    },
    events: () => [...events],
    resend(eventId) {
      const event = events.find((each) => each.eventId === eventId);
      if (event === undefined || sender.endpoint === undefined) throw new Error(`cannot send ${eventId}`);
      track(deliver(sender.endpoint, [event]));
    },
    deliveries: () => [...log],
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async close() {
      stop.abort();
      agent.destroy();
      await sender.settled();
    },
  };
  return sender;
}

function eventIdOf({ entity, id }: Notice, random: Random): string {
  return `${random.token(8).toLowerCase()}-${random.token(12).toLowerCase()}-${entity}-${id}`;
}

/** The answer's status; null without an answer within three seconds. */
function post(
  url: string,
  { body, headers }: SignedDelivery,
  options: { agent: Agent; signal: AbortSignal },
): Promise<number | null> {
  return new Promise((resolve) => {
    const length = Buffer.byteLength(body);
    const request = httpRequest(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': length },
      timeout: 3_000,
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
