/** Square: payments, orders, invoices and catalog of all locations, through the official SDK. https://developer.squareup.com/reference/square */
import { ProviderRefused } from '../../platform/errors.ts';
import { defineProvider, type Connection, type Gone, type Seen } from '../provider.ts';
import { gone, seen } from './change.ts';
import { createClient, type SquareApi } from './client.ts';
import { CUSTOMERS_AT_ONCE, importCustomers } from './import-contacts.ts';
import { objectOf } from './object.ts';
import { pull } from './pull.ts';
import { ObjectMissing } from './refusal.ts';
import { renewal } from './renewal.ts';
import { resourceNames, resources, type SquareResourceName } from './resources.ts';
import { webhook } from './webhook.ts';

const TOKEN = /^[A-Za-z0-9_-]{20,1024}$/;

export const square = defineProvider({
  id: 'square',
  name: 'Square',
  category: 'PAYMENTS',
  credentialFields: [
    {
      name: 'accessToken',
      label: 'Access token',
      description:
        'An OAuth access token of the seller, or a personal access token (Developer Console → Credentials).',
      secret: true,
      required: true,
      pattern: TOKEN,
    },
    {
      name: 'refreshToken',
      label: 'Refresh token',
      description: 'Only for OAuth: what the access token is renewed with before it ends.',
      secret: true,
      required: false,
      pattern: TOKEN,
    },
    {
      name: 'expiresAt',
      label: 'End of the access token',
      description: 'Only for OAuth: when the access token ends, in UTC (2026-12-01T00:00:00Z).',
      secret: false,
      required: false,
      pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/,
    },
  ],
  resources: resourceNames,
  webhook,
  renewal,
  contactImport: { atOnce: CUSTOMERS_AT_ONCE, intoList: false, keepsConsent: false },
  budget: (settings) => ({ perSecond: settings.ratePerSecond, burst: settings.ratePerSecond }),
  preload: () => import('square'),
  open(credential, world): Connection {
    const client = createClient(credential, world);
    return {
      async check(signal) {
        const { body } = await client.ask((sdk) => sdk.merchants.get({ merchantId: 'me' }), signal);
        const merchant: { id: string; business_name?: unknown } = objectOf(body['merchant']);
        const name = merchant.business_name;
        return { externalId: merchant.id, name: typeof name === 'string' && name ? name : merchant.id };
      },
      resource(name) {
        const resource = known(name);
        return {
          pull: (position, signal) => pull({ client, resource }, position, signal),
          fetch: (externalId, signal) => fetchOne({ client, resource, externalId }, signal),
        };
      },
      importContacts: (call, signal) => importCustomers(client, call, signal),
    };
  },
});

async function fetchOne(
  { client, resource, externalId }: { client: SquareApi; resource: SquareResourceName; externalId: string },
  signal: AbortSignal,
): Promise<Seen | Gone> {
  const { retrieve, retrieved } = resources[resource];
  const answer = await client
    .ask((sdk) => retrieve(sdk, externalId), signal)
    .catch((error: unknown) => {
      if (error instanceof ObjectMissing) return undefined;
      throw error;
    });
  // That something is missing has no time, so the caller's own knowledge dates it.
  const missing = () => gone({ resource, externalId, version: 0n, from: 'fetch' });
  if (!answer) return missing();
  const object = objectOf(answer.body[retrieved]);
  // A customer merged into another may answer with that one: it is not there by itself any more.
  if (object.id !== externalId || object.is_deleted) return missing();
  return seen({ resource, object, from: 'fetch', asOf: answer.asOf });
}

function known(name: string): SquareResourceName {
  const resource = resourceNames.find((each) => each === name);
  if (!resource) throw new ProviderRefused(`Square has no resource ${name}`);
  return resource;
}
