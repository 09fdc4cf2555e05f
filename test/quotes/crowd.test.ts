/** Very many requests at once, and a database that drops connections under them: nobody is answered with a failure. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { startBeaconSandbox, type BeaconSandbox } from '../sandbox/beacon/beacon.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { until } from '../syncs/until.ts';
import { aBroker, askForQuotes, aVan, outcomesOf } from './asking.ts';

const BROKERS = 4;
const REQUESTS = 100;
/** Each key is used by so many requests. */
const TIMES = 3;
const BOTH = { aurora: 'QUOTED', beacon: 'QUOTED' };

let aurora: AuroraSandbox;
let beacon: BeaconSandbox;
let hub: Hub;
let brokers: Tenant[];
beforeAll(async () => {
  aurora = await startAuroraSandbox({ thinkMs: 5 });
  beacon = await startBeaconSandbox();
  hub = await aHub({
    hosts: [aurora.host, beacon.host],
    env: { AURORA_URL: aurora.url, BEACON_URL: beacon.url },
  });
  await hub.startWorker();
  const credentials = { aurora: { ...aurora.credential }, beacon: { ...beacon.credential } };
  brokers = await Promise.all(Array.from({ length: BROKERS }, () => aBroker(hub, credentials)));
});
afterAll(async () => {
  await hub?.close();
  await Promise.all([aurora?.close(), beacon?.close()]);
});

describe(`${REQUESTS} requests at once of ${BROKERS} tenants, some under the same keys`, () => {
  it('are all answered, each key as one request, and leave no failure in the log', async () => {
    const asked = await Promise.all(
      Array.from({ length: REQUESTS }, async (_, i) => {
        const tenant = brokers[i % BROKERS] as Tenant;
        const idempotencyKey = `crowd-${i % BROKERS}-${Math.floor(i / BROKERS / TIMES)}`;
        return {
          idempotencyKey,
          request: await askForQuotes(tenant, aVan({ idempotencyKey, deadlineMs: 30_000 })),
        };
      }),
    );
    const idsOf = new Map<string, Set<string>>();
    for (const { idempotencyKey, request } of asked) {
      expect([idempotencyKey, outcomesOf(request)]).toEqual([idempotencyKey, BOTH]);
      idsOf.set(idempotencyKey, (idsOf.get(idempotencyKey) ?? new Set()).add(request.id));
    }
    expect([...idsOf.values()].filter(({ size }) => size !== 1)).toEqual([]);
    expect(aurora.count['quote']).toBe(idsOf.size);
    expect(failures()).toEqual([]);
  }, 60_000);
});

describe('a database that ends the connection on which somebody looks for answers', () => {
  it('costs time, and nothing else', async () => {
    aurora.fault('quote', { kind: 'slow', ms: 2_500 });
    const tenant = brokers[0] as Tenant;
    const asking = askForQuotes(tenant, aVan({ deadlineMs: 20_000 }));
    await sleep(800);
    await withLocked('quote_ask', () => until(async () => (await endLooks()).length > 0));
    const asked = await asking;
    expect(outcomesOf(asked)).toEqual(BOTH);
    expect(hub.logged()).toContain('answers not looked at');
  }, 20_000);
});

/** Ends connections on which somebody waits for a lock to see answers, as an administrator or a failover does. */
const endLooks = () =>
  rows<object>(
    hub.database.url,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like 'select r.id, r.terms%'`,
  );

/** Runs the work while nobody else comes at the table. */
async function withLocked<T>(table: string, work: () => Promise<T>): Promise<T> {
  const locker = new Client({ connectionString: hub.database.url });
  await locker.connect();
  try {
    await locker.query(`begin; lock table ${table} in access exclusive mode`);
    return await work();
  } finally {
    await locker.end();
  }
}

/** What was logged as an error. */
function failures(): string[] {
  return hub
    .logged()
    .split('\n')
    .filter((line) => /"level":(50|60|"error"|"fatal")/.test(line));
}
