import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTypeDefs } from '../../src/graphql/sdl.ts';
import { startGateway, type Gateway, type GatewaySubgraph } from '../support/gateway.ts';
import { aHub, aStripeIntegration, startSync, tenantWith, type Hub, type Tenant } from '../support/hub.ts';
import {
  displayNameOf,
  ownerOf,
  startSecondSubgraph,
  type SecondSubgraph,
} from '../support/second-subgraph.ts';
import { subscribe, type Answer } from './sse.ts';

let hub: Hub;
let second: SecondSubgraph;
let tenant: Tenant;
let integration: string;
const gateways = new Map<GatewaySubgraph['subscriptions'], Gateway>();

beforeAll(async () => {
  const callbackPort = await freePort();
  hub = await aHub({ env: { SUBSCRIPTION_CALLBACK_HOSTS: `http://127.0.0.1:${callbackPort}` } });
  await hub.startWorker();
  second = await startSecondSubgraph();
  for (const subscriptions of ['ws', 'callback'] as const) {
    const own = { name: 'integrations', url: `${hub.api.url}/graphql`, typeDefs: readTypeDefs().join('\n') };
    const gateway = await startGateway({
      subgraphs: [
        { ...own, subscriptions },
        { name: 'second', ...second, subscriptions: 'ws' },
      ],
      ...(subscriptions === 'callback' && { port: callbackPort }),
    });
    gateways.set(subscriptions, gateway);
  }
  tenant = await hub.aTenant();
  integration = await aStripeIntegration(hub, tenant);
});
afterAll(async () => {
  for (const gateway of gateways.values()) await gateway.close();
  await second?.close();
  await hub?.close();
});

/** The same caller, at the door of the gateway. */
function atGateway(caller: Tenant, subscriptions: GatewaySubgraph['subscriptions'] = 'ws'): Tenant {
  return tenantWith(gatewayUrl(subscriptions).replace(/\/graphql$/, ''), caller.id, caller.token);
}

function gatewayUrl(subscriptions: GatewaySubgraph['subscriptions']): string {
  const gateway = gateways.get(subscriptions);
  if (!gateway) throw new Error(`no gateway by ${subscriptions}`);
  return gateway.url;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a query through the gateway', () => {
  it('joins our integration with what another subgraph knows of it', async () => {
    const answer = await atGateway(tenant).ask(
      'query ($id: ID!) { integration(id: $id) { id name owner provider { name } } }',
      { id: integration },
    );
    expect(answer).toEqual({
      integration: {
        id: integration,
        name: 'Our Stripe',
        owner: ownerOf(integration),
        provider: { name: 'Stripe' },
      },
    });
  });

  it('adds our lists to an entity of another subgraph', async () => {
    const answer = await atGateway(tenant).ask(
      'query ($id: ID!) { tenant(id: $id) { displayName integrations { edges { node { id owner } } } } }',
      { id: tenant.id },
    );
    expect(answer).toEqual({
      tenant: {
        displayName: displayNameOf(tenant.id),
        integrations: { edges: [{ node: { id: integration, owner: ownerOf(integration) } }] },
      },
    });
  });

  it('shows nothing of another tenant, whoever names it', async () => {
    const stranger = await hub.aTenant();
    const { body } = await atGateway(stranger).post(
      `query ($tenant: ID!, $integration: ID!) {
        integration(id: $integration) { id owner }
        tenant(id: $tenant) { displayName integrations { edges { node { id } } } }
      }`,
      { tenant: tenant.id, integration },
    );
    expect(body.data).toMatchObject({ integration: null });
    expect(JSON.stringify(body)).not.toContain(integration);
  });

  it('is refused without the scope', async () => {
    const reader = await hub.aTenant(['sync:read']);
    const { body } = await atGateway(reader).post('{ integrations { edges { node { id } } } }');
    expect(body.errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
  });
});

describe.each([
  // The gateway's WebSocket transport (2.1.0) loses what an error says.
  { subscriptions: 'ws', said: {} },
  { subscriptions: 'callback', said: { extensions: { code: 'SYNC_JOB_NOT_FOUND' } } },
] as const)('a subscription through the gateway, over $subscriptions', ({ subscriptions, said }) => {
  const query = `subscription ($id: ID!) {
    syncJobUpdated(id: $id) { id status progress { processed } integration { name owner } }
  }`;

  it('tells of a sync until it is done, joined with the other subgraph', async () => {
    const id = await startSync(tenant, integration, { mode: 'FULL' });
    const jobs: { id: string; status: string; progress: { processed: number }; integration: unknown }[] = [];
    for await (const answer of subscribe(gatewayUrl(subscriptions), tenant.token, {
      query,
      variables: { id },
    })) {
      expect(answer.errors).toBeUndefined();
      jobs.push((answer.data as { syncJobUpdated: (typeof jobs)[number] }).syncJobUpdated);
    }
    const counts = jobs.map(({ progress }) => progress.processed);
    expect(jobs.at(-1)?.status).toBe('SUCCEEDED');
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBeGreaterThan(0);
    expect(new Set(jobs.map((job) => job.id))).toEqual(new Set([id]));
    expect(jobs[0]?.integration).toEqual({ name: 'Our Stripe', owner: ownerOf(integration) });
  });

  it("ends with an error for another tenant's job", async () => {
    const id = await startSync(tenant, integration, { mode: 'FULL' });
    const stranger = await hub.aTenant();
    const answers: Answer[] = [];
    for await (const answer of subscribe(gatewayUrl(subscriptions), stranger.token, {
      query,
      variables: { id },
    }))
      answers.push(answer);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.data?.['syncJobUpdated'] ?? null).toBeNull();
    expect(answers[0]?.errors).toMatchObject([said]);
  });
});
