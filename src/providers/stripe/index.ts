/** Stripe: payments, invoices and subscriptions, through the official SDK. https://docs.stripe.com/api */
import { ProviderRefused } from '../../platform/errors.ts';
import { defineProvider, type Connection } from '../provider.ts';
import { fetched, gone } from './change.ts';
import { createClient } from './client.ts';
import { CUSTOMERS_AT_ONCE, importCustomers } from './import-contacts.ts';
import { isMissing, pull } from './pull.ts';
import { resourceNames, resources, type StripeResourceName } from './resources.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';
import { webhook } from './webhook.ts';

export const stripe = defineProvider({
  id: 'stripe',
  name: 'Stripe',
  category: 'PAYMENTS',
  credentialFields: [
    {
      name: 'apiKey',
      label: 'API key',
      description:
        'A secret key, or better a restricted key with read access (Developers → API keys); imports write customers.',
      secret: true,
      required: true,
      pattern: /^(sk|rk)_(test|live)_[A-Za-z0-9_]{8,250}$/,
    },
    {
      name: 'account',
      label: 'Connected account',
      description: 'Only for platforms: the connected account to read with the key of the platform.',
      secret: false,
      required: false,
      pattern: /^acct_[A-Za-z0-9]{8,64}$/,
    },
  ],
  resources: resourceNames,
  webhook,
  contactImport: { atOnce: CUSTOMERS_AT_ONCE, intoList: false, keepsConsent: false },
  budget: (settings) => ({ perSecond: settings.ratePerSecond, burst: settings.ratePerSecond }),
  open(credential, world): Connection {
    const client = createClient(credential, world);
    const account = (signal: AbortSignal) =>
      client.ask(
        (sdk) =>
          credential['account']
            ? sdk.accounts.retrieve(credential['account'])
            : sdk.accounts.retrieveCurrent(),
        signal,
      );
    return {
      async check(signal) {
        const { body } = await account(signal);
        const name = body.settings?.dashboard.display_name ?? body.business_profile?.name ?? body.id;
        return { externalId: body.id, name };
      },
      resource(name) {
        const resource = known(name);
        const accountOpenedAt = async (signal: AbortSignal) => (await account(signal)).body.created;
        return {
          pull: (position, signal) => pull({ client, resource, accountOpenedAt }, position, signal),
          async fetch(externalId, signal) {
            const ask = client.ask((sdk) => resources[resource].retrieve(sdk, externalId), signal);
            const answer = await ask.catch((error) => {
              if (isMissing(error)) return undefined;
              throw error;
            });
            // Deleted drafts are simply missing; the error carries no time, so the caller's own knowledge dates it.
            return answer
              ? fetched(resource, answer.body, BigInt(answer.asOf))
              : gone({ resource, externalId, version: 0n, from: 'fetch' });
          },
        };
      },
      importContacts: (call, signal) => importCustomers(client, call, signal),
      // A connected account's events come to its platform's Connect endpoint, which the operator registers once.
      ...(!credential['account'] && !world.proxy && { webhookEndpoints: webhookEndpoints(client) }),
    };
  },
});

function known(name: string): StripeResourceName {
  const resource = resourceNames.find((each) => each === name);
  if (!resource) throw new ProviderRefused(`Stripe has no resource ${name}`);
  return resource;
}
