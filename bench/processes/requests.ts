/** What the load generator sends, ready to be written to a socket. */
import { createHmac, randomUUID } from 'node:crypto';
import { signCall, type Signer } from '../../test/support/sign-call.ts';

export type Requests =
  | {
      readonly kind: 'list';
      readonly path: string;
      readonly items: readonly ListItem[];
      readonly seed: number;
    }
  | {
      readonly kind: 'signed';
      readonly path: string;
      readonly items: readonly ListItem[];
      readonly seed: number;
      readonly signer: Signer;
    }
  /** `UNIQUE` in the body is another name each time. */
  | { readonly kind: 'fresh'; readonly path: string; readonly item: ListItem }
  | { readonly kind: 'webhooks'; readonly path: string; readonly secret: string; readonly tag: string };

export const UNIQUE = '00000000-0000-0000-0000-000000000000';

export interface ListItem {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A source of requests: items of a list in random order, the same as an internal service signs them, each time anew, or
 * Stripe events of which no two are the same.
 */
export function sourceOf(requests: Requests): () => Buffer {
  if (requests.kind === 'webhooks') return newEvents(requests);
  if (requests.kind === 'fresh') return freshOf(requests);
  return requests.kind === 'list' ? anyOf(requests) : signedAnew(requests);
}

/** Each item names its tenant in `x-tenant-id`. */
function signedAnew({ path, items, signer }: Requests & { kind: 'signed' }): () => Buffer {
  let number = 0;
  return () => {
    const { headers = {}, body = '' } = items[number++ % items.length] ?? {};
    const call = { url: `http://127.0.0.1${path}`, body, tenantId: headers['x-tenant-id'] ?? '' };
    return post(path, { 'content-type': 'application/json', ...signCall(signer, call) }, body);
  };
}

function anyOf({ path, items, seed }: Requests & { kind: 'list' }): () => Buffer {
  const ready = items.map(({ headers, body }) =>
    post(path, { 'content-type': 'application/json', ...headers }, body),
  );
  let state = seed >>> 0 || 1;
  return () => {
    // xorshift32: the same choices for the same seed.
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return ready[state % ready.length] ?? Buffer.alloc(0);
  };
}

function freshOf({ path, item: { headers, body } }: Requests & { kind: 'fresh' }): () => Buffer {
  return () =>
    post(path, { 'content-type': 'application/json', ...headers }, body.replace(UNIQUE, randomUUID()));
}

function newEvents({ path, secret, tag }: Requests & { kind: 'webhooks' }): () => Buffer {
  let number = 0;
  return () => {
    number += 1;
    const body = stripeEvent(`${tag}${String(number).padStart(7, '0')}`);
    return post(path, { 'content-type': 'application/json; charset=utf-8', ...signed(body, secret) }, body);
  };
}

/** https://docs.stripe.com/webhooks#verify-manually */
export function signed(body: string, secret: string): Record<string, string> {
  const time = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return { 'stripe-signature': `t=${time},v1=${signature}` };
}

const EVENT_BYTES = 1_500;

/** A `customer.updated` of 1.5 kB about a customer of its own, as Stripe renders it (API 2026-10-28.endive). */
export function stripeEvent(unique: string): string {
  const created = Math.floor(Date.now() / 1_000);
  const event = (filling: string) =>
    JSON.stringify({
      id: `evt_${unique}`,
      object: 'event',
      api_version: '2026-10-28.endive',
      created,
      data: { object: customer(unique, filling) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type: 'customer.updated',
    });
  return event('x'.repeat(EVENT_BYTES - event('').length));
}

function customer(unique: string, filling: string) {
  return {
    id: `cus_${unique}`,
    object: 'customer',
    address: {
      city: 'Lyon',
      country: 'FR',
      line1: '5 rue des Capucins',
      line2: null,
      postal_code: '69001',
      state: null,
    },
    balance: 0,
    created: 1_790_000_000,
    currency: 'eur',
    delinquent: false,
    description: filling,
    email: `${unique}@example.test`,
    invoice_prefix: 'B4NCH',
    livemode: false,
    metadata: {},
    name: `Customer ${unique}`,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
  };
}

export function post(path: string, headers: Readonly<Record<string, string>>, body: string): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}content-length: ${length}\r\n\r\n${body}`,
  );
}
