import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aHub,
  aStripeIntegration,
  finished,
  startSync,
  tenantWith,
  type Hub,
  type Tenant,
} from '../support/hub.ts';
import { everyRow, leaksIn } from '../support/leaks.ts';
import { keptIn, redisTraffic, type RedisTraffic } from '../support/redis-traffic.ts';
import { aRedis, type TestRedis } from '../support/services.ts';
import { allDone, lastEvent, ownRoute, post, SHARED } from '../webhooks/deliveries.ts';
import { signedEvent } from '../sandbox/stripe/webhooks.ts';

const WRONG_KEY = 'sk_test_CANARY_wrong_key_7f3a';
const ECHOED_KEY = 'sk_test_CANARY_echoed_key_9c1d';
const OWN_SECRET = 'whsec_CANARY_own_4e8b';
const NEW_SECRET = 'whsec_CANARY_new_5d2c';
const SHARED_SECRET = 'whsec_CANARY_shared_1b6e';

let redis: TestRedis;
let hub: Hub;
let echo: Server;
let tenant: Tenant;
let traffic: RedisTraffic;
/** Everything any caller was answered. */
const answers: string[] = [];

beforeAll(async () => {
  redis = await aRedis();
  traffic = await redisTraffic(redis.url);
  hub = await aHub({
    redisUrl: redis.url,
    env: { STRIPE_CONNECT_WEBHOOK_SECRETS: SHARED_SECRET },
    stripe: { size: { customers: 5, payments: 3, invoices: 2 } },
  });
  await hub.startWorker();
  tenant = await hub.aTenant();
  await tellTheStory();
  traffic.stop();
}, 60_000);
afterAll(async () => {
  echo?.closeAllConnections();
  echo?.close();
  await hub?.close();
  await redis?.stop();
});

async function say(query: string, variables: object): Promise<string> {
  const { body } = await tenant.post(query, variables);
  const answer = JSON.stringify(body);
  answers.push(answer);
  return answer;
}

const CREATE = `mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) {
  __typename ... on Integration { id name status externalId } ... on HubProblem { code message } } }`;
const UPDATE = `mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) {
  __typename ... on Integration { id name } ... on HubProblem { code message } } }`;
const TEST = `mutation ($id: ID!) { testIntegration(id: $id) {
  __typename ... on IntegrationWorks { externalId } ... on HubProblem { code message } } }`;

const credential = (value: string) => [{ name: 'apiKey', value }];

/** Everything that can be done with a credential, and everything that can go wrong with it. */
async function tellTheStory(): Promise<void> {
  const input = { providerId: 'stripe', name: 'Canary', webhookSecret: OWN_SECRET };
  const key = hub.stripe.apiKey;
  expect(await say(CREATE, { input: { ...input, credential: credential(WRONG_KEY) } })).toContain('REFUSED');
  for (const bad of ['CANARY not even a key', `${WRONG_KEY} `])
    expect(await say(CREATE, { input: { ...input, credential: credential(bad) } })).toContain(
      'BAD_USER_INPUT',
    );
  for (const kind of ['reset', 'truncated', 'html'] as const) {
    hub.stripe.faults.next(1, { kind });
    await say(CREATE, { input: { ...input, credential: credential(key) } });
  }
  const id = await aStripeIntegration(hub, tenant, { webhookSecret: OWN_SECRET });
  await say(UPDATE, { input: { id, credential: credential(WRONG_KEY) } });
  await say(UPDATE, { input: { id, webhookSecret: 'CANARY short' } });
  await say(UPDATE, { input: { id, credential: credential(key), webhookSecret: NEW_SECRET } });
  await say(TEST, { id });
  hub.stripe.faults.next(1, { kind: 'status', status: 500 });
  await say(TEST, { id });
  await finished(tenant, await startSync(tenant, id, { mode: 'FULL' }));
  hub.stripe.faults.next(1, { kind: 'status', status: 401 });
  const failed = await finished(tenant, await startSync(tenant, id, { mode: 'FULL' }));
  expect(failed.status).toBe('FAILED');
  answers.push(JSON.stringify(failed));

  hub.stripe.change.createCustomer({ name: 'Ada' });
  const event = { ...lastEvent(hub), account: hub.stripe.account.id };
  for (const [path, secret] of [
    [ownRoute(id), OWN_SECRET],
    [ownRoute(id), NEW_SECRET],
    [ownRoute(id), SHARED_SECRET],
    [SHARED, SHARED_SECRET],
  ] as const)
    answers.push(JSON.stringify(await post(hub, path, signedEvent(event, secret))));
  await allDone(hub);
  await echoTheKey();
}

/** A provider, or a proxy before it, whose errors quote the key they were sent. */
async function echoTheKey(): Promise<void> {
  let status = 500;
  echo = createServer((request, response) => {
    const message = `No such key: ${request.headers.authorization}`;
    const account = { id: 'acct_echo', object: 'account', created: 1_700_000_000 };
    response.writeHead(status, { 'content-type': 'application/json', date: new Date().toUTCString() });
    response.end(JSON.stringify(status === 200 ? account : { error: { type: 'api_error', message } }));
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  // `as`: a server that listens on TCP has such an address.
  const { port } = echo.address() as AddressInfo;
  const other = await aHub({
    // Another database of the same server: two hubs on one would take each other's bells.
    redisUrl: new URL('/1', redis.url).href,
    env: {
      STRIPE_API_URL: `http://127.0.0.1:${port}`,
      EGRESS_ALLOWED_HOSTS: `${hub.issuer.host},127.0.0.1:${port}`,
      TRUSTED_ISSUERS: JSON.stringify(hub.issuer.trustedIssuers),
    },
  });
  await other.startWorker();
  const caller = tenantWith(other.api.url, tenant.id, tenant.token);
  const input = { providerId: 'stripe', name: 'Canary', credential: credential(ECHOED_KEY) };
  for (status of [500, 401, 400, 429])
    answers.push(JSON.stringify((await caller.post(CREATE, { input })).body));
  status = 200;
  const id = await aStripeIntegration(other, caller, { apiKey: ECHOED_KEY });
  for (status of [400, 401]) {
    const failed = await finished(caller, await startSync(caller, id));
    expect(failed.error?.message).toContain('No such key');
    answers.push(JSON.stringify(failed));
  }
  otherLogs = other.logged();
  otherRows = await everyRow(other.database.url);
  await other.close();
}
let otherLogs = '';
let otherRows = '';

const foundIn = (text: string): string[] => [
  ...leaksIn(text, {
    WRONG_KEY,
    ECHOED_KEY,
    OWN_SECRET,
    NEW_SECRET,
    SHARED_SECRET,
    apiKey: hub.stripe.apiKey,
  }),
  ...(text.includes('CANARY') ? ['CANARY'] : []),
];

describe('no credential and no signing secret', () => {
  it('is in plain sight in PostgreSQL', async () => {
    const all = await everyRow(hub.database.url);
    expect(all).toContain(hub.stripe.account.id);
    expect(foundIn(all + otherRows)).toEqual([]);
  });

  it('was ever told to Redis, or is kept there', async () => {
    expect(traffic.told.length).toBeGreaterThan(10);
    expect(foundIn([...traffic.told, await keptIn(redis.url)].join('\n'))).toEqual([]);
  });

  it('is in the logs', () => {
    expect(hub.logged().length).toBeGreaterThan(100);
    expect(foundIn(hub.logged() + otherLogs)).toEqual([]);
  });

  it('is in any answer', () => {
    expect(answers.length).toBeGreaterThan(15);
    expect(foundIn(answers.join('\n'))).toEqual([]);
  });
});

describe('this search', () => {
  it('finds a secret in each of its forms', () => {
    expect(foundIn(`a ${OWN_SECRET} b`)).toContain('OWN_SECRET');
    expect(foundIn(Buffer.from(`{"k":"${OWN_SECRET}"}`).toString('base64'))).toEqual(['OWN_SECRET']);
    expect(foundIn(Buffer.from(`12${OWN_SECRET}`).toString('hex'))).toEqual(['OWN_SECRET']);
  });
});
