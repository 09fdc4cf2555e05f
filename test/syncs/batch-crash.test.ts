import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MailchimpSandbox } from '../sandbox/mailchimp/mailchimp.ts';
import { startCommitProxy, type Commit, type CommitProxy } from '../support/commit-proxy.ts';
import { anIntegration, finished, type Tenant } from '../support/hub.ts';
import { startWorkerProcess, workerEnvironment, type WorkerProcess } from '../support/worker-process.ts';
import { aBatchHub, exportOf, importRows, startBatch, startImport, type BatchHub } from './batches.ts';
import { rowsOf } from './truth.ts';

const MEMBERS = 40;
let hub: BatchHub;
let tenant: Tenant;
let integration: string;
let mailchimp: MailchimpSandbox;
let proxy: CommitProxy;
const workers = new Map<string, WorkerProcess>();
beforeAll(async () => {
  hub = await aBatchHub({
    providers: ['mailchimp'],
    stripe: { size: { customers: 1, payments: 1, invoices: 1 } },
    mailchimp: { size: { lists: 1, members: MEMBERS, campaigns: 1 } },
  });
  mailchimp = hub.vendor('mailchimp').sandbox;
  tenant = await hub.aTenant();
  integration = await anIntegration(hub, tenant, { providerId: 'mailchimp' });
  proxy = startCommitProxy(hub.database.url);
}, 60_000);
afterEach(async () => {
  for (const door of workers.keys()) await kill(door);
});
afterAll(async () => {
  await proxy?.close();
  await hub?.close();
});

async function start(): Promise<void> {
  const door = await proxy.door();
  const env = { ...hub.vendorEnv, STORAGE_URL: hub.config.storage.url, DATABASE_URL: door };
  const worker = startWorkerProcess(workerEnvironment(hub.config, env));
  workers.set(door, worker);
  await worker.ready;
}

async function kill(door: string): Promise<void> {
  const worker = workers.get(door);
  workers.delete(door);
  worker?.kill();
  await worker?.ended;
}

const holds =
  (text: string) =>
  ({ statements }: Commit) =>
    statements.some((each) => each.includes(text));

describe('a worker that is killed', () => {
  it('amid an import is followed by one that does no row twice', async () => {
    const listId = mailchimp.truth('list')[0]?.id ?? '';
    const rows = Array.from({ length: 1_203 }, (_, i) => ({
      email: `person-${i}@company.test`,
      consent: 'SUBSCRIBED',
    }));
    const text = rows.map((row) => JSON.stringify(row)).join('\n');
    mailchimp.resetRequests();
    // The provider has taken the first 500, and nothing says so yet.
    const unsaid = proxy.hold('before', holds('insert into sync_batch_row'));
    await start();
    const id = await startImport(tenant, { integrationId: integration, listId }, text);
    const first = await unsaid;
    // Of the next 500 everything is said, and the worker does not know it.
    const said = proxy.hold('after', holds('insert into sync_batch_row'));
    await kill(first.door);
    await start();
    await kill((await said).door);
    await start();
    expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED', progress: { processed: 1_203 } });

    const done = await importRows(tenant, id);
    expect(done.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 1));
    expect(done.every(({ outcome }) => outcome !== 'REFUSED')).toBe(true);
    const calls = mailchimp
      .requests()
      .filter(({ method, path }) => method === 'POST' && path.includes('/lists/'));
    expect(calls).toHaveLength(4);
    expect(mailchimp.truth('contact')).toHaveLength(MEMBERS + 1_203);
  }, 60_000);

  it('with a whole file that it has not yet named leaves nothing that can be downloaded', async () => {
    await rowsOf(
      hub.database.url,
      `insert into record (tenant_id, integration_id, resource, external_id, version, data)
       select $1, $2, 'contact', 'c' || n, 1, '{"name": "N"}' from generate_series(1, 2500) n
       on conflict do nothing`,
      [tenant.id, integration],
    );
    const unnamed = proxy.hold('before', holds('update sync_batch set file'));
    await start();
    const { id } = await startBatch(tenant, {
      integrationId: integration,
      operation: 'EXPORT',
      resources: ['contact'],
    });
    const { door } = await unnamed;
    const folder = join(hub.folder, 'batches', id);
    expect(await readdir(folder)).toHaveLength(1);
    expect(await exportOf(tenant, id)).toBeNull();
    await kill(door);
    await start();
    expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED' });
    const file = await exportOf(tenant, id);
    const lines = (await (await fetch(file?.url ?? '')).text()).trimEnd().split('\n');
    const ids = lines.map((line) => (JSON.parse(line) as { externalId: string }).externalId);
    expect(new Set(ids).size).toBe(lines.length);
    expect(lines).toHaveLength(file?.rows ?? 0);
    expect(lines.length).toBeGreaterThanOrEqual(2_500);
    expect(await readdir(folder)).toHaveLength(2);
  }, 60_000);
});
