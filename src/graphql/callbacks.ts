/**
 * Subscriptions over HTTP callbacks, for routers.
 * Source: https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/callback-protocol
 * Apollo's own plugin for it calls whatever address a request names and sends errors unmasked, so the protocol is spoken here.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Log } from './call.ts';
import type { CallbackRequest } from './callback-request.ts';
import { refusal } from './limits.ts';

const REQUEST_TIMEOUT_MS = 10_000;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 100;
/** A router counts from our last message: one that comes just in time may come too late. */
const HEARTBEAT_MARGIN = 0.8;

export interface CallbackSubscription {
  readonly request: CallbackRequest;
  /** Called once the router has confirmed. */
  start(): Promise<AsyncIterable<FormattedExecutionResult> | FormattedExecutionResult>;
  /** What the caller may read of an error thrown by the events. */
  mask(error: unknown): GraphQLFormattedError[];
  /** Ends the events; may be called more than once. */
  close(): void;
}

export interface Callbacks {
  /** Asks the router to confirm, then serves the subscription in the background. Throws when it does not confirm. */
  open(subscription: CallbackSubscription): Promise<void>;
  /** Completes every open subscription. */
  close(): Promise<void>;
}

/** The outbound door, as far as it is used here: it bounds time and size and follows no redirect. */
export type Send = (request: {
  url: string;
  method: 'POST';
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
}) => Promise<{ status: number }>;

export function createCallbacks(outward: Send, log: Log): Callbacks {
  const served = new Map<Promise<void>, () => void>();
  return {
    async open(subscription) {
      if (!(await confirms(outward, subscription.request))) {
        subscription.close();
        throw refusal('CALLBACK_REFUSED', 'The callback address did not confirm the subscription');
      }
      const work = serve(outward, subscription).catch((error: unknown) => {
        log.warn(
          { err: error, subscriptionId: subscription.request.id },
          'the router of a subscription has gone',
        );
      });
      served.set(work, subscription.close);
      void work.then(() => served.delete(work));
    },
    async close() {
      for (const end of served.values()) end();
      await Promise.all(served.keys());
    },
  };
}

/** Sends events until they end, or the router refuses one or misses its heartbeat. Throws when the router is gone. */
async function serve(outward: Send, subscription: CallbackSubscription): Promise<void> {
  const { request, start, mask, close } = subscription;
  const heart = setInterval(() => {
    void confirms(outward, request).then((confirmed) => {
      if (!confirmed) close();
    });
  }, request.heartbeatMs * HEARTBEAT_MARGIN);
  heart.unref();
  try {
    const events = await start();
    if (!(Symbol.asyncIterator in events))
      return await send(outward, request, { action: 'complete', errors: events.errors });
    for await (const payload of events) await send(outward, request, { action: 'next', payload });
    await send(outward, request, { action: 'complete' });
  } catch (error) {
    if (error instanceof RouterGone) throw error;
    // Closed by us: the end is no failure of the subscription.
    const isClosed = error instanceof DOMException && error.name === 'AbortError';
    await send(outward, request, { action: 'complete', ...(!isClosed && { errors: mask(error) }) });
  } finally {
    clearInterval(heart);
    close();
  }
}

class RouterGone extends Error {}

/** One `check`; false when the router no longer knows the subscription or cannot be reached. */
async function confirms(outward: Send, request: CallbackRequest): Promise<boolean> {
  try {
    return isSuccess(await post(outward, request, { action: 'check' }));
  } catch {
    return false;
  }
}

/** Delivers a message, again after an outage; throws RouterGone when it cannot or the router refuses it. */
async function send(outward: Send, request: CallbackRequest, message: object): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const status = await post(outward, request, message).catch(() => 503);
    if (isSuccess(status)) return;
    if (status < 500 || attempt === ATTEMPTS) throw new RouterGone(`The callback address answered ${status}`);
    await pause(FIRST_PAUSE_MS * 2 ** attempt);
  }
}

/** Answers the HTTP status. */
async function post(outward: Send, { url, id, verifier }: CallbackRequest, message: object): Promise<number> {
  const { status } = await outward({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'subscription-protocol': 'callback/1.0' },
    body: JSON.stringify({ kind: 'subscription', id, verifier, ...message }),
    timeoutMs: REQUEST_TIMEOUT_MS,
  });
  return status;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
