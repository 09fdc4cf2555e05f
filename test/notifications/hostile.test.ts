import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { until } from '../syncs/until.ts';
import { anEndpoint, passTime, SCOPES, stateOf, writeEvents } from './endpoints.ts';
import { startReceiver, type Mood, type Receiver } from '../support/receiver.ts';

/** `NOTIFY_EVENTS=10000 npx jest hostile`: as many as the application may miss while it is down. */
const EVENTS = Number(process.env['NOTIFY_EVENTS'] ?? 500);
const SEED = Number(process.env['NOTIFY_SEED'] ?? Date.now() % 1_000_000);
const TIMEOUT_S = 1;

let hub: Hub;
/** Misbehaves. */
let hostile: Receiver;
/** Of the same tenant, and of another. */
let friends: Receiver[];
beforeAll(async () => {
  hostile = await startReceiver();
  friends = await Promise.all([startReceiver(), startReceiver()]);
  hub = await aHub({
    stripe: { size: { customers: 1, payments: 1, invoices: 1 } },
    env: {
      NOTIFICATION_ALLOWED_HOSTS: [hostile, ...friends].map(({ host }) => host).join(),
      NOTIFICATION_TIMEOUT_S: String(TIMEOUT_S),
    },
  });
  await hub.startWorker();
});
afterAll(async () => {
  await hub?.close();
  await Promise.all([hostile, ...(friends ?? [])].map((each) => each?.close()));
});

/** What keeps the answer from being one. */
const moods: Record<string, Mood> = {
  'breaks the connection': (_request, response) => Boolean(response.destroy()),
  'answers 500': answering(500),
  'answers 429 and asks for time': answering(429, { 'retry-after': '30' }),
  'answers 503 and asks for a day ten years from now': answering(503, {
    'retry-after': new Date(Date.now() + 10 * 365 * 86_400_000).toUTCString(),
  }),
  'sends it elsewhere': answering(307, { location: 'http://169.254.169.254/' }),
  'never answers': () => true,
  'never ends its answer': (_request, response) => drip(response.writeHead(200), 20_000),
  'answers byte by byte': (_request, response) => drip(response.writeHead(200), 1),
};

function answering(status: number, headers: Record<string, string> = {}): Mood {
  return (_request, response) => Boolean(response.writeHead(status, headers).end('no'));
}

function drip(response: ServerResponse, bytes: number): true {
  const timer = setInterval(() => response.write('x'.repeat(bytes)), 5);
  response.once('close', () => clearInterval(timer));
  return true;
}

/** The order in which each subject's events were first taken. */
function orderOf(receiver: Receiver, tenant: Tenant): Map<unknown, unknown[]> {
  const taken = receiver.taken.filter(({ tenantId }) => tenantId === tenant.id);
  const first = [...new Map(taken.toReversed().map((each) => [each.id, each])).values()].toReversed();
  const bySubject = Map.groupBy(first, ({ data }) => data['integrationId']);
  return new Map([...bySubject].map(([subject, events]) => [subject, events.map(({ data }) => data['n'])]));
}

const idsOf = (receiver: Receiver, tenant: Tenant) =>
  receiver.taken.filter(({ tenantId }) => tenantId === tenant.id).map(({ id }) => id);

/** A small generator with a seed: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) % below;
}

describe('an application that is down', () => {
  it(`loses none of ${EVENTS} events, gets those of a subject in order, and holds nobody up`, async () => {
    const [tenant, neighbour] = [await hub.aTenant(SCOPES), await hub.aTenant(SCOPES)];
    const endpoint = await anEndpoint(tenant, hostile);
    await anEndpoint(tenant, friends[0]!); // there are two
    await anEndpoint(neighbour, friends[1]!);
    const pick = numbers(SEED);
    const subjects = Array.from({ length: 40 }, randomUUID);
    const names = Object.keys(moods);
    hostile.mood = (request, response) =>
      moods[names[pick(names.length)] ?? '']?.(request, response) ?? false;
    const written: string[] = [];
    for (let left = EVENTS; left > 0; left -= 100) {
      const some = Array.from({ length: Math.min(left, 100) }, () => subjects[pick(40)] ?? '');
      written.push(...(await writeEvents(hub.database.url, tenant.id, some)));
    }
    const theirs = await writeEvents(hub.database.url, neighbour.id, [randomUUID(), randomUUID()]);
    // The others have everything while the hostile one has taken nothing.
    await until(() => new Set(idsOf(friends[0]!, tenant)).size === EVENTS);
    await until(() => idsOf(friends[1]!, neighbour).length === theirs.length);
    expect(idsOf(hostile, tenant)).toEqual([]);
    expect(idsOf(friends[0]!, tenant).toSorted()).toEqual(written.toSorted());
    // Left alone for a while, it is tried with one delivery; all of them are kept.
    await until(async () => (await stateOf(hub.database.url, endpoint)).parked);
    const asked = hostile.requests();
    expect(asked).toBeLessThan(EVENTS);
    await passTime(hub.database.url, endpoint);
    await until(async () => hostile.requests() > asked && (await stateOf(hub.database.url, endpoint)).parked);

    hostile.mood = () => false;
    await passTime(hub.database.url, endpoint);
    await until(() => new Set(idsOf(hostile, tenant)).size === EVENTS).catch((error) => {
      throw new Error(`seed ${SEED}`, { cause: error });
    });
    expect(new Set(idsOf(hostile, tenant))).toEqual(new Set(written));
    expect(orderOf(hostile, tenant)).toEqual(orderOf(friends[0]!, tenant));
    await until(async () => (await stateOf(hub.database.url, endpoint)).status === 'IDLE');
    expect(await stateOf(hub.database.url, endpoint)).toMatchObject({ failures: 0, failing_since: null });
    expect([hostile, ...friends].flatMap(({ forged }) => forged)).toEqual([]);
  }, 600_000);
});

describe('an application that', () => {
  it.each(Object.keys(moods))(
    '%s is tried again later, and the others of the subject wait for it',
    async (name) => {
      const tenant = await hub.aTenant(SCOPES);
      const endpoint = await anEndpoint(tenant, hostile);
      const [slow, other] = [randomUUID(), randomUUID()];
      let asked = 0;
      hostile.mood = (request, response) => {
        if (request.data['integrationId'] !== slow) return false;
        asked += 1;
        return moods[name]?.(request, response) ?? false;
      };
      const [first, second, third] = await writeEvents(hub.database.url, tenant.id, [slow, slow, other]);
      const attempts = async (id: string | undefined) =>
        (
          await rows<{ attempts: number; status: string }>(
            hub.database.url,
            'select attempts, status from notification_delivery where event_id = $1',
            [id],
          )
        )[0];
      await until(async () => (await attempts(first))?.attempts === 1);
      // One that asks for time asks for all of its deliveries.
      const asksForTime = name.includes('asks');
      if (asksForTime) await until(async () => (await stateOf(hub.database.url, endpoint)).parked);
      else await until(() => idsOf(hostile, tenant).includes(third ?? ''));
      expect(await attempts(second)).toEqual({ attempts: 0, status: 'WAITING' });
      expect(asked).toBe(1);
      expect((await stateOf(hub.database.url, endpoint)).parked).toBe(asksForTime);
      hostile.mood = () => false;
      await passTime(hub.database.url, endpoint);
      await until(() => idsOf(hostile, tenant).length === 3);
      const mine = idsOf(hostile, tenant);
      expect(mine.indexOf(first ?? '')).toBeLessThan(mine.indexOf(second ?? ''));
    },
    20_000,
  );

  it('answers 410 is told nothing more, and the others are told of it', async () => {
    const tenant = await hub.aTenant(SCOPES);
    const endpoint = await anEndpoint(tenant, hostile);
    const watcher = await anEndpoint(tenant, friends[0]!, { eventTypes: ['endpoint.disabled'] });
    hostile.mood = answering(410);
    const [event] = await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
    await until(() => idsOf(friends[0]!, tenant).length === 1);
    expect(await stateOf(hub.database.url, endpoint)).toMatchObject({
      status: 'DISABLED',
      disabled_reason: 'GONE',
    });
    expect(friends[0]!.taken.at(-1)).toMatchObject({
      type: 'endpoint.disabled',
      data: { endpointId: endpoint, host: hostile.host, reason: 'GONE' },
    });
    expect((await stateOf(hub.database.url, watcher)).status).not.toBe('DISABLED');
    await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
    await sleep(700);
    // What waited when it went is there for when it comes back.
    const left = await rows(
      hub.database.url,
      'select event_id, status from notification_delivery where endpoint_id = $1',
      [endpoint],
    );
    expect(left).toEqual([{ event_id: event, status: 'WAITING' }]);
  });

  it('takes nothing for days is switched off, and the others are told of it', async () => {
    const tenant = await hub.aTenant(SCOPES);
    const endpoint = await anEndpoint(tenant, hostile);
    await anEndpoint(tenant, friends[0]!, { eventTypes: ['endpoint.*'] });
    hostile.mood = answering(500);
    await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
    await until(async () => (await stateOf(hub.database.url, endpoint)).failures === 1);
    const fail = async (days: number) => {
      await rows(
        hub.database.url,
        `update notification_endpoint set failing_since = now() - $2 * interval '1 day' where id = $1`,
        [endpoint, days],
      );
      const asked = hostile.requests();
      await passTime(hub.database.url, endpoint);
      await until(
        async () =>
          hostile.requests() > asked && (await stateOf(hub.database.url, endpoint)).status !== 'RUNNING',
      );
    };
    await fail(4.9);
    expect((await stateOf(hub.database.url, endpoint)).status).toBe('QUEUED');
    await fail(5.1);
    await until(async () => (await stateOf(hub.database.url, endpoint)).status === 'DISABLED');
    expect(await stateOf(hub.database.url, endpoint)).toMatchObject({ disabled_reason: 'FAILING' });
    await until(() => idsOf(friends[0]!, tenant).length === 1);
    expect(friends[0]!.taken.at(-1)?.data).toMatchObject({ endpointId: endpoint, reason: 'FAILING' });
  });

  it('refuses one delivery and takes others has that one given up after ten tries', async () => {
    const tenant = await hub.aTenant(SCOPES);
    const endpoint = await anEndpoint(tenant, hostile);
    const poison = randomUUID();
    hostile.mood = (request, response) =>
      request.data['integrationId'] === poison && answering(500)(request, response);
    const [refused, behind] = await writeEvents(hub.database.url, tenant.id, [poison, poison]);
    const stateOfDelivery = async () =>
      (
        await rows<{ attempts: number; status: string; wait: number }>(
          hub.database.url,
          `select attempts, status, extract(epoch from next_attempt_at - (tries -> -1 ->> 'at')::timestamptz)::float as wait
           from notification_delivery where event_id = $1`,
          [refused],
        )
      )[0];
    const waits: number[] = [];
    for (let tries = 1; tries <= 10; tries += 1) {
      await until(async () => (await stateOfDelivery())?.attempts === tries);
      waits.push((await stateOfDelivery())?.wait ?? 0);
      const [other] = await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
      await until(() => idsOf(hostile, tenant).includes(other ?? ''));
      if (tries < 10) {
        await until(async () => (await stateOf(hub.database.url, endpoint)).status === 'QUEUED');
        await rows(
          hub.database.url,
          'update notification_delivery set next_attempt_at = now() where event_id = $1',
          [refused],
        );
        await rows(
          hub.database.url,
          'update notification_endpoint set next_attempt_at = now() where id = $1',
          [endpoint],
        );
      }
    }
    expect((await stateOfDelivery())?.status).toBe('FAILED');
    // 5 s … 24 h, each up to a tenth longer; a little was lost on the way to the database.
    [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].forEach((seconds, n) => {
      expect(waits[n]).toBeGreaterThanOrEqual(seconds);
      expect(waits[n]).toBeLessThan(seconds * 1.1 + 5);
    });
    // Now it is the turn of the one behind it.
    hostile.mood = () => false;
    await passTime(hub.database.url, endpoint);
    await until(() => idsOf(hostile, tenant).includes(behind ?? ''));
    expect(idsOf(hostile, tenant)).not.toContain(refused);
  }, 30_000);
});
