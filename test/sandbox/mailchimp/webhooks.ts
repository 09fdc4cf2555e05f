// Webhook delivery: unsigned forms, asynchronous, at least once. https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './data/account.ts';
import { encoded, type EventFields } from './data/event-fields.ts';
import type { Webhook, WebhookEvent, WebhookSource } from './data/objects.ts';

export interface Delivery {
  readonly type: WebhookEvent;
  readonly webhookId: string;
  readonly url: string;
  readonly body: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** The receiver's answer, or null when there was none. */
  readonly status: number | null;
}

/** Tells the list's webhooks; those that do not want events of that type or source are left out. */
export type Tell = (listId: string, type: WebhookEvent, data: EventFields) => void;

export interface WebhookSender {
  tellOf(account: Account, source: WebhookSource): Tell;
  /** The GET by which Mailchimp tries a URL before it accepts it: whether it was answered with 200. */
  accepts(url: string): Promise<boolean>;
  /** Sends a delivery of the log once more, as it was. */
  resend(delivery: Delivery): void;
  deliveries(): Delivery[];
  settled(): Promise<void>;
  close(): Promise<void>;
}

const ANSWER_WITHIN_MS = 10_000;
const AGENT = { 'user-agent': 'MailChimp' };

/** `retryDelays`: milliseconds before each further try after a failed one. */
export function webhookSender(options: { retryDelays: readonly number[] }): WebhookSender {
  const log: Delivery[] = [];
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();

  async function post(url: string, body: string): Promise<number | null> {
    const headers = { ...AGENT, 'content-type': 'application/x-www-form-urlencoded' };
    return statusOf(url, { method: 'POST', headers, body }, stop.signal);
  }

  async function deliver(to: Omit<Delivery, 'attempt' | 'status'>): Promise<void> {
    for (const [index, wait] of [0, ...options.retryDelays].entries()) {
      if (wait > 0) await delay(wait, undefined, { signal: stop.signal });
      const status = await post(to.url, to.body);
      log.push({ ...to, attempt: index + 1, status });
      if (status !== null && status >= 200 && status < 300) return;
    }
  }

  function send(to: Omit<Delivery, 'attempt' | 'status'>): void {
    const delivery = deliver(to)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
      })
      .finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    tellOf: (account, source) => (listId, type, data) => {
      const firedAt = new Date(account.now()).toISOString().slice(0, 19).replace('T', ' ');
      const body = encoded({ type, firedAt, data: { list_id: listId, ...data } });
      const webhooks = account.lists.get(listId)?.webhooks.all() ?? [];
      for (const webhook of webhooks.filter((each) => wants(each, type, source))) {
        send({ type, webhookId: webhook.id, url: webhook.url, body });
      }
    },
    accepts: async (url) => (await statusOf(url, { headers: AGENT }, stop.signal)) === 200,
    resend: ({ type, webhookId, url, body }) => send({ type, webhookId, url, body }),
    deliveries: () => [...log],
    settled,
    async close() {
      stop.abort();
      await settled();
    },
  };
}

/** Sending cannot be limited to a source. */
function wants({ events, sources }: Webhook, type: WebhookEvent, source: WebhookSource): boolean {
  return events[type] && (type === 'campaign' || sources[source]);
}

async function statusOf(url: string, request: RequestInit, stop: AbortSignal): Promise<number | null> {
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const response = await fetch(url, { ...request, redirect: 'manual', signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
