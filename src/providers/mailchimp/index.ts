/** Mailchimp Marketing: lists, their members and campaigns, through the official SDK. https://mailchimp.com/developer/marketing/ */
import { ProviderRefused } from '../../platform/errors.ts';
import { defineProvider, type Connection } from '../provider.ts';
import { missing, type MailchimpResource } from './change.ts';
import { API_KEY, createClient } from './client.ts';
import { isMissing } from './errors.ts';
import { resourceNames, resources } from './resources.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';
import { webhook } from './webhook.ts';
import { objectOf } from './wire.ts';

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
  resources: resourceNames,
  webhook,
  // Mailchimp limits simultaneous requests (10 per key) and names no rate.
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
      resource(name) {
        const resource = known(name);
        const { pull, retrieve, seen } = resources[resource];
        return {
          pull: (position, signal) => pull(client, position, signal),
          async fetch(externalId, signal) {
            try {
              const { body, asOf } = await client.ask((sdk) => retrieve(sdk, externalId), signal);
              return seen(body, { from: 'fetch', asOf });
            } catch (error) {
              if (isMissing(error)) return missing(resource, externalId);
              throw error;
            }
          },
        };
      },
      webhookEndpoints: webhookEndpoints(client),
    };
  },
});

function known(name: string): MailchimpResource {
  const resource = resourceNames.find((each) => each === name);
  if (!resource) throw new ProviderRefused(`Mailchimp has no resource ${name}`);
  return resource;
}
