import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Principal } from '../../src/platform/principal/principal.ts';
import { providerOf } from '../../src/providers/registry.ts';
import { startWorker } from '../../src/worker.ts';
import { narrowScopes, recordReach, syncReach } from '../../src/syncs/narrow-scopes.ts';
import {
  aHub,
  aStripeIntegration,
  finished,
  startSync,
  tenantWith,
  type Hub,
  type Tenant,
} from '../support/hub.ts';
import { demandsOf, fieldsOf, readSchema } from '../support/sdl-walk.ts';

const narrow = Object.keys(narrowScopes) as (keyof typeof narrowScopes)[];
const caller = (scopes: readonly string[]): Principal => ({
  kind: 'service',
  subject: 'somebody',
  tenantId: crypto.randomUUID(),
  scopes: new Set(scopes),
  issuer: 'test',
  tokenId: undefined,
  expiresAt: 0,
});

describe('what scopes open', () => {
  it('is the sum of the narrow ones, everything by a wide one, nothing by any other', () => {
    const others = fc.subarray(['sync:read', 'integrations:read', 'records:raw', 'admin']);
    fc.assert(
      fc.property(fc.subarray(narrow), others, (held, more) => {
        const resources = new Set<string>(held.flatMap((scope) => narrowScopes[scope]));
        expect(syncReach(caller([...held, ...more]))).toEqual(resources);
        expect(recordReach(caller([...held, ...more]))).toEqual(resources);
        expect(syncReach(caller([...held, 'sync:write']))).toBe('all');
        expect(recordReach(caller([...held, 'records:read']))).toBe('all');
      }),
    );
    expect(syncReach(caller(['sync:*']))).toBe('all');
    expect(syncReach(null)).toEqual(new Set());
  });

  it('is what the SDL says of each resource’s records', () => {
    const schema = readSchema();
    const integration = schema.getType('Integration') as NonNullable<Parameters<typeof fieldsOf>[0]>;
    const record = fieldsOf(integration).find(({ name }) => name === 'record');
    if (!record) throw new Error('there is no such field');
    const resources = new Set(
      ['stripe', 'square', 'mailchimp', 'quickbooks'].flatMap((id) => providerOf(id).resources),
    );
    for (const resource of resources) {
      const name = `${resource.charAt(0).toUpperCase()}${resource.slice(1)}Record`;
      const to = schema.getType(name) as typeof integration;
      const ofType = demandsOf({ parent: to, field: fieldsOf(to)[0] ?? record, to: undefined });
      const scopes = narrow.filter((scope) => narrowScopes[scope].some((each) => each === resource));
      expect([name, ofType]).toEqual([name, [[['records:read'], ...scopes.map((scope) => [scope])]]]);
    }
    const [ofField] = demandsOf({ parent: integration, field: record, to: undefined });
    expect(new Set(ofField?.flat())).toEqual(new Set(['records:read', ...narrow]));
  });
});

describe('a service with a narrow scope', () => {
  let hub: Hub;
  let tenant: Tenant;
  let integrationId: string;
  let all: string;
  beforeAll(async () => {
    hub = await aHub({ stripe: { size: { customers: 12, payments: 12, invoices: 4 } } });
    tenant = await hub.aTenant();
    integrationId = await aStripeIntegration(hub, tenant);
    const worker = await startWorker(hub.config, hub.log);
    all = await startSync(tenant, integrationId);
    await finished(tenant, all);
    // What is asked for from here on stays in its lane.
    await worker.close();
  });
  afterAll(() => hub?.close());

  const service = async (...scopes: string[]) => {
    const token = await hub.issuer.token({
      subject: 'a-service',
      tenantId: tenant.id,
      scopes: ['integrations:read', ...scopes],
    });
    return tenantWith(hub.api.url, tenant.id, token);
  };
  const start = async (by: Tenant, resources?: readonly string[]) => {
    const { startSync: started } = await by.ask<{ startSync: { id?: string } }>(
      `mutation ($input: StartSyncInput!) { startSync(input: $input) {
        __typename ... on SyncJob { id resources } ... on HubProblem { code message } } }`,
      { input: { integrationId, resources } },
    );
    return started;
  };
  const records = (by: Tenant, resource: string) =>
    by.post(
      `query ($id: ID!, $resource: ID!) { integration(id: $id) { records(resource: $resource) { edges { node { externalId resource } } } } }`,
      { id: integrationId, resource },
    );

  it('starts syncs of its resources, of all of them when it names none', async () => {
    const contacts = await service('sync:contacts');
    expect(await start(contacts)).toMatchObject({ __typename: 'SyncJob', resources: ['contact'] });
    const both = await service('sync:payments', 'sync:contacts');
    expect(await start(both)).toMatchObject({ resources: ['contact', 'invoice', 'payment'] });
    expect(await start(both, ['payment'])).toMatchObject({ resources: ['payment'] });
  });

  it('is refused others in words that help', async () => {
    const contacts = await service('sync:contacts');
    for (const resources of [['payment'], ['contact', 'payment']]) {
      expect(await start(contacts, resources)).toEqual({
        __typename: 'SyncResourcesForbidden',
        code: 'SYNC_RESOURCES_FORBIDDEN',
        message: 'Your scopes allow syncs of contact, list only',
      });
    }
    // Stripe has no orders.
    expect(await start(await service('sync:tickets'))).toMatchObject({
      __typename: 'SyncResourcesForbidden',
    });
    expect(
      (
        await (
          await service('sync:read')
        ).post(`mutation { startSync(input: { integrationId: "${integrationId}" }) { __typename } }`)
      ).body,
    ).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('sees every job and how far it is, and ends or retries those of its resources', async () => {
    const contacts = await service('sync:contacts');
    const { syncJob } = await contacts.ask<{ syncJob: object }>(
      'query ($id: ID!) { syncJob(id: $id) { status progress { perResource { resource processed } } } }',
      { id: all },
    );
    expect(syncJob).toMatchObject({ status: 'SUCCEEDED' });
    const change = (by: Tenant, operation: string, id: string | undefined) =>
      by.ask<object>(`mutation ($id: ID!) { ${operation}(id: $id) { __typename } }`, { id });
    const own = await start(contacts);
    const payments = await start(await service('sync:payments'));
    for (const operation of ['cancelSync', 'retrySync']) {
      expect(await change(contacts, operation, own.id)).toEqual({ [operation]: { __typename: 'SyncJob' } });
      expect(await change(contacts, operation, payments.id)).toEqual({
        [operation]: { __typename: 'SyncResourcesForbidden' },
      });
    }
  });

  it.each(narrow)('%s reads the records of its resources and no others', async (scope) => {
    const by = await service(scope);
    const isIts = (resource: string) => narrowScopes[scope].some((each) => each === resource);
    for (const resource of providerOf('stripe').resources) {
      const { body: list } = await records(by, resource);
      const { body: one } = await by.post(
        `query ($id: ID!, $resource: ID!) { integration(id: $id) { record(resource: $resource, externalId: "x") { externalId } } }`,
        { id: integrationId, resource },
      );
      const codes = [list, one].map((body) => body.errors?.[0]?.extensions?.code);
      expect({ resource, codes }).toEqual({
        resource,
        codes: isIts(resource) ? [undefined, undefined] : ['FORBIDDEN', 'FORBIDDEN'],
      });
      expect(JSON.stringify(list).includes('externalId')).toBe(isIts(resource));
    }
  });

  it('does not read raw objects by it', async () => {
    const by = await service('sync:contacts');
    const { body } = await by.post(
      `query ($id: ID!) { integration(id: $id) { records(resource: "contact") { edges { node { ... on ContactRecord { name raw } } } } } }`,
      { id: integrationId },
    );
    expect(body.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
