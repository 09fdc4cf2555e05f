import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entities } from '../../src/entities.ts';
import { openPlatform, type OpenPlatform } from '../../src/platform/platform.ts';
import { forgetOldJobs } from '../../src/syncs/retention.ts';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

let hub: Hub;
let tenant: Tenant;
let integrationId: string;
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 30, payments: 20, invoices: 5 } } });
  tenant = await hub.aTenant();
  integrationId = await aStripeIntegration(hub, tenant);
  await hub.startWorker();
});
afterAll(() => hub?.close());

interface Row {
  id: string;
  mode: string;
  kind: string;
}
const reconciled = async () => {
  await rows(hub.database.url, `update integration set next_reconcile_at = now() - interval '1 minute'`);
  // The chore runs every 10 s, by a lease that a test need not wait for.
  await rows(hub.database.url, `delete from lease where name = 'chore:reconcile'`);
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await rows<Row>(
      hub.database.url,
      `select id, mode, kind from sync_job where requested_by = 'reconciliation' order by created_at desc limit 1`,
    );
    const [job] = found;
    if (job && !seen.has(job.id)) {
      seen.add(job.id);
      return { ...job, ...(await finished(tenant, job.id)) };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing was reconciled');
};
const seen = new Set<string>();

describe('reconciliation', () => {
  it('passes over everything when that is long ago, then asks for changes only', async () => {
    expect(await reconciled()).toMatchObject({ mode: 'FULL', kind: 'SCHEDULED_SYNC', status: 'SUCCEEDED' });
    // A change whose webhook nobody sent.
    hub.stripe.change.createCustomer({ name: 'Unheard' });
    expect(await reconciled()).toMatchObject({
      mode: 'INCREMENTAL',
      status: 'SUCCEEDED',
      progress: expect.objectContaining({ created: 1 }),
    });
  });

  it('is not put off by a sync of a single resource', async () => {
    const id = randomUUID();
    await rows(
      hub.database.url,
      `insert into sync_job (id, tenant_id, integration_id, kind, priority, mode, resources, status, requested_by, next_attempt_at)
       values ($1, $2, $3, 'WEBHOOK', 'CRITICAL', 'INCREMENTAL', '{product}', 'QUEUED', 'webhooks', now() + interval '1 hour')`,
      [id, tenant.id, integrationId],
    );
    expect(await reconciled()).toMatchObject({ mode: 'INCREMENTAL', status: 'SUCCEEDED' });
    await rows(hub.database.url, 'delete from sync_job where id = $1', [id]);
  });

  it('leaves integrations alone that are switched off, or busy', async () => {
    await rows(hub.database.url, `update integration set status = 'DISABLED'`);
    await rows(hub.database.url, `update integration set next_reconcile_at = now() - interval '1 minute'`);
    await rows(hub.database.url, `delete from lease where name = 'chore:reconcile'`);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const [{ count } = { count: -1 }] = await rows<{ count: number }>(
      hub.database.url,
      `select count(*)::int as count from sync_job where requested_by = 'reconciliation'`,
    );
    expect(count).toBe(seen.size);
    await rows(hub.database.url, `update integration set status = 'ACTIVE'`);
  });
});

describe('forgetting finished jobs', () => {
  let platform: OpenPlatform;
  beforeAll(async () => {
    const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
    platform = await openPlatform(settings, entities, { log: hub.log });
  });
  afterAll(() => platform?.close());

  it('keeps what is young, and of what is old the newest of each lane and outcome', async () => {
    const job = await startSync(tenant, integrationId);
    await finished(tenant, job);
    const owner = randomUUID();
    // 60 old successes and 3 old failures on the critical lane, whose list keeps 50 and 100.
    await rows(
      hub.database.url,
      `insert into sync_job (id, tenant_id, integration_id, kind, priority, mode, resources, status, requested_by, finished_at)
       select gen_random_uuid(), $1, $2, 'SYNC', 'CRITICAL', 'FULL', '{}',
              case when n <= 60 then 'SUCCEEDED' else 'FAILED' end, 'test', now() - interval '40 days' - n * interval '1 minute'
         from generate_series(1, 63) n`,
      [owner, integrationId],
    );
    await forgetOldJobs(platform, 30 * 86_400).run();
    const left = await rows<{ status: string; count: number }>(
      hub.database.url,
      `select status, count(*)::int as count from sync_job where tenant_id = $1 group by 1 order by 1`,
      [owner],
    );
    expect(left).toEqual([
      { status: 'FAILED', count: 3 },
      { status: 'SUCCEEDED', count: 50 },
    ]);
    expect((await finished(tenant, job)).status).toBe('SUCCEEDED');
  });
});
