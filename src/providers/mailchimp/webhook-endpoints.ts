/** Registers our route with every list: Mailchimp has webhooks per list only. https://mailchimp.com/developer/marketing/api/list-webhooks/ */
import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { WebhookEndpoints } from '../provider.ts';
import type { MailchimpClient } from './client.ts';
import { isMissing, isRefusedContent } from './errors.ts';
import { lists } from './sources.ts';
import { START, step, type Place, type Step } from './walk.ts';
import { objectOf, pageOf, type MailchimpList } from './wire.ts';

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
    /**
     * Mailchimp tries the URL with a GET before it accepts it. The id joins one `listId:webhookId` per list. Asked twice,
     * it finds what it has registered; failing half-way, it takes back what it can. The URL carries the secret.
     */
    async add(url, signal) {
      const added: string[] = [];
      try {
        for (const listId of await listIds(client, signal)) {
          added.push(`${listId}:${await register(client, { listId, url }, signal)}`);
        }
      } catch (error) {
        if (!signal.aborted) await Promise.allSettled(added.map((id) => unregister(client, id, signal)));
        throw error;
      }
      return { id: added.join(',') };
    },
    async remove(id, signal) {
      for (const each of id.split(',').filter(Boolean)) await unregister(client, each, signal);
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

async function register(
  client: MailchimpClient,
  { listId, url }: { listId: string; url: string },
  signal: AbortSignal,
): Promise<string> {
  try {
    const { body } = await client.ask(
      (sdk) => sdk.lists.createListWebhook(listId, { url, ...WANTED }),
      signal,
    );
    return objectOf<Registered>(body).id;
  } catch (error) {
    if (!isRefusedContent(error)) throw error;
    // A list takes a URL once: this may be ours, of an earlier try.
    const { body } = await client.ask((sdk) => sdk.lists.getListWebhooks(listId), signal);
    const known = pageOf<Registered>(body, 'webhooks').items.find((each) => each.url === url);
    if (!known) throw error;
    return known.id;
  }
}

async function unregister(client: MailchimpClient, id: string, signal: AbortSignal): Promise<void> {
  const [listId, webhookId] = id.split(':');
  if (!listId || !webhookId) throw new ProviderAnswerInvalid('This is no id of a Mailchimp webhook');
  try {
    await client.ask((sdk) => sdk.lists.deleteListWebhook(listId, webhookId), signal);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
