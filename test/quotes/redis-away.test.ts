/** Redis only makes answers come sooner: whatever becomes of it, a question is asked, and its answer waited for, by looking. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { startBeaconSandbox, type BeaconSandbox } from '../sandbox/beacon/beacon.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { aRedis, type TestRedis } from '../support/services.ts';
import { subscriber } from '../support/subscriber.ts';
import { aBroker, askForQuotes, aVan, outcomesOf, REQUEST, type Asked } from './asking.ts';

const DEADLINE_MS = 8_000;
/** Far from the deadline, for two looks of a second each; this machine runs other tests too. */
const SOON_MS = 6_000;
const BOTH = { aurora: 'QUOTED', beacon: 'QUOTED' };

let redis: TestRedis;
let aurora: AuroraSandbox;
let beacon: BeaconSandbox;
let hub: Hub;
let tenant: Tenant;
beforeAll(async () => {
  redis = await aRedis();
  aurora = await startAuroraSandbox({ thinkMs: 5 });
  beacon = await startBeaconSandbox();
  hub = await aHub({
    redisUrl: redis.url,
    hosts: [aurora.host, beacon.host],
    env: { AURORA_URL: aurora.url, BEACON_URL: beacon.url },
  });
  await hub.startWorker();
  tenant = await aBroker(hub, { aurora: { ...aurora.credential }, beacon: { ...beacon.credential } });
  // What the first question to each kind of funder compiles and loads is nobody's wait.
  await askForQuotes(tenant, aVan({ deadlineMs: 30_000 }));
});
afterAll(async () => {
  redis?.resume();
  await hub?.close();
  await Promise.all([redis?.stop(), aurora?.close(), beacon?.close()]);
});
afterEach(() => aurora.heal());

async function timed(input: object): Promise<{ asked: Asked; tookMs: number }> {
  const began = performance.now();
  const asked = await askForQuotes(tenant, aVan({ deadlineMs: DEADLINE_MS, ...input }));
  return { asked, tookMs: performance.now() - began };
}

/** Every question was asked once, and nothing of it is left to do. */
async function assertAskedOnce({ id }: Asked): Promise<void> {
  const asks = await rows<{ attempts: number; status: string }>(
    hub.database.url,
    'select attempts, status from quote_ask where request_id = $1',
    [id],
  );
  expect(asks).toEqual([
    { attempts: 1, status: 'QUOTED' },
    { attempts: 1, status: 'QUOTED' },
  ]);
}

describe.each<[string, { out: () => Promise<void>; back: () => Promise<void> }]>([
  ['killed', { out: () => redis.kill(), back: () => redis.startEmpty() }],
  ['frozen', { out: async () => redis.pause(), back: async () => redis.resume() }],
])('while Redis is %s', (_how, { out, back }) => {
  // Each begins with a Redis that is there, and known to be there.
  beforeEach(async () => {
    const { asked } = await timed({});
    if (!asked.complete) throw new Error('Redis is not back');
  });
  afterEach(back);

  it('quotes are answered as they come, long before the deadline', async () => {
    await out();
    const all = await Promise.all(Array.from({ length: 5 }, () => timed({})));
    for (const { asked, tookMs } of all) {
      expect(outcomesOf(asked)).toEqual(BOTH);
      expect(tookMs).toBeLessThan(SOON_MS);
      await assertAskedOnce(asked);
    }
  });

  it('quotes that were under way when it went are answered just so', async () => {
    aurora.fault('quote', { kind: 'slow', ms: 1_500 });
    const asking = timed({});
    await sleep(500);
    await out();
    const { asked, tookMs } = await asking;
    expect(outcomesOf(asked)).toEqual(BOTH);
    expect(tookMs).toBeLessThan(SOON_MS);
    await assertAskedOnce(asked);
  });

  it('what comes late is recorded as late, and told to whoever follows', async () => {
    await out();
    aurora.fault('quote', { kind: 'slow', ms: 4_500 });
    const deadlineMs = 3_500;
    const { asked, tookMs } = await timed({ deadlineMs });
    expect(outcomesOf(asked)).toEqual({ ...BOTH, aurora: 'TIMED_OUT' });
    expect(tookMs).toBeLessThan(deadlineMs + 1_500);
    const follower = subscriber<{ quoteRequestUpdated: Asked }>({
      url: hub.api.url,
      token: tenant.token,
      query: `subscription ($id: ID!) { quoteRequestUpdated(id: $id) { ${REQUEST} } }`,
      variables: { id: asked.id },
    });
    await follower.completed;
    const [late, inTime] = follower.received.at(-1)?.quoteRequestUpdated.answers ?? [];
    expect([late, inTime]).toMatchObject([
      { outcome: 'QUOTED', late: true },
      { outcome: 'QUOTED', late: false },
    ]);
    await assertAskedOnce(asked);
  });
});
