/** The providers of this hub. Adding one: a folder, a sandbox server, and a line here. */
import { NotFound } from '../platform/errors.ts';
import { mailchimp } from './mailchimp/index.ts';
import type { Connectable } from './connectable.ts';
import type { Provider } from './provider.ts';
import { quickbooks } from './quickbooks/index.ts';
import { square } from './square/index.ts';
import { stripe } from './stripe/index.ts';

export const providers: readonly Provider[] = [stripe, square, mailchimp, quickbooks];

const byId = new Map(providers.map((provider) => [provider.id, provider]));

export function findProvider(id: string): Provider | undefined {
  return byId.get(id);
}

/** Throws NotFound for an id that no provider has. */
export function providerOf(id: string): Provider {
  const provider = byId.get(id);
  if (!provider) throw new NotFound(`No provider ${id}`);
  return provider;
}

/** What can be connected by a login, at the token vault. Adding one: an entry here. */
export const connectables: readonly Connectable[] = [
  {
    id: 'github',
    name: 'GitHub',
    category: 'DEVELOPMENT',
    vaultKey: 'github',
    scopes: ['read:user'],
    // https://docs.github.com/en/rest/users/users#get-the-authenticated-user
    identity: { path: '/user', id: 'id', name: 'login' },
  },
  {
    id: 'google',
    name: 'Google',
    category: 'PRODUCTIVITY',
    vaultKey: 'google',
    scopes: ['openid', 'email', 'profile'],
    // https://developers.google.com/identity/openid-connect/openid-connect
    identity: { path: '/oauth2/v3/userinfo', id: 'sub', name: 'email' },
  },
  {
    id: 'slack',
    name: 'Slack',
    category: 'COMMUNICATION',
    vaultKey: 'slack',
    scopes: ['users:read'],
    // https://docs.slack.dev/reference/methods/auth.test
    identity: {
      path: '/auth.test',
      id: 'team_id',
      name: 'team',
      refusal: {
        member: 'error',
        words: ['invalid_auth', 'not_authed', 'token_expired', 'token_revoked', 'account_inactive'],
      },
    },
  },
  {
    id: 'notion',
    name: 'Notion',
    category: 'PRODUCTIVITY',
    vaultKey: 'notion',
    // Notion has no scopes: people choose pages.
    scopes: [],
    // https://developers.notion.com/reference/get-self
    identity: { path: '/v1/users/me', id: 'id', name: 'name' },
  },
  {
    ...stripe,
    vaultKey: 'stripe',
    scopes: ['read_write'],
    identity: { path: '/v1/account', id: 'id', name: 'settings.dashboard.display_name' },
  },
  {
    ...square,
    vaultKey: 'squareup',
    scopes: [
      'MERCHANT_PROFILE_READ',
      'CUSTOMERS_READ',
      'CUSTOMERS_WRITE',
      'ITEMS_READ',
      'ORDERS_READ',
      'PAYMENTS_READ',
      'INVOICES_READ',
    ],
    identity: { path: '/v2/merchants/me', id: 'merchant.id', name: 'merchant.business_name' },
  },
  {
    ...mailchimp,
    vaultKey: 'mailchimp',
    // Mailchimp has no scopes.
    scopes: [],
    identity: { path: '/3.0/?fields=account_id,account_name', id: 'account_id', name: 'account_name' },
  },
  {
    ...quickbooks,
    vaultKey: 'quickbooks',
    scopes: ['com.intuit.quickbooks.accounting'],
    identity: {
      path: '/v3/company/{realmId}/companyinfo/{realmId}',
      id: '{realmId}',
      name: 'CompanyInfo.CompanyName',
    },
    facts: ['realmId'],
  },
];

const connectableById = new Map(connectables.map((connectable) => [connectable.id, connectable]));

export function findConnectable(id: string): Connectable | undefined {
  return connectableById.get(id);
}

/** Whatever can be connected, by a credential or by a login. */
export interface CatalogueEntry extends Pick<Provider, 'id' | 'name' | 'category'> {
  /** Empty where there is a login only. */
  readonly resources: Provider['resources'];
  readonly credentialFields: Provider['credentialFields'];
}

/** Those whose data is synced first. */
export const catalogue: readonly CatalogueEntry[] = [
  ...providers,
  ...connectables
    .filter(({ id }) => !byId.has(id))
    .map(({ id, name, category }) => ({ id, name, category, resources: [], credentialFields: [] })),
];

export function findEntry(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}

/** Throws NotFound for an id that nothing in the catalogue has. */
export function catalogueEntryOf(id: string): CatalogueEntry {
  const entry = findEntry(id);
  if (!entry) throw new NotFound(`No provider ${id}`);
  return entry;
}
