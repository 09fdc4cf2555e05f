/** Mailchimp Marketing: lists, their members and campaigns, through the official SDK. https://mailchimp.com/developer/marketing/ */
import { ProviderRefused } from '../../platform/errors.ts';
import { defineProvider, type Connection } from '../provider.ts';
import { missing, type MailchimpResource } from './change.ts';
import { API_KEY, createClient } from './client.ts';
import { isMissing } from './errors.ts';
import { importMembers, MEMBERS_AT_ONCE } from './import-members.ts';
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
  contactImport: { atOnce: MEMBERS_AT_ONCE, intoList: true, keepsConsent: true },
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
              const ask = client.ask((sdk) => retrieve(sdk, externalId), signal);
              const { body, asOf, answeredAt } = await ask;
              // Webhooks are not signed: what one says of its time may be anybody's word.
              return { ...seen(body, { from: 'fetch', asOf }), notAfter: BigInt(answeredAt) };
            } catch (error) {
              if (!isMissing(error)) throw error;
              const { answeredAt } = error.cause;
              const gone = missing(resource, externalId);
              return Number.isNaN(answeredAt) ? gone : { ...gone, notAfter: BigInt(answeredAt) };
            }
          },
        };
      },
      importContacts: (call, signal) => importMembers(client, call, signal),
      webhookEndpoints: webhookEndpoints(client),
    };
  },
});

function known(name: string): MailchimpResource {
  const resource = resourceNames.find((each) => each === name);
  if (!resource) throw new ProviderRefused(`Mailchimp has no resource ${name}`);
  return resource;
}
