import type { Endpoints } from '../http/operation.ts';
import { listing, operation, retrieval } from '../http/operation.ts';
import type { Parser } from '../http/params.ts';
import { clearable, flag, listOf, metadata, text } from '../http/params.ts';
import { invalidRequest } from '../http/stripe-error.ts';
import type { Book, Objects } from '../ledger/book.ts';
import { amend, find, insert } from '../ledger/changes.ts';
import { apiVersion } from '../http/versions.ts';
import type { Tombstone } from '../ledger/collection.ts';
import type { MetadataChange } from './metadata.ts';
import { mergeMetadata } from './metadata.ts';

type WebhookEndpoint = Objects['webhook_endpoints'];

export interface WebhookEndpointFields {
  url: string;
  enabled_events: string[];
  api_version?: string;
  /** True for the events of connected accounts instead of the account's own. */
  connect?: boolean;
  description?: string | null;
  metadata?: MetadataChange;
}
export interface WebhookEndpointChanges extends Partial<
  Pick<WebhookEndpointFields, 'url' | 'enabled_events' | 'description' | 'metadata'>
> {
  disabled?: boolean;
}

/** Registers an endpoint. Only this answer carries the signing secret. */
export function createWebhookEndpoint(
  book: Book,
  fields: WebhookEndpointFields,
): WebhookEndpoint & { secret: string } {
  const { connect = false, metadata: labels, ...plain } = fields;
  const endpoint = insert(book, 'webhook_endpoints', {
    id: `we_1${book.random.token(23)}`,
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: book.seconds(),
    description: null,
    livemode: false,
    metadata: mergeMetadata({}, labels),
    status: 'enabled',
    ...plain,
  });
  const secret = `whsec_${book.random.token(32)}`;
  book.endpointSecrets.set(endpoint.id, { secret, connect });
  return { ...endpoint, secret };
}

export function updateWebhookEndpoint(
  book: Book,
  id: string,
  changes: WebhookEndpointChanges,
): WebhookEndpoint {
  const before = find(book, 'webhook_endpoints', id);
  const { disabled, metadata: labels, ...plain } = changes;
  return amend(book, 'webhook_endpoints', id, {
    ...plain,
    metadata: mergeMetadata(before.metadata, labels),
    ...(disabled !== undefined && { status: disabled ? 'disabled' : 'enabled' }),
  });
}

export function deleteWebhookEndpoint(book: Book, id: string): Tombstone {
  find(book, 'webhook_endpoints', id);
  book.endpointSecrets.delete(id);
  book.objects.webhook_endpoints.remove(id);
  return { id, object: 'webhook_endpoint', deleted: true };
}

const webUrl: Parser<string> = (raw, name) => {
  const url = text(raw, name);
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol === 'http:' || protocol === 'https:') return url;
  throw invalidRequest('Invalid URL: An explicit scheme (such as https) must be provided.', {
    code: 'url_invalid',
    param: name,
  });
};
const eventType: Parser<string> = (raw, name) => {
  const type = text(raw, name);
  if (type === '*' || /^[a-z_]+(\.[a-z_]+)+$/.test(type)) return type;
  throw invalidRequest(`Invalid ${name}: ${type} is not an event type`, { param: name });
};
const changeable = { description: clearable(text), enabled_events: listOf(eventType), metadata, url: webUrl };

export const webhookEndpointEndpoints: Endpoints = {
  'GET /v1/webhook_endpoints': listing('webhook_endpoints', { created: false }),
  'POST /v1/webhook_endpoints': operation({
    gives: 'webhook_endpoint',
    params: { ...changeable, api_version: apiVersion, connect: flag },
    required: ['url', 'enabled_events'],
    run: ({ book }, params) => createWebhookEndpoint(book, params),
  }),
  'GET /v1/webhook_endpoints/:id': retrieval('webhook_endpoints'),
  'POST /v1/webhook_endpoints/:id': operation({
    gives: 'webhook_endpoint',
    params: { ...changeable, disabled: flag },
    run: ({ book, id }, params) => updateWebhookEndpoint(book, id, params),
  }),
  'DELETE /v1/webhook_endpoints/:id': operation({
    gives: 'webhook_endpoint',
    params: {},
    run: ({ book, id }) => deleteWebhookEndpoint(book, id),
  }),
};
