/** Everything a hub does with the credentials of funders, over each of its protocols; and then a search for them everywhere. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBroker, askForQuotes, aVan, outcomesOf, proposalOnce, propose } from '../quotes/asking.ts';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { startBeaconSandbox, type BeaconSandbox } from '../sandbox/beacon/beacon.ts';
import { startCobaltSandbox, type CobaltSandbox } from '../sandbox/cobalt/cobalt.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { everyRow, leaksIn } from '../support/leaks.ts';
import { keptIn, redisTraffic, type RedisTraffic } from '../support/redis-traffic.ts';
import { aRedis, type TestRedis } from '../support/services.ts';

const WRONG = 'CANARY-of-somebody-else-2f7c';

let redis: TestRedis;
let traffic: RedisTraffic;
let storage: string;
let aurora: AuroraSandbox;
let beacon: BeaconSandbox;
let cobalt: CobaltSandbox;
let hub: Hub;
/** Everything any caller was answered. */
const answers: string[] = [];

beforeAll(async () => {
  redis = await aRedis();
  traffic = await redisTraffic(redis.url);
  storage = await mkdtemp(join(tmpdir(), 'hub-canary-'));
  [aurora, beacon, cobalt] = await Promise.all([
    startAuroraSandbox(),
    startBeaconSandbox(),
    startCobaltSandbox(),
  ]);
  hub = await aHub({
    redisUrl: redis.url,
    hosts: [aurora.host, beacon.host, cobalt.host],
    env: {
      AURORA_URL: aurora.url,
      BEACON_URL: beacon.url,
      COBALT_URL: cobalt.url,
      STORAGE_URL: `file:${storage}`,
    },
  });
  await hub.startWorker();
  await tellTheStory();
}, 90_000);
afterAll(async () => {
  await hub?.close();
  await Promise.all([aurora?.close(), beacon?.close(), cobalt?.close()]);
  traffic?.stop();
  await redis?.stop();
  if (storage) await rm(storage, { recursive: true });
});

const credentials = () => ({
  aurora: { ...aurora.credential },
  beacon: { ...beacon.credential },
  cobalt: { ...cobalt.credential },
});
const DEADLINE_MS = 20_000;

/** The same tenant, whose answers are kept. */
function heard(tenant: Tenant): Tenant {
  const post: Tenant['post'] = async (query, variables) => {
    const answer = await tenant.post(query, variables);
    answers.push(JSON.stringify(answer.body));
    return answer;
  };
  const ask: Tenant['ask'] = async (query, variables) => {
    const data = await tenant.ask<never>(query, variables);
    answers.push(JSON.stringify(data));
    return data;
  };
  return { ...tenant, post, ask };
}

async function tellTheStory(): Promise<void> {
  const broker = heard(await aBroker(hub, credentials()));
  for (const [id, name] of [
    ['aurora', 'clientSecret'],
    ['beacon', 'password'],
    ['cobalt', 'password'],
  ]) {
    const input = { id, credential: [{ name, value: 'CANARY with a space\n' }] };
    const { body } = await broker.post(
      `mutation ($input: UpdateFunderInput!) { updateFunder(input: $input) { __typename ... on HubProblem { code message } } }`,
      { input },
    );
    expect(body.data).toMatchObject({ updateFunder: { __typename: 'HubInvalidInput' } });
  }
  const asked = await askForQuotes(broker, aVan({ deadlineMs: DEADLINE_MS }));
  expect(outcomesOf(asked)).toEqual({ aurora: 'QUOTED', beacon: 'QUOTED', cobalt: 'QUOTED' });
  for (const { funder, quote } of asked.answers) {
    const { id } = await propose(broker, quote?.id ?? '');
    const { reference } = await proposalOnce(broker, id, (proposal) => proposal.reference !== null);
    // Aurora tells of it, signed with the callback secret.
    if (funder.id === 'aurora') expect(await aurora.decide(reference ?? '', 'APPROVED')).toBe(200);
  }

  // Refused, each over its protocol.
  const refused = heard(
    await aBroker(hub, {
      aurora: { ...aurora.credential, clientSecret: WRONG },
      beacon: { ...beacon.credential, password: WRONG },
      cobalt: { ...cobalt.credential, password: WRONG },
    }),
  );
  const refusal = await askForQuotes(refused, aVan({ deadlineMs: DEADLINE_MS }));
  expect(Object.values(outcomesOf(refusal))).not.toContain('QUOTED');

  // And trouble of every kind, in which a funder may also say what it was sent.
  aurora.fault('quote', { kind: 'rewrite', rewrite: () => `{"secret":"${aurora.credential.clientSecret}"` });
  beacon.fault('quote', { kind: 'rewrite', rewrite: (body) => `${body}${beacon.credential.password}` });
  cobalt.fault('form', { kind: 'rewrite', rewrite: () => `<p>${cobalt.credential.password}</p>` });
  await askForQuotes(broker, aVan({ deadlineMs: DEADLINE_MS }));
  aurora.fault('token', {
    kind: 'status',
    status: 401,
    title: `no client ${aurora.credential.clientSecret}`,
  });
  aurora.endTokens();
  beacon.fault('quote', { kind: 'reset' });
  cobalt.fault('sign-in', { kind: 'broken' });
  await askForQuotes(broker, aVan({ deadlineMs: DEADLINE_MS }));
}

/** The secrets, and every token that Aurora gave out for them. */
function foundIn(text: string): string[] {
  const tokens = aurora.received.flatMap((request) => /Bearer ([\w.~+/=-]+)/.exec(request)?.[1] ?? []);
  const named = Object.fromEntries([...new Set(tokens)].map((token, n) => [`token ${n}`, token]));
  expect(tokens.length).toBeGreaterThan(0);
  return [
    ...leaksIn(text, {
      ...named,
      WRONG,
      clientSecret: aurora.credential.clientSecret,
      callbackSecret: aurora.credential.callbackSecret,
      beaconPassword: beacon.credential.password,
      cobaltPassword: cobalt.credential.password,
    }),
    ...(text.includes('CANARY') ? ['CANARY'] : []),
  ];
}

describe('no credential of a funder', () => {
  it('is in plain sight in PostgreSQL', async () => {
    const all = await everyRow(hub.database.url);
    expect(all).toContain('office@baker.example');
    expect(foundIn(all)).toEqual([]);
  });

  it('was ever told to Redis, or is kept there', async () => {
    expect(traffic.told.length).toBeGreaterThan(10);
    expect(foundIn([...traffic.told, await keptIn(redis.url)].join('\n'))).toEqual([]);
  });

  it('is in the logs', () => {
    expect(hub.logged().length).toBeGreaterThan(100);
    expect(foundIn(hub.logged())).toEqual([]);
  });

  it('is in any answer', () => {
    expect(answers.length).toBeGreaterThan(8);
    expect(foundIn(answers.join('\n'))).toEqual([]);
  });

  it('is in a file of the storage, or names one', async () => {
    const entries = await readdir(storage, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(paths.length).toBeGreaterThan(0);
    const contents = await Promise.all(paths.map((path) => readFile(path, 'latin1')));
    expect(foundIn([...paths, ...contents].join('\n'))).toEqual([]);
  });
});
