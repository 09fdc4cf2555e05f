/** QuickBooks Online: the books of a company, over REST. https://developer.intuit.com/app/developer/qbo/docs/api/accounting */
import { ProviderRefused } from '../../platform/errors.ts';
import { defineProvider, type Connection, type Resource } from '../provider.ts';
import type { ResourceName } from '../resources.ts';
import { externalIdOf, seen, versionAt } from './change.ts';
import { createClient, entityOf, type QuickbooksClient } from './client.ts';
import { companyResource, readCompany } from './company.ts';
import { isMissing } from './faults.ts';
import { CUSTOMERS_AT_ONCE, importCustomers } from './import-contacts.ts';
import { kindsOf, locate } from './kinds.ts';
import { pull } from './pull.ts';
import { renewal } from './renewal.ts';
import { webhook } from './webhook.ts';

const TOKEN = /^[\w.~+/=-]{10,4096}$/;

export const quickbooks = defineProvider({
  id: 'quickbooks',
  name: 'QuickBooks Online',
  category: 'ACCOUNTING',
  credentialFields: [
    {
      name: 'realmId',
      label: 'Company ID',
      description: 'The number of the company (realm ID), 9 to 25 digits.',
      secret: false,
      required: true,
      pattern: /^\d{9,25}$/,
    },
    {
      name: 'accessToken',
      label: 'Access token',
      description: 'An OAuth 2.0 access token with the scope com.intuit.quickbooks.accounting.',
      secret: true,
      required: true,
      pattern: TOKEN,
    },
    {
      name: 'refreshToken',
      label: 'Refresh token',
      description: 'The refresh token that came with the access token.',
      secret: true,
      required: true,
      pattern: TOKEN,
    },
    {
      name: 'expiresAt',
      label: 'End of the access token',
      description:
        'When the access token ends, in UTC (2026-11-22T10:00:00Z). Left out, it is renewed at once.',
      secret: false,
      required: false,
      pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/,
    },
  ],
  resources: ['company', 'account', 'contact', 'product', 'invoice', 'payment'],
  webhook,
  renewal,
  contactImport: { atOnce: CUSTOMERS_AT_ONCE, intoList: false, keepsConsent: false },
  budget: (settings) => ({ perSecond: settings.ratePerSecond, burst: settings.ratePerSecond }),
  open(credential, world): Connection {
    const client = createClient(credential, world);
    return {
      async check(signal) {
        const info = await readCompany(client, signal);
        return { externalId: client.realmId, name: info.CompanyName ?? client.realmId };
      },
      resource(name) {
        if (name === 'company') return companyResource(client);
        if (kindsOf(name).length === 0) throw new ProviderRefused(`QuickBooks has no resource ${name}`);
        return listedResource(client, name);
      },
      importContacts: (call, signal) => importCustomers(client, call, signal),
    };
  },
});

function listedResource(client: QuickbooksClient, resource: ResourceName): Resource {
  return {
    pull: (position, signal) => pull({ client, resource }, position, signal),
    async fetch(externalId, signal) {
      const { kind, id } = locate(resource, externalId);
      const path = `${kind.entity.toLowerCase()}/${encodeURIComponent(id)}`;
      const gone = (atMs: number) =>
        ({
          kind: 'gone',
          from: 'fetch',
          resource,
          externalId: externalIdOf(kind, id),
          version: versionAt(atMs),
        }) as const;
      const answer = await client.get(path, {}, signal).catch((error: unknown) => {
        // A refusal without a time leaves it to the caller to date the deletion.
        if (isMissing(error)) return gone(error.cause.time ?? 0);
        throw error;
      });
      if ('kind' in answer) return answer;
      const object = entityOf(answer.body[kind.entity], kind.entity);
      if (object.status === 'Deleted') return gone(answer.time);
      const lacksCurrency = kind.hasMoney && !object.CurrencyRef;
      const home = lacksCurrency ? await client.homeCurrency(signal) : undefined;
      return seen(kind, object, { from: 'fetch', home });
    },
  };
}
