/** Mailchimp Marketing: lists, their members and campaigns, through the official SDK. https://mailchimp.com/developer/marketing/ */
import { ProviderRefused } from '../../platform/errors.ts';
import { defineProvider, type Connection, type Gone, type Resource, type Seen } from '../provider.ts';
import { missing, seenCampaign, seenList, seenMember, type MailchimpResource } from './change.ts';
import { API_KEY, createClient, type MailchimpClient, type Told } from './client.ts';
import { pullAll } from './collections.ts';
import { pullContacts } from './contacts.ts';
import { isMissing } from './errors.ts';
import { campaigns, lists } from './sources.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';
import { webhook } from './webhook.ts';
import { objectOf } from './wire.ts';

const NO_LINKS = { exclude_fields: ['_links'] };

export const mailchimp = defineProvider({
  id: 'mailchimp',
  name: 'Mailchimp',
  category: 'MARKETING',
  credentialFields: [
    {
      name: 'apiKey',
      label: 'API key',
      description: 'With its data center behind the dash, as in …-us21 (Account → Extras → API keys).',
      secret: true,
      required: true,
      pattern: API_KEY,
    },
  ],
  resources: ['list', 'contact', 'campaign'],
  webhook,
  // Mailchimp limits simultaneous requests (10) rather than their rate.
  budget: (settings) => ({ perSecond: settings.ratePerSecond, burst: settings.ratePerSecond }),
  open(credential, world): Connection {
    const client = createClient(credential, world);
    return {
      async check(signal) {
        const { body } = await client.ask(
          (sdk) => sdk.root.getRoot({ fields: ['account_id', 'account_name'] }),
          signal,
        );
        const { id } = objectOf({ id: body['account_id'] });
        return { externalId: id, name: String(body['account_name'] || id) };
      },
      resource: (name) => resourceOf(client, name),
      webhookEndpoints: webhookEndpoints(client),
    };
  },
});

function resourceOf(client: MailchimpClient, name: string): Resource {
  switch (name) {
    case 'list': {
      const collection = { client, source: lists, seen: seenOnPage(seenList) };
      return {
        pull: (position, signal) => pullAll(collection, position, signal),
        fetch: (id, signal) =>
          look(client, signal, {
            resource: 'list',
            id,
            get: (sdk) => sdk.lists.getList(id, NO_LINKS),
            seen: ({ body, asOf }) => seenList(objectOf(body), 'fetch', asOf),
          }),
      };
    }
    case 'campaign': {
      const collection = { client, source: campaigns, seen: seenOnPage(seenCampaign) };
      return {
        pull: (position, signal) => pullAll(collection, position, signal),
        fetch: (id, signal) =>
          look(client, signal, {
            resource: 'campaign',
            id,
            get: (sdk) => sdk.campaigns.get(id, NO_LINKS),
            seen: ({ body, asOf }) => seenCampaign(objectOf(body), 'fetch', asOf),
          }),
      };
    }
    case 'contact':
      return {
        pull: (position, signal) => pullContacts(client, position, signal),
        fetch: (id, signal) =>
          look(client, signal, {
            resource: 'contact',
            id,
            get: (sdk) => {
              const [listId = '', hash = ''] = id.split(':');
              return sdk.lists.getListMember(listId, hash, NO_LINKS);
            },
            seen: ({ body }) => seenMember(objectOf(body), 'fetch'),
          }),
      };
    default:
      throw new ProviderRefused(`Mailchimp has no resource ${name}`);
  }
}
