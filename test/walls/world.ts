/** A tenant with something of everything the SDL can show, and the values with which each field is asked for. */
import { randomUUID } from 'node:crypto';
import { providers } from '../../src/providers/registry.ts';
import type { ResourceName, Shapes } from '../../src/providers/resources.ts';
import { startWorker } from '../../src/worker.ts';
import { aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { brokerageFixtures } from './brokerage-fixtures.ts';
import { brokerageOf, type Brokerage } from './brokerage.ts';
import { factorFixtures } from './factor-fixtures.ts';
import { factorsOf, type Factors } from './factors.ts';
import { connectionFixtures } from './connection-fixtures.ts';
import { connectionsOf, type Connections } from './connections.ts';
import { makersOf, type Own } from './makers.ts';
import { notificationFixtures } from './notification-fixtures.ts';
import { notificationsOf, type Notifications } from './notifications.ts';
import { peopleFixtures } from './people-fixtures.ts';
import { peopleOf, type People } from './people.ts';

export interface World {
  readonly tenantId: string;
  readonly integration: string;
  /** Switched off. */
  readonly disabled: string;
  readonly failedJob: string;
  readonly doneJob: string;
  /** A finished export with its file. */
  readonly exportJob: string;
  /** An import that waits for its rows, and has a row that was refused. */
  readonly importJob: string;
  /** Each makes a new one to use up. */
  aJob(status: 'QUEUED' | 'FAILED'): Promise<string>;
  anIntegration(): Promise<string>;
  aWebhookEvent(status: 'QUEUED' | 'FAILED'): Promise<string>;
  anOAuthClient(): Promise<string>;
  readonly people: People;
  readonly factors: Factors;
  readonly notifications: Notifications;
  readonly brokerage: Brokerage;
  readonly connections: Connections;
  /** By resource: an integration that has a record of it, a failed job of this integration, and the record. */
  readonly integrationWith: Readonly<Record<string, string>>;
  readonly failedJobWith: Readonly<Record<string, string>>;
  readonly externalIds: Readonly<Record<string, string>>;
  readonly apiKey: string;
}

/** Provoked at the provider before the request. */
export type Fault = 'provider answers 500';
type Values = Readonly<Record<string, unknown>>;
export interface Fixture {
  /** `entered` are the object types on the way, for values that depend on where it leads. */
  readonly values: (world: World, entered: readonly string[]) => Values | Promise<Values>;
  readonly fault?: Fault;
  /** Whom it is answered so, where that is not everybody who may ask. */
  readonly scopes?: readonly string[];
  /** It is about the caller's own account: the person of the world asks. */
  readonly own?: boolean | 'with two factors';
}

/** What each resource is shown as. */
function recordType(resource: string): string {
  return `${resource.charAt(0).toUpperCase()}${resource.slice(1)}Record`;
}

/** Every resource that some provider has: its records can be asked for. */
const servedResources = [...new Set(providers.flatMap(({ resources }) => resources))];

/** Of which resource the way enters a record. */
const resourceOn = (entered: readonly string[]): string =>
  servedResources.find((resource) => entered.includes(recordType(resource))) ?? '';
const integrationOn = (world: World, entered: readonly string[]): string => {
  if (entered.includes('ConnectedAccount')) return world.connections.integration;
  return world.integrationWith[resourceOn(entered)] ?? world.integration;
};

/** The job that shows what the way enters. */
function jobOn(world: World, entered: readonly string[]): string {
  if (entered.includes('ExportFile')) return world.exportJob;
  if (entered.some((type) => type.startsWith('Import'))) return world.importJob;
  return world.failedJob;
}

const record = (resource: ResourceName): [string, Fixture] => [
  `Integration.record>${recordType(resource)}`,
  { values: ({ externalIds }) => ({ resource, externalId: externalIds[resource] }) },
];
const connect = (world: World, change: object = {}) => ({
  input: {
    providerId: 'stripe',
    name: 'Connected by the walls',
    credential: [{ name: 'apiKey', value: world.apiKey }],
    ...change,
  },
});

/**
 * What a field is asked with, by `Type.field`, or `Type.field>Member` where the values decide what it answers. A field with
 * required arguments that stands here in neither form fails the tests: this is the one place to name it.
 */
export const fixtures: ReadonlyMap<string, Fixture> = new Map<string, Fixture>([
  ['Query.integration', { values: (world, entered) => ({ id: integrationOn(world, entered) }) }],
  ['Query.provider', { values: () => ({ id: 'stripe' }) }],
  ['Query.syncJob', { values: (world, entered) => ({ id: jobOn(world, entered) }) }],
  ['Query.syncJobs', { values: ({ integration }) => ({ filter: { integrationId: integration } }) }],
  ['Integration.records', { values: () => ({ resource: 'contact' }) }],
  ...servedResources.map(record),
  ['Mutation.createIntegration>Integration', { values: (world) => connect(world) }],
  [
    'Mutation.createIntegration>HubInvalidInput',
    { values: (world) => connect(world, { providerId: 'nobody' }) },
  ],
  [
    'Mutation.createIntegration>ProviderCredentialRefused',
    { values: (world) => connect({ ...world, apiKey: 'sk_test_that_nobody_has' }) },
  ],
  [
    'Mutation.createIntegration>ProviderUnavailable',
    { values: (world) => connect(world), fault: 'provider answers 500' },
  ],
  [
    'Mutation.updateIntegration>Integration',
    { values: ({ integration }) => ({ input: { id: integration, name: 'Our Stripe' } }) },
  ],
  [
    'Mutation.deleteIntegration>IntegrationDeleted',
    { values: async (world) => ({ id: await world.anIntegration() }) },
  ],
  ['Mutation.deleteIntegration>IntegrationNotFound', { values: () => ({ id: randomUUID() }) }],
  ['Mutation.testIntegration>IntegrationWorks', { values: ({ integration }) => ({ id: integration }) }],
  [
    'Mutation.startSync>SyncJob',
    { values: ({ integration }) => ({ input: { integrationId: integration } }) },
  ],
  [
    'Mutation.startSync>IntegrationNotReady',
    { values: ({ disabled }) => ({ input: { integrationId: disabled } }) },
  ],
  [
    'Mutation.startBatch>SyncJob',
    { values: ({ integration }) => ({ input: { integrationId: integration, operation: 'EXPORT' } }) },
  ],
  [
    'Mutation.startBatch>BatchNotSupported',
    {
      values: ({ integration }) => ({
        input: { integrationId: integration, operation: 'IMPORT', resources: ['payment'] },
      }),
    },
  ],
  [
    'Mutation.startSync>SyncResourcesForbidden',
    {
      values: ({ integration }) => ({ input: { integrationId: integration, resources: ['payment'] } }),
      scopes: ['sync:contacts'],
    },
  ],
  ['Mutation.cancelSync>SyncJob', { values: async (world) => ({ id: await world.aJob('QUEUED') }) }],
  ['Mutation.cancelSync>SyncJobNotFound', { values: () => ({ id: randomUUID() }) }],
  ['Mutation.cancelSync>SyncJobStateConflict', { values: ({ doneJob }) => ({ id: doneJob }) }],
  ['Mutation.retrySync>SyncJob', { values: async (world) => ({ id: await world.aJob('FAILED') }) }],
  [
    'Mutation.replayWebhookEvent>WebhookEvent',
    { values: async (world) => ({ id: await world.aWebhookEvent('FAILED') }) },
  ],
  ['Mutation.replayWebhookEvent>WebhookEventNotFound', { values: () => ({ id: randomUUID() }) }],
  [
    'Mutation.replayWebhookEvent>WebhookEventStateConflict',
    { values: async (world) => ({ id: await world.aWebhookEvent('QUEUED') }) },
  ],
  [
    'Mutation.setSyncSchedule>SyncSchedule',
    { values: ({ integration }) => ({ input: { integrationId: integration, every: 86_400 } }) },
  ],
  [
    'Mutation.removeSyncSchedule>SyncScheduleRemoved',
    { values: async (world) => ({ integrationId: await world.anIntegration() }) },
  ],
  [
    'Mutation.createOAuthClient>OAuthClientWithSecret',
    { values: () => ({ input: { name: 'Partner', scopes: ['clients:write'] } }) },
  ],
  [
    'Mutation.createOAuthClient>OAuthScopesForbidden',
    { values: () => ({ input: { name: 'Partner', scopes: ['admin'] } }) },
  ],
  [
    'Mutation.rotateOAuthClientSecret>OAuthClientWithSecret',
    { values: async (world) => ({ input: { id: await world.anOAuthClient() } }) },
  ],
  [
    'Mutation.revokeOAuthClient>OAuthClientRevoked',
    { values: async (world) => ({ id: await world.anOAuthClient() }) },
  ],
  ['Mutation.revokeOAuthClient>OAuthClientNotFound', { values: () => ({ id: randomUUID() }) }],
  [
    'Mutation.createOAuthRegistrationToken>OAuthRegistrationToken',
    { values: () => ({ input: { scopes: ['clients:write'] } }) },
  ],
  ...peopleFixtures,
  ...factorFixtures,
  ...notificationFixtures,
  ...brokerageFixtures,
  ...connectionFixtures,
  [
    'Subscription.syncJobUpdated',
    {
      values: (world, entered) => ({ id: world.failedJobWith[resourceOn(entered)] ?? jobOn(world, entered) }),
    },
  ],
]);

/** The id under which an entity can be asked for, by what is entered from there. A new entity must be named here. */
export const entityIds: Readonly<Record<string, (world: World, entered: readonly string[]) => string>> = {
  Integration: integrationOn,
  SyncJob: jobOn,
  ConnectedAccount: ({ connections }) => connections.account,
  Tenant: ({ tenantId }) => tenantId,
  Provider: () => 'stripe',
  User: ({ people }) => people.person,
  Funder: () => 'aurora',
  Quote: ({ brokerage }) => brokerage.quote,
  Proposal: ({ brokerage }) => brokerage.proposal,
};

export async function aWorld(hub: Hub, tenant: Tenant, name: string): Promise<World> {
  const database = hub.database.url;
  const integration = await aStripeIntegration(hub, tenant);
  // Only for this sync: jobs that stories make later are to stay as they are.
  const worker = await startWorker(hub.config, hub.log);
  await rows(database, 'update integration set name = $2 where id = $1', [integration, name]);
  const doneJob = await startSync(tenant, integration, { mode: 'FULL' });
  const job = await finished(tenant, doneJob);
  await worker.close();
  if (job.status !== 'SUCCEEDED') throw new Error(`the sync ended as ${JSON.stringify(job)}`);
  const own = { tenantId: tenant.id, integration };
  const { anIntegration, aJob, aWebhookEvent, aBatch, anOAuthClient } = makersOf(database, own);
  await aWebhookEvent('FAILED');
  await anOAuthClient();
  await rows(
    database,
    `insert into sync_schedule (integration_id, tenant_id, every_s, mode, next_run_at)
     values ($1, $2, 86400, 'INCREMENTAL', now() + interval '1 day')`,
    [integration, tenant.id],
  );
  const { externalIds, integrationWith } = await oneOfEach(database, own);
  const failedJobWith: Record<string, string> = {};
  for (const [resource, id] of Object.entries(integrationWith))
    failedJobWith[resource] = await aJob('FAILED', id);
  const people = await peopleOf(hub, tenant.id);
  return {
    tenantId: tenant.id,
    integration,
    integrationWith,
    failedJobWith,
    externalIds,
    disabled: await anIntegration('DISABLED'),
    failedJob: await aJob('FAILED'),
    doneJob,
    exportJob: await aBatch('EXPORT'),
    importJob: await aBatch('IMPORT'),
    aJob: (status) => aJob(status),
    anIntegration: () => anIntegration(),
    aWebhookEvent,
    anOAuthClient,
    people,
    factors: await factorsOf(hub, tenant.id, people.person),
    notifications: await notificationsOf(database, tenant),
    brokerage: await brokerageOf(database, tenant.id),
    connections: await connectionsOf(database, own),
    apiKey: hub.stripe.apiKey,
  };
}

/** A record of every resource: synced where this provider has it (of contacts one with an address), a sample elsewhere. */
async function oneOfEach(database: string, own: Own) {
  const found = await rows<{ resource: string; id: string }>(
    database,
    `select distinct on (resource) resource, external_id as id from record where integration_id = $1
      order by resource, (data -> 'address' <> 'null') desc, (data -> 'unitAmount' <> 'null') desc`,
    [own.integration],
  );
  const externalIds = Object.fromEntries(found.map(({ resource, id }) => [resource, id]));
  const integrationWith = Object.fromEntries(found.map(({ resource }) => [resource, own.integration]));
  for (const provider of providers) {
    const missing = provider.resources.filter((resource) => !(resource in externalIds));
    if (missing.length === 0) continue;
    const integration = randomUUID();
    await rows(
      database,
      `insert into integration (id, tenant_id, provider_id, name, status, external_id, account_hash)
       values ($1, $2, $3, 'Of samples', 'ACTIVE', 'account', 'hash')`,
      [integration, own.tenantId, provider.id],
    );
    for (const resource of missing) {
      const sample = samples[resource];
      if (!sample) throw new Error(`no sample of ${resource}`);
      const externalId = randomUUID();
      await rows(
        database,
        `insert into record (tenant_id, integration_id, resource, external_id, version, data, raw)
         values ($1, $2, $3, $4, 1, $5, '{}')`,
        [own.tenantId, integration, resource, externalId, JSON.stringify(sample)],
      );
      externalIds[resource] = externalId;
      integrationWith[resource] = integration;
    }
  }
  return { externalIds, integrationWith };
}

const money = { amount: '12.50', currency: 'EUR' };
const address = {
  line1: 'Main Street 1',
  line2: null,
  city: 'Bonn',
  region: null,
  postalCode: '53111',
  country: 'DE',
};

/** Objects of resources that the sandbox of the worlds' own provider does not have. */
const samples: { readonly [Name in ResourceName]?: Shapes[Name] } = {
  refund: { status: 'SUCCEEDED', amount: money, paymentId: 'p', reason: null },
  order: {
    status: 'OPEN',
    contactId: null,
    locationId: null,
    total: money,
    tax: money,
    closedAt: null,
    items: [{ name: 'Tea', productId: null, quantity: '1', total: money }],
  },
  location: { name: 'Shop', active: true, currency: 'EUR', timeZone: 'Europe/Berlin', address },
  list: { name: 'News', memberCount: 1 },
  campaign: { status: 'SENT', title: null, subject: null, listId: null, sentAt: null, emailsSent: 1 },
  account: { name: 'Bank', class: 'ASSET', active: true, balance: money, parentId: null },
  company: { name: 'Us', legalName: null, email: null, country: 'DE', address },
};
