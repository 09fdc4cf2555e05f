/** Registers our route with every list: Mailchimp has webhooks per list only. https://mailchimp.com/developer/marketing/api/list-webhooks/ */
import type { WebhookEndpoints } from '../provider.ts';
import type { MailchimpClient } from './client.ts';
import { isMissing } from './errors.ts';
import { lists } from './sources.ts';
import { START, step, type Place, type Step } from './walk.ts';
import { pageOf, type MailchimpList } from './wire.ts';

const WANTED = {
  events: { subscribe: true, unsubscribe: true, profile: true, cleaned: true, upemail: true, campaign: true },
  // Without `api` the changes that other programs make are not told.
  sources: { user: true, admin: true, api: true },
};

interface Registered {
  readonly id: string;
  readonly url: string;
}

export function webhookEndpoints(client: MailchimpClient): WebhookEndpoints {
  return {
    /** Mailchimp tries the URL with a GET before it accepts it. Its last part is the secret. */
    async add(url, signal) {
      const secret = url.slice(url.lastIndexOf('/') + 1);
      const route = url.slice(0, url.lastIndexOf('/'));
      for (const listId of await listIds(client, signal)) {
        const known = await registered(client, { listId, route }, signal);
        if (!known.some((each) => each.url === url)) {
          await client.ask((sdk) => sdk.lists.createListWebhook(listId, { url, ...WANTED }), signal, [
            secret,
          ]);
        }
        const old = known.filter((each) => each.url !== url);
        for (const { id } of old) await unregister(client, { listId, id }, signal);
      }
      return {};
    },
    async remove(route, signal) {
      for (const listId of await listIds(client, signal)) {
        const known = await registered(client, { listId, route }, signal);
        for (const { id } of known) await unregister(client, { listId, id }, signal);
      }
    },
  };
}

async function listIds(client: MailchimpClient, signal: AbortSignal): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let place: Place | undefined = START; place;) {
    const page: Step<MailchimpList> = await step({ client, source: lists }, place, signal);
    for (const { id } of page.items) ids.add(id);
    place = page.next;
  }
  return ids;
}

/** What the list tells our route, with whatever secret. */
async function registered(
  client: MailchimpClient,
  { listId, route }: { listId: string; route: string },
  signal: AbortSignal,
): Promise<Registered[]> {
  const { body } = await client.ask((sdk) => sdk.lists.getListWebhooks(listId), signal);
  return pageOf<Registered>(body, 'webhooks').items.filter(({ url }) => url.startsWith(`${route}/`));
}

async function unregister(
  client: MailchimpClient,
  { listId, id }: { listId: string; id: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.ask((sdk) => sdk.lists.deleteListWebhook(listId, id), signal);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
