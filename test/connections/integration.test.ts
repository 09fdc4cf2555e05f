/** An integration that uses a connected account: synced through the vault's proxy, without a token anywhere in the hub. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logIn } from '../sandbox/oauth-provider/browse.ts';
import { startOAuthProvider, type OAuthProviderSandbox } from '../sandbox/oauth-provider/oauth-provider.ts';
import { ALL_SCOPES, finished, startSync, tenantWith, type Tenant } from '../support/hub.ts';
import { everyRow, leaksIn } from '../support/leaks.ts';
import { keptIn, redisTraffic, type RedisTraffic } from '../support/redis-traffic.ts';
import { aRedis, type TestRedis } from '../support/services.ts';
import { allLooked, aStand, connect, disconnect, lookNow, reconnect, until, type Stand } from './stand.ts';

let stand: Stand;
let tenant: Tenant;
let redis: TestRedis;
let traffic: RedisTraffic;
/** Where a Stripe account is logged in at; what it issues is what the Stripe sandbox accepts. */
let login: OAuthProviderSandbox;
let stripeToken = '';
/** Everything that any answer of the hub held. */
const answers: string[] = [];

beforeAll(async () => {
  redis = await aRedis();
  traffic = await redisTraffic(redis.url);
  login = await startOAuthProvider({ accessToken: () => stripeToken });
  const { authorizeUrl, tokenUrl, clientId, clientSecret } = login;
  const stripe = {
    key: 'stripe',
    provider: 'stripe',
    baseUrl: '',
    oauth: { authorizeUrl, tokenUrl, clientId, clientSecret, scopes: ['read_write'] },
  };
  const quickbooks = { key: 'our-quickbooks', provider: 'quickbooks', baseUrl: '' };
  stand = await aStand({
    redisUrl: redis.url,
    integrations: [stripe, quickbooks],
    providers: ['quickbooks'],
    stripe: { size: { customers: 120, payments: 5, invoices: 5 } },
    quickbooks: { size: { customers: 3, vendors: 1, invoices: 1, payments: 1 } },
    env: { NANGO_INTEGRATIONS: JSON.stringify({ quickbooks: 'our-quickbooks' }) },
  });
  login.redirectUris.push(stand.vault.callbackUrl);
  stripeToken = stand.hub.stripe.apiKey;
  stripe.baseUrl = stand.hub.stripe.url;
  quickbooks.baseUrl = stand.hub.vendor('quickbooks').sandbox.url;
  await stand.hub.startWorker();
  tenant = heard(await stand.hub.aTenant());
});
afterAll(async () => {
  await stand?.close();
  await login?.close();
  traffic?.stop();
  await redis?.stop();
});

/** The same tenant, whose answers are kept. */
function heard(from: Tenant): Tenant {
  return {
    ...from,
    ask: async <Data>(query: string, variables?: object) => {
      const data = await from.ask<Data>(query, variables);
      answers.push(JSON.stringify(data));
      return data;
    },
  };
}

async function connectedStripe(of = tenant): Promise<string> {
  const session = await connect(of, { providerId: 'stripe' });
  await logIn(session.authorizationUrl, { login: 'octocat' });
  return (await until(of, session.connectedAccount.id, 'ACTIVE')).id;
}

interface Created {
  __typename: string;
  id: string;
  code?: string;
  field?: string;
  externalId: string;
}

async function create(of: Tenant, input: object): Promise<Created> {
  const { createIntegration } = await of.ask<{ createIntegration: Created }>(
    `mutation ($input: CreateIntegrationInput!) {
      createIntegration(input: $input) {
        __typename ... on Integration { id externalId } ... on HubProblem { code message }
        ... on HubInvalidInput { field }
      }
    }`,
    { input: { providerId: 'stripe', name: 'By a login', ...input } },
  );
  return createIntegration;
}

async function statusOf(id: string): Promise<string> {
  const { integration } = await tenant.ask<{ integration: { status: string } }>(
    'query ($id: ID!) { integration(id: $id) { status connectedAccount { id status } } }',
    { id },
  );
  return integration.status;
}

async function untilStatus(id: string, status: string): Promise<void> {
  const end = Date.now() + 20_000;
  while ((await statusOf(id)) !== status) {
    if (Date.now() > end) throw new Error(`the integration is not ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe('an integration over a connected account', () => {
  it('is synced through the vault, to the last object', async () => {
    const connectionId = await connectedStripe();
    const created = await create(tenant, { connectionId });
    expect(created).toMatchObject({ __typename: 'Integration', externalId: stand.hub.stripe.account.id });
    const direct = stand.hub.stripe.requests().length;
    const job = await finished(tenant, await startSync(tenant, created.id, { mode: 'FULL' }));
    expect(job).toMatchObject({ status: 'SUCCEEDED', error: null });
    const calls = stand.vault.requests().filter(({ url }) => url.startsWith('/proxy/v1/'));
    expect(calls.length).toBeGreaterThanOrEqual(stand.hub.stripe.requests().length - direct);
    const { integration } = await tenant.ask<{
      integration: {
        connectedAccount: { id: string };
        records: { edges: { node: { externalId: string } }[] };
      };
    }>(
      `query ($id: ID!) { integration(id: $id) {
        connectedAccount { id }
        records(resource: "contact", first: 100) { edges { node { externalId } } }
      } }`,
      { id: created.id },
    );
    expect(integration.connectedAccount.id).toBe(connectionId);
    expect(integration.records.edges).toHaveLength(100);
  });

  it('needs its owner when the vault cannot renew, and goes on after a new login', async () => {
    const connectionId = await connectedStripe();
    const { id } = await create(tenant, { connectionId });
    const stored = stand.vault.connections.all().find(({ tags }) => tags['hub_account_id'] === connectionId);
    if (!stored) throw new Error('the vault has no such connection');
    stored.credentials.endsAt = Date.now() - 1;
    login.tokens.revokeAll();
    const job = await finished(tenant, await startSync(tenant, id, { mode: 'FULL' }));
    expect(job).toMatchObject({ status: 'FAILED', error: { code: 'PROVIDER_CREDENTIAL_REFUSED' } });
    await until(tenant, connectionId, 'NEEDS_REAUTH');
    expect(await statusOf(id)).toBe('NEEDS_REAUTH');
    const again = await reconnect(tenant, connectionId);
    await logIn(again.authorizationUrl, { login: 'octocat' });
    await until(tenant, connectionId, 'ACTIVE');
    await untilStatus(id, 'ACTIVE');
    const after = await finished(tenant, await startSync(tenant, id, { mode: 'FULL' }));
    expect(after.status).toBe('SUCCEEDED');
  });

  it('needs another access once the account is disconnected, and takes one of the same account', async () => {
    const connectionId = await connectedStripe();
    const { id } = await create(tenant, { connectionId });
    await disconnect(tenant, connectionId);
    expect(await statusOf(id)).toBe('NEEDS_REAUTH');
    const { updateIntegration } = await tenant.ask<{ updateIntegration: object }>(
      `mutation ($input: UpdateIntegrationInput!) {
        updateIntegration(input: $input) { ... on Integration { status } ... on HubProblem { code message } }
      }`,
      { input: { id, connectionId: await connectedStripe() } },
    );
    expect(updateIntegration).toEqual({ status: 'ACTIVE' });
  });

  it('takes one access, of the right provider, that is active and the own', async () => {
    const connectionId = await connectedStripe();
    const credential = [{ name: 'apiKey', value: 'sk_test_whatever123' }];
    const invalid = { __typename: 'HubInvalidInput', field: 'input.connectionId' };
    expect(await create(tenant, { connectionId, credential })).toMatchObject(invalid);
    expect(await create(tenant, { connectionId, providerId: 'square' })).toMatchObject(invalid);
    expect(await create(tenant, { connectionId: crypto.randomUUID() })).toMatchObject(invalid);
    expect(await create(tenant, {})).toMatchObject({ field: 'input.credential' });
    const pending = await connect(tenant, { providerId: 'stripe' });
    expect(await create(tenant, { connectionId: pending.connectedAccount.id })).toMatchObject(invalid);
    const other = await stand.hub.aTenant();
    expect(await create(other, { connectionId })).toMatchObject(invalid);
    const token = await stand.hub.issuer.token({
      subject: 'colleague',
      tenantId: tenant.id,
      scopes: ALL_SCOPES,
    });
    const colleague = tenantWith(stand.hub.api.url, tenant.id, token);
    expect(await create(colleague, { connectionId })).toMatchObject({ code: 'CONNECTION_SUBJECT_FORBIDDEN' });
  });

  it('is told what calls need beside the token, and under which name the operator has it', async () => {
    const { connectedAccount } = await connect(tenant, { providerId: 'quickbooks' });
    const { realmId, credential } = stand.hub.vendor('quickbooks').sandbox;
    const integration = stand.vault.integrations.find(({ key }) => key === 'our-quickbooks');
    if (!integration) throw new Error('the vault has no QuickBooks');
    stand.vault.connections.add({
      integration,
      tags: { organization_id: tenant.id, hub_account_id: connectedAccount.id },
      connection_config: { realmId, unrelated: 'kept by the vault' },
      credentials: { type: 'OAUTH2', access_token: credential.accessToken },
    });
    await lookNow(stand, connectedAccount.id);
    const account = await until(tenant, connectedAccount.id, 'ACTIVE');
    expect(account.providerAccountId).toBe(realmId);
    // And of nothing else that the vault keeps there.
    expect(account.metadata).toEqual({ realmId });
    const created = await create(tenant, { providerId: 'quickbooks', connectionId: account.id });
    expect(created).toMatchObject({ externalId: realmId });
    const job = await finished(tenant, await startSync(tenant, created.id, { resources: ['company'] }));
    expect(job.status).toBe('SUCCEEDED');
  });
});

describe('tokens', () => {
  it('were in no answer, no row, no event, no log line and no word to Redis of all this', async () => {
    await allLooked(stand);
    const { accessToken } = stand.hub.vendor('quickbooks').sandbox.credential;
    const canaries: Record<string, string> = {
      ...login.tokens.issued(),
      'the Stripe token': stripeToken,
      'the QuickBooks token': accessToken,
      'the key of the vault': stand.vault.apiKey,
    };
    for (const { credentials } of stand.vault.connections.all())
      canaries[`token ${Object.keys(canaries).length}`] = credentials.access_token;
    expect(Object.keys(canaries).length).toBeGreaterThan(10);
    const database = await everyRow(stand.hub.database.url);
    expect(database).toContain(stand.hub.stripe.account.id);
    expect(leaksIn(database, canaries)).toEqual([]);
    expect(leaksIn(stand.hub.logged(), canaries)).toEqual([]);
    expect(leaksIn(answers.join('\n'), canaries)).toEqual([]);
    expect(traffic.told.length).toBeGreaterThan(10);
    const toldRedis = [...traffic.told, await keptIn(redis.url)].join('\n');
    expect(leaksIn(toldRedis, canaries)).toEqual([]);
    // The links of people who log in are shown, and kept nowhere.
    const sessions = Object.fromEntries(
      stand.vault.sessions.tokens().map((token, n) => [`link ${n}`, token]),
    );
    expect(leaksIn(database, sessions)).toEqual([]);
    expect(leaksIn(stand.hub.logged(), sessions)).toEqual([]);
    expect(leaksIn(toldRedis, sessions)).toEqual([]);
  });

  it('are asked for by nobody: the vault is never asked to show one', () => {
    const asked = stand.vault.requests().filter(({ url }) => /(force_refresh|refresh_token)=true/.test(url));
    expect(asked).toEqual([]);
  });
});
