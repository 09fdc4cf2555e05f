// `POST /lists/{id}/webhooks`: one per URL, tried with a GET before it is accepted.
import { hex, linksOf, type ListBook } from '../data/account.ts';
import { WEBHOOK_EVENTS, WEBHOOK_SOURCES, type Webhook } from '../data/objects.ts';
import type { Call } from './endpoints.ts';
import { invalidResource, notFound, type FieldError } from './problem.ts';

export async function addWebhook(call: Call, book: ListBook): Promise<Webhook> {
  const { url, events, sources, ...others } = bodyOf(call.body);
  const errors: FieldError[] = Object.keys(others).map((field) => {
    return { field, message: 'This field is not known' };
  });
  if (typeof url !== 'string' || !URL.canParse(url)) errors.push({ field: 'url', message: 'Must be a URL' });
  const wanted = {
    events: flags('events', events, WEBHOOK_EVENTS, errors),
    sources: flags('sources', sources, WEBHOOK_SOURCES, errors),
  };
  if (errors.length > 0) throw invalidResource(...errors);
  const address = String(url);
  const taken = book.webhooks.all().some((webhook) => webhook.url === address);
  if (taken)
    throw invalidResource({ field: 'url', message: 'Sorry, you have a webhook with this URL already.' });
  if (!(await call.webhooks.accepts(address))) {
    throw invalidResource({ field: 'url', message: 'We could not get a 200 from this URL.' });
  }
  const id = hex(call.account.random, 10);
  const list_id = book.core.id;
  const _links = linksOf(`/lists/${list_id}/webhooks/${id}`, 'Lists/Webhooks');
  const webhook: Webhook = { id, url: address, ...wanted, list_id, _links };
  book.webhooks.put(webhook);
  return webhook;
}

export function removeWebhook(book: ListBook, id: string): void {
  if (!book.webhooks.remove(id)) throw notFound();
}

/** Throws a Problem for anything but an object. */
export function bodyOf(text: string): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // Refused below.
  }
  if (typeof body === 'object' && body !== null) return { ...body };
  throw invalidResource({ field: '', message: 'Schema describes object' });
}

/** Flags not named are off. */
function flags<N extends string>(
  field: string,
  given: unknown,
  names: readonly N[],
  errors: FieldError[],
): Record<N, boolean> {
  const named = Object.entries(typeof given === 'object' && given !== null ? given : {});
  for (const [name, value] of named) {
    const known = names.some((each) => each === name);
    if (!known || typeof value !== 'boolean')
      errors.push({ field: `${field}.${name}`, message: 'Not a flag' });
  }
  const on = new Set(named.filter(([, value]) => value === true).map(([name]) => name));
  // `as`: an entry per name.
  return Object.fromEntries(names.map((name) => [name, on.has(name)])) as Record<N, boolean>;
}
