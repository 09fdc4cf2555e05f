import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { aHub, aStripeIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { listenToStatements } from '../support/statements.ts';

const PER_TYPE = 25;
const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Integration { id name provider { id } }
    ... on SyncJob { id status integration { id name } }
    ... on Tenant { id }
    ... on Provider { id name }
  }
}`;

let hub: Hub;
let tenant: Tenant;
let integrations: string[];
let jobs: string[];

beforeAll(async () => {
  hub = await aHub();
  tenant = await hub.aTenant();
  const first = await aStripeIntegration(hub, tenant);
  integrations = [first, ...Array.from({ length: PER_TYPE - 1 }, () => randomUUID())];
  jobs = Array.from({ length: PER_TYPE }, () => randomUUID());
  await insertMore(first);
});
afterAll(() => hub?.close());

/** Copies of the one integration, and a job of each. */
async function insertMore(first: string): Promise<void> {
  const client = new Client({ connectionString: hub.database.url });
  await client.connect();
  await client.query(
    `insert into integration (id, tenant_id, provider_id, name, status, external_id, account_hash)
     select copy, tenant_id, provider_id, name, status, external_id, account_hash
       from integration, unnest($2::uuid[]) as copy where id = $1`,
    [first, integrations.slice(1)],
  );
  await client.query(
    `insert into sync_job (id, tenant_id, integration_id, kind, priority, mode, resources, status, requested_by)
     select j, $3, i, 'SYNC', 'HIGH', 'FULL', '{}', 'SUCCEEDED', 'somebody'
       from unnest($1::uuid[], $2::uuid[]) as t (j, i)`,
    [jobs, integrations, tenant.id],
  );
  await client.end();
}

/** `count` references to entities of every kind, in turns. */
function references(count: number): { __typename: string; id: string }[] {
  return Array.from({ length: count }, (_, i) => {
    const at = Math.floor(i / 4) % PER_TYPE;
    const kinds = [
      // The lists are as long as `at` can be.
      { __typename: 'Integration', id: integrations[at] as string },
      { __typename: 'SyncJob', id: jobs[at] as string },
      { __typename: 'Tenant', id: tenant.id },
      { __typename: 'Provider', id: 'stripe' },
    ];
    return kinds[i % 4] as { __typename: string; id: string };
  });
}

type Entity = { __typename: string; id: string } | null;

async function resolve(representations: object[], caller = tenant): Promise<Entity[]> {
  const { _entities } = await caller.ask<{ _entities: Entity[] }>(ENTITIES, { representations });
  return _entities;
}

describe('_entities', () => {
  it('answers references of every kind in the order asked for', async () => {
    const asked = references(100);
    const found = await resolve(asked);
    expect(found.map((entity) => ({ __typename: entity?.__typename, id: entity?.id }))).toEqual(asked);
  });

  it('sends as many statements for 100 references as for four', async () => {
    const statements = listenToStatements();
    const counts: number[] = [];
    for (const count of [4, 12, 100]) {
      await resolve(references(count));
      statements.reset();
      await resolve(references(count));
      counts.push(statements.sent.length);
    }
    statements.stop();
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts).toEqual([counts[0], counts[0], counts[0]]);
  });

  it('answers null for what is unknown, malformed or of another tenant, and nothing else changes', async () => {
    const stranger = await hub.aTenant();
    const asked = [
      ...references(2),
      { __typename: 'Integration', id: randomUUID() },
      { __typename: 'SyncJob', id: 'not-a-uuid' },
      { __typename: 'Tenant', id: stranger.id },
    ];
    const own = await resolve(asked);
    expect(own.map((entity) => entity?.__typename)).toEqual([
      'Integration',
      'SyncJob',
      undefined,
      undefined,
      undefined,
    ]);
    const theirs = await resolve(asked, stranger);
    expect(theirs.map((entity) => entity?.__typename)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'Tenant',
    ]);
  });
});
