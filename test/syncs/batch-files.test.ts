import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entities } from '../../src/entities.ts';
import { openPlatform, type OpenPlatform } from '../../src/platform/platform.ts';
import { forgetOldFiles } from '../../src/syncs/batches/files.ts';
import { forgetOldJobs } from '../../src/syncs/retention.ts';
import { anIntegration, finished, type Tenant } from '../support/hub.ts';
import { aBatchHub, exported, exportOf, startBatch, startImport, type BatchHub } from './batches.ts';
import { rowsOf } from './truth.ts';
import { until } from './until.ts';

let hub: BatchHub;
let tenant: Tenant;
let platform: OpenPlatform;
beforeAll(async () => {
  hub = await aBatchHub({
    providers: ['mailchimp'],
    stripe: { size: { customers: 1, payments: 1, invoices: 1 } },
    mailchimp: { size: { lists: 1, members: 5, campaigns: 1 } },
  });
  tenant = await hub.aTenant();
  const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
  platform = await openPlatform(settings, entities, { log: hub.log });
  await hub.startWorker();
}, 60_000);
afterAll(async () => {
  await platform?.close();
  await hub?.close();
});

const folderOf = (id: string) => join(hub.folder, 'batches', id);

async function anImport(integrationId: string): Promise<string> {
  const listId = hub.vendor('mailchimp').sandbox.truth('list')[0]?.id;
  const rows = '{"email":"a@company.test","consent":"SUBSCRIBED"}\n{}';
  const id = await startImport(tenant, { integrationId, listId }, rows);
  expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED' });
  return id;
}

/** How many rows of each table still speak of the jobs. */
async function leftOf(ids: readonly string[]): Promise<Record<string, number>> {
  const counts = await rowsOf<{ table: string; count: number }>(
    hub.database.url,
    `select 'sync_job' as table, count(*)::int as count from sync_job where id = any($1)
      union all select 'sync_batch', count(*)::int from sync_batch where job_id = any($1)
      union all select 'sync_batch_row', count(*)::int from sync_batch_row where job_id = any($1)`,
    [ids],
  );
  return Object.fromEntries(counts.map(({ table, count }) => [table, count]));
}

describe('files', () => {
  it('go when their time is over, and the word of them with the job', async () => {
    const integration = await anIntegration(hub, tenant, { providerId: 'mailchimp' });
    const { id, file } = await exported(tenant, { integrationId: integration });
    const importId = await anImport(integration);
    const ids = [id, importId];
    const young = await exported(tenant, { integrationId: integration });

    // Old jobs whose files are still there are kept: nobody would find the files any more.
    await rowsOf(
      hub.database.url,
      `update sync_job set finished_at = now() - interval '40 days' where id = any($1)`,
      [ids],
    );
    // Newer ones push them off the list that is kept beyond the retention time.
    await rowsOf(
      hub.database.url,
      `insert into sync_job (id, tenant_id, integration_id, kind, priority, mode, resources, status, requested_by, finished_at)
       select gen_random_uuid(), $1, $2, 'CLEANUP', 'LOW', 'FULL', '{}', 'SUCCEEDED', 'test', now() - interval '39 days'
         from generate_series(1, 500)`,
      [tenant.id, integration],
    );
    const forget = () => forgetOldJobs(platform, 30 * 86_400).run();
    await forget();
    expect(await leftOf(ids)).toEqual({ sync_job: 2, sync_batch: 2, sync_batch_row: 2 });

    await rowsOf(
      hub.database.url,
      `update sync_batch set files_until = now() - interval '1 s' where job_id = any($1)`,
      [ids],
    );
    await forgetOldFiles(platform).run();
    expect(ids.map((each) => existsSync(folderOf(each)))).toEqual([false, false]);
    expect(await exportOf(tenant, id)).toBeNull();
    expect((await fetch(file.url)).status).toBe(404);
    expect((await fetch(young.file.url)).status).toBe(200);

    await forget();
    expect(await leftOf(ids)).toEqual({ sync_job: 0, sync_batch: 0, sync_batch_row: 0 });
    expect(await leftOf([young.id])).toMatchObject({ sync_job: 1, sync_batch: 1 });
  });

  it('go with their integration', async () => {
    const integration = await anIntegration(hub, tenant, { providerId: 'mailchimp' });
    const { id, file } = await exported(tenant, { integrationId: integration });
    const importId = await anImport(integration);
    const waiting = await startBatch(tenant, {
      integrationId: integration,
      operation: 'IMPORT',
      listId: 'l',
    });
    await tenant.ask('mutation ($id: ID!) { deleteIntegration(id: $id) { __typename } }', {
      id: integration,
    });
    // At once, before the clean-up has come to it.
    expect((await fetch(file.url)).status).toBe(404);
    await until(async () => {
      const { sync_batch, sync_batch_row } = await leftOf([id, importId, waiting.id]);
      return sync_batch === 0 && sync_batch_row === 0;
    });
    expect([id, importId].map((each) => existsSync(folderOf(each)))).toEqual([false, false]);
  });
});
