import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { entities } from '../../src/entities.ts';
import { loadIntegration } from '../../src/integrations/loader.ts';
import { lanes } from '../../src/platform/queue/lanes.ts';
import { openPlatform, type OpenPlatform } from '../../src/platform/platform.ts';
import { loadSchedule, loadSyncJob } from '../../src/syncs/loader.ts';
import { jobChannel } from '../../src/syncs/work-kind.ts';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { redisTraffic, type RedisTraffic } from '../support/redis-traffic.ts';
import { aRedis, type TestRedis } from '../support/services.ts';
import { subscriber } from '../support/subscriber.ts';
import { makersOf } from './makers.ts';

interface Owner {
  readonly tenant: Tenant;
  readonly name: string;
  readonly integration: string;
  readonly job: string;
}

let redis: TestRedis;
let traffic: RedisTraffic;
let hub: Hub;
let platform: OpenPlatform;
let owners: readonly [Owner, Owner];
beforeAll(async () => {
  redis = await aRedis();
  traffic = await redisTraffic(redis.url);
  hub = await aHub({ redisUrl: redis.url, stripe: { size: { customers: 5, payments: 2, invoices: 1 } } });
  const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
  platform = await openPlatform(settings, entities, { log: hub.log });
  owners = [await anOwner('Known to Ada alone'), await anOwner('Known to Bob alone')];
});
afterAll(async () => {
  await platform?.close();
  await hub?.close();
  traffic?.stop();
  await redis?.stop();
});

async function anOwner(name: string): Promise<Owner> {
  const tenant = await hub.aTenant();
  const integration = await aStripeIntegration(hub, tenant);
  await rows(hub.database.url, 'update integration set name = $2 where id = $1', [integration, name]);
  const job = await makersOf(hub.database.url, { tenantId: tenant.id, integration }).aJob('FAILED');
  await rows(
    hub.database.url,
    `insert into sync_schedule (integration_id, tenant_id, every_s, mode, next_run_at)
     values ($1, $2, 86400, 'INCREMENTAL', now() + interval '1 day')`,
    [integration, tenant.id],
  );
  return { tenant, name, integration, job };
}

describe('what two tenants share in one process', () => {
  it('is no loader: the same ids, asked for at the same time, are found by their owner only', async () => {
    const [ada] = owners;
    for (const asker of owners) {
      const context = { db: platform.db.tenant(asker.tenant.id) };
      const found = await Promise.all(
        owners.map(({ integration, job }) =>
          Promise.all([
            loadIntegration(context, integration),
            loadSyncJob(context, job),
            loadSchedule(context, integration),
          ]),
        ),
      );
      const seen = found.map((of) => of.map((thing) => thing !== undefined));
      const all = [true, true, true];
      const none = [false, false, false];
      expect(seen).toEqual(asker === ada ? [all, none] : [none, all]);
    }
  });

  it('is no compiled operation, cached document or connection: any interleaving answers each its own', async () => {
    const query = `query ($id: ID!) { integration(id: $id) { name lastJob: id } integrations { edges { node { name } } }
      syncJobs { edges { node { id integration { name } } } } }`;
    const turn = fc.record({ asker: fc.constantFrom(0, 1), of: fc.constantFrom(0, 1) });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 4, maxLength: 16 }), async (turns) => {
        await Promise.all(
          turns.map(async ({ asker, of }) => {
            const [self, other] = asker === 0 ? owners : [owners[1], owners[0]];
            const { body } = await self.tenant.post(query, { id: owners[of]?.integration });
            const answer = JSON.stringify(body);
            expect(answer).toContain(self.name);
            for (const foreign of [other.name, other.integration, other.job, other.tenant.id])
              expect(answer).not.toContain(foreign);
            expect(body.data?.['integration'] !== null).toBe(asker === of);
          }),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('is no channel: not even a forged announcement shows a job to another tenant', async () => {
    const [ada, bob] = owners;
    const watching = subscriber<{ syncJobsUpdated: { id: string } }>({
      url: hub.api.url,
      token: ada.tenant.token,
      query: 'subscription { syncJobsUpdated { id } }',
    });
    const forger = new Redis(redis.url);
    const own = makersOf(hub.database.url, { tenantId: ada.tenant.id, integration: ada.integration });
    const foreign = await makersOf(hub.database.url, {
      tenantId: bob.tenant.id,
      integration: bob.integration,
    }).aJob('QUEUED');
    try {
      const first = await own.aJob('QUEUED');
      for (let n = 0; n < 5; n += 1)
        for (const id of [foreign, bob.job])
          await forger.publish(`hub:${jobChannel(ada.tenant.id)}`, `${randomUUID()} ${id}`);
      await forger.publish(`hub:${jobChannel(ada.tenant.id)}`, `${randomUUID()} ${first}`);
      await watching.until(({ syncJobsUpdated }) => syncJobsUpdated.id === first);
      const last = await own.aJob('QUEUED');
      await forger.publish(`hub:${jobChannel(ada.tenant.id)}`, `${randomUUID()} ${last}`);
      await watching.until(({ syncJobsUpdated }) => syncJobsUpdated.id === last);
      const seen = watching.received.map(({ syncJobsUpdated }) => syncJobsUpdated.id);
      expect(seen).not.toContain(foreign);
      expect(seen).not.toContain(bob.job);
    } finally {
      await watching.close();
      forger.disconnect();
    }
  });

  it('is no bell: a job’s tenant is read from its row, and Redis is told of none', async () => {
    await hub.startWorker();
    const jobs = await Promise.all(
      owners.map(async ({ tenant, integration }) => ({
        tenant,
        job: await startSync(tenant, integration, { mode: 'FULL' }),
      })),
    );
    for (const { tenant, job } of jobs) expect((await finished(tenant, job)).status).toBe('SUCCEEDED');
    const mixed = await rows(
      hub.database.url,
      `select r.tenant_id from record r join integration i on i.id = r.integration_id where r.tenant_id <> i.tenant_id`,
    );
    expect(mixed).toEqual([]);
    const stored = await rows<{ tenant: string }>(
      hub.database.url,
      'select distinct tenant_id as tenant from record',
    );
    expect(stored.map(({ tenant }) => tenant).sort()).toEqual(owners.map(({ tenant }) => tenant.id).sort());
    const queues = Object.values(lanes).map(({ queue }) => `hub:${queue}:`);
    const work = traffic.told.filter((line) => queues.some((queue) => line.includes(queue)));
    expect(work.length).toBeGreaterThan(5);
    expect(work.filter((line) => owners.some(({ tenant }) => line.includes(tenant.id)))).toEqual([]);
  });
});
