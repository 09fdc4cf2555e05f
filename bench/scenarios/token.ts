/** Tokens for client credentials as fast as they come: 32 connections, every token signed, and audited before it is handed out. */
import { randomUUID } from 'node:crypto';
import { hubEnvironment, POOL_SIZE, startApi, startVendors, type Vendors } from '../hub.ts';
import { interleaved, judge, median, rounded, type Line } from '../measure/verdict.ts';
import type { LoadResult } from '../processes/load.ts';
import type { Requests } from '../processes/requests.ts';
import type { Stage } from '../stage.ts';

const CONNECTIONS = 32;
const SCOPE = 'sync:read';

interface Side {
  readonly port: number;
  readonly path: string;
  /** Holds a row for each token. */
  readonly count: string;
}

export async function tokenScenario(stage: Stage): Promise<Line[]> {
  const vendors = await startVendors(stage);
  const url = await stage.database();
  await stage.query(url, 'create table floor_token (client_id text not null, token_id text primary key)');
  const api = await startApi(stage, hubEnvironment(stage, vendors, url));
  const client = await aClient(vendors, api.port);
  const setup = { url, poolSize: POOL_SIZE, ...client };
  const bare = await stage.start('floors/token.ts', { args: [JSON.stringify(setup)] });
  const generator = await stage.start('processes/load.ts', { nodeOptions: [] });
  const sides: Record<'ours' | 'floor', Side> = {
    ours: {
      port: api.port,
      path: '/oauth/token',
      count: `select count(*)::int from audit_entry where action = 'oauth_token.issued'`,
    },
    floor: { port: await bare.call('port'), path: '/', count: 'select count(*)::int from floor_token' },
  };
  const results = { ours: [] as LoadResult[], floor: [] as LoadResult[] };
  const measured =
    (name: 'ours' | 'floor', ms = stage.sizes.webhookMs) =>
    async () => {
      const { port, path, count } = sides[name];
      const rowsNow = async () => (await stage.query<{ count: number }>(url, count))[0]?.count ?? 0;
      const load = { port, connections: CONNECTIONS, ms, requests: requestsOf(stage, path, client) };
      const before = await rowsNow();
      const result = await generator.call<LoadResult>('run', load);
      const kept = (await rowsNow()) - before;
      if (result.statuses[200] !== result.sent || kept !== result.sent)
        throw new Error(`${kept} tokens kept of ${result.sent}: ${JSON.stringify(result.statuses)}`);
      results[name].push(result);
      return (result.sent * 1_000) / result.elapsedMs;
    };
  for (const name of ['ours', 'floor'] as const) await measured(name, stage.sizes.webhookMs / 2)();
  results.ours = [];
  results.floor = [];
  const rounds = await interleaved(stage.sizes.rounds, { ours: measured('ours'), floor: measured('floor') });
  const p99Of = (all: readonly LoadResult[]) => rounded(median(all.map(({ p99 }) => p99)));
  const question = {
    scenario: 'token',
    unit: 'client-credentials tokens/s',
    against: 'node:http, one JWT signed by jose, one INSERT',
    better: 'higher',
    must: null,
    want: null,
  } as const;
  return [judge(question, rounds, { p99Ms: { ours: p99Of(results.ours), floor: p99Of(results.floor) } })];
}

interface Client {
  readonly clientId: string;
  readonly secret: string;
  readonly tenantId: string;
}

async function aClient(vendors: Vendors, port: number): Promise<Client> {
  const tenantId = randomUUID();
  const request = { subject: 'operator', tenantId, scopes: ['clients:write', SCOPE] };
  const [token = ''] = await vendors.child.call<string[]>('tokens', [request]);
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: `mutation ($input: CreateOAuthClientInput!) {
        createOAuthClient(input: $input) { ... on OAuthClientWithSecret { secret client { id } } } }`,
      variables: { input: { name: 'Bench', scopes: [SCOPE] } },
    }),
  });
  // `as`: what the operation asks for.
  const { data } = (await response.json()) as {
    data: { createOAuthClient: { secret: string; client: { id: string } } };
  };
  const { secret, client } = data.createOAuthClient;
  return { clientId: client.id, secret, tenantId };
}

function requestsOf(stage: Stage, path: string, { clientId, secret }: Client): Requests {
  const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  const body = `grant_type=client_credentials&scope=${encodeURIComponent(SCOPE)}`;
  return { kind: 'list', path, items: [{ headers, body }], seed: stage.seed };
}
