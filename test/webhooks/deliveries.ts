/** Telling webhook stories: sending deliveries, and looking at what they left behind. */
import { signedEvent, type SignedEvent } from '../sandbox/stripe/webhooks.ts';
import type { Hub, Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

export const SHARED_SECRET = 'whsec_shared_route_of_the_hub';
export const OWN_SECRET = 'whsec_own_route_of_an_integration';
export const SHARED = '/api/v1/webhooks/stripe';

export function ownRoute(integrationId: string): string {
  return `${SHARED}/${integrationId}`;
}

export interface Posted {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: unknown;
}

export async function post(
  hub: Pick<Hub, 'api'>,
  path: string,
  delivery: Pick<SignedEvent, 'body'> & { headers: Record<string, string> },
): Promise<Posted> {
  const response = await fetch(hub.api.url + path, {
    method: 'POST',
    headers: delivery.headers,
    body: delivery.body,
  });
  const body: unknown = await response.json();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}

/** Sends an event as Stripe would, signed with the secret just now; answers the status. */
export async function send(
  hub: Pick<Hub, 'api'>,
  path: string,
  event: { secret: string; event: object },
): Promise<number> {
  return (await post(hub, path, signedEvent(event.event, event.secret))).status;
}

/** The newest event of the sandbox's log, of whatever the test has just changed there. */
export function lastEvent(hub: Hub, accountId?: string) {
  const event = hub.stripe.events(accountId).at(-1);
  if (!event) throw new Error('nothing has happened yet');
  return event;
}

export interface Stored {
  id: string;
  tenant_id: string | null;
  integration_id: string | null;
  event_id: string;
  status: string;
  attempts: number;
}

export function stored(hub: Hub): Promise<Stored[]> {
  return rows<Stored>(
    hub.database.url,
    'select id, tenant_id, integration_id, event_id, status, attempts from webhook_event order by received_at, id',
  );
}

/** Waits until nothing in the inbox is left to do. Throws after `withinMs`. */
export async function allDone(hub: Hub, withinMs = 20_000): Promise<Stored[]> {
  return until(
    () => stored(hub),
    (events) => events.every(({ status }) => status !== 'QUEUED' && status !== 'RUNNING'),
    withinMs,
  );
}

/** Looks again and again until it is as wished; throws, telling what it was instead, after `withinMs`. */
export async function until<T>(
  look: () => Promise<T>,
  isSo: (value: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = await look();
    if (isSo(value)) return value;
    if (Date.now() > end) throw new Error(`still not so: ${JSON.stringify(value).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface Contact {
  externalId: string;
  version: string;
  name: string | null;
  email: string | null;
  deletedAt: string | null;
}

/** The contact as the tenant sees it; null when it is not known. */
export async function contact(
  tenant: Tenant,
  integrationId: string,
  externalId: string,
): Promise<Contact | null> {
  const { integration } = await tenant.ask<{ integration: { record: Contact | null } | null }>(
    `query ($id: ID!, $externalId: ID!) {
      integration(id: $id) {
        record(resource: "contact", externalId: $externalId) {
          externalId version deletedAt ... on ContactRecord { name email }
        }
      }
    }`,
    { id: integrationId, externalId },
  );
  return integration?.record ?? null;
}
