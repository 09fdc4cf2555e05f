import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, ALL_SCOPES, aStripeIntegration, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

let hub: Hub;
let tenant: Tenant;
let integration: string;
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 2, payments: 1, invoices: 1 } } });
  tenant = await hub.aTenant([...ALL_SCOPES, 'audit:read']);
  integration = await aStripeIntegration(hub, tenant);
  await startSync(tenant, integration);
});
afterAll(() => hub?.close());

interface Event {
  action: string;
  on: string;
  [field: string]: unknown;
}

const FIELDS = `id at actorKind subject action onType on outcome correlationId remoteAddress door userAgent detail sequence`;

async function events(filter: object = {}, of = tenant): Promise<Event[]> {
  const { auditEvents } = await of.ask<{ auditEvents: { edges: { node: Event }[] } }>(
    `query ($filter: AuditEventFilter) { auditEvents(first: 100, filter: $filter) { edges { node { ${FIELDS} } } } }`,
    { filter },
  );
  return auditEvents.edges.map(({ node }) => node);
}

async function until<T>(look: () => Promise<T[]>): Promise<T[]> {
  for (const end = Date.now() + 10_000; ;) {
    const seen = await look();
    if (seen.length > 0 || Date.now() > end) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Page {
  edges: { node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

describe('auditEvents', () => {
  it('tell who did what, on which, from where, through which door, and how it ended', async () => {
    const [created] = await events({ action: 'integration.created' });
    expect(created).toMatchObject({
      actorKind: 'USER',
      subject: `user-${tenant.id}`,
      onType: 'Integration',
      on: integration,
      outcome: 'SUCCEEDED',
      correlationId: expect.stringMatching(/^[\w-]{8,}$/),
      remoteAddress: '127.0.0.1',
      door: 'user',
      userAgent: 'node',
      sequence: null,
    });
  });

  it('narrow by each filter, and by all of them at once', async () => {
    const all = await events();
    expect(all.length).toBeGreaterThanOrEqual(2);
    const [latest, oldest] = [all[0]?.['at'], all.at(-1)?.['at']];
    const cases: [object, (event: Event) => boolean][] = [
      [{ action: 'integration.created' }, ({ action }) => action === 'integration.created'],
      [{ subject: `user-${tenant.id}` }, ({ subject }) => subject === `user-${tenant.id}`],
      [{ subject: 'nobody' }, () => false],
      [{ outcome: 'FAILED' }, ({ outcome }) => outcome === 'FAILED'],
      [{ on: integration }, ({ on }) => on === integration],
      [{ from: latest }, ({ at }) => at === latest],
      [{ to: latest }, ({ at }) => at !== latest],
      [{ from: oldest, on: integration }, ({ on }) => on === integration],
    ];
    for (const [filter, holds] of cases) expect(await events(filter)).toEqual(all.filter(holds));
  });

  it('show their place in the chain as soon as a worker has linked them', async () => {
    await hub.startWorker();
    const linked = await until(async () =>
      (await events({ action: 'integration.created' })).filter(({ sequence }) => sequence !== null),
    );
    expect(linked).toMatchObject([{ sequence: '1' }]);
  });

  it('are pages', async () => {
    const page = `query ($after: String) { auditEvents(first: 1, after: $after) {
      edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { auditEvents }: { auditEvents: Page } = await tenant.ask(page, { after });
      seen.push(...auditEvents.edges.map(({ node }) => node.id));
      ({ hasNextPage: more, endCursor: after } = auditEvents.pageInfo);
    }
    expect(seen).toEqual((await events()).map(({ id }) => id));
  });
});

describe('a refusal', () => {
  it('of a known caller is in the tenant’s audit, once for each operation', async () => {
    const reader = await hub.aTenant(['audit:read']);
    await reader.post('{ a: lanes { name } }');
    const { body } = await reader.post(
      'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
      { of: Array.from({ length: 5 }, () => ({ __typename: 'Integration', id: integration })) },
    );
    expect(body.errors?.map(({ extensions }) => extensions?.code)).toEqual(Array(5).fill('FORBIDDEN'));
    const refused = await until(async () => {
      const found = await events({ outcome: 'REFUSED' }, reader);
      return found.length === 2 ? found : [];
    });
    expect(refused.map(({ on, subject }) => `${on} ${String(subject)}`).sort()).toEqual([
      `Query.lanes user-${reader.id}`,
      `_entities of Integration user-${reader.id}`,
    ]);
    for (const { detail } of refused)
      expect(detail).toEqual({ reason: expect.stringMatching(/^Requires the scope /) });
  });

  it('of a narrow scope inside an operation is there too', async () => {
    const contacts = await hub.aTenant(['sync:contacts', 'integrations:read', 'audit:read']);
    await rows(hub.database.url, 'update integration set tenant_id = $1 where id = $2', [
      contacts.id,
      integration,
    ]);
    await contacts.post(
      `mutation ($id: ID!) { startSync(input: { integrationId: $id, resources: ["payment"] }) { __typename } }`,
      { id: integration },
    );
    const refused = await until(() => events({ outcome: 'REFUSED' }, contacts));
    expect(refused).toMatchObject([{ action: 'access.refused', on: 'Mutation.startSync' }]);
  });

  it('of a stranger is counted, and makes no entry', async () => {
    const before = await rows(hub.database.url, 'select from audit_entry');
    for (const authorization of ['Bearer nonsense', 'Bearer nonsense', undefined]) {
      await fetch(`${hub.api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        body: JSON.stringify({ query: '{ lanes { name } }' }),
      });
    }
    await fetch(`${hub.api.url}/api/v1/webhooks/stripe/${integration}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=00' },
      body: '{}',
    });
    const counts = await until(async () => {
      const counted = await rows<{ door: string; reason: string; count: number }>(
        hub.database.url,
        'select door, reason, sum(count)::int as count from refusal_count group by 1, 2 order by 1, 2',
      );
      return counted.length === 3 ? counted : [];
    });
    expect(counts).toEqual([
      { door: 'none', reason: 'A token is required', count: 1 },
      { door: 'token', reason: 'Invalid token', count: 2 },
      { door: 'webhook', reason: 'Invalid signature', count: 1 },
    ]);
    expect(await rows(hub.database.url, 'select from audit_entry')).toHaveLength(before.length);
  });
});
