/** A full sync through `startSync`, against a loop that pages the same vendor and writes each page with one statement. */
import { randomUUID } from 'node:crypto';
import {
  aTenant,
  connectStripe,
  hubEnvironment,
  startApi,
  startVendors,
  startWorker,
  type Tenant,
} from '../hub.ts';
import { interleaved, judge, type Line } from '../measure/verdict.ts';
import type { Stage } from '../stage.ts';

const SECOND = 1_000;

export async function syncScenario(stage: Stage): Promise<Line[]> {
  const vendors = await startVendors(stage);
  const url = await stage.database();
  await stage.query(url, 'create table floor_record (like record including all)');
  const env = hubEnvironment(stage, vendors, url);
  const api = await startApi(stage, env);
  const worker = await startWorker(stage, env);
  const floor = await stage.start('floors/sync.ts', { args: [url] });
  const account = await vendors.child.call<{ apiKey: string; objects: number }>('account', stage.sizes.sync);

  const ours = async () => {
    const tenant = await aTenant(api, vendors);
    const integrationId = await connectStripe(tenant, account);
    const { ms, processed } = await timedSync(tenant, integrationId);
    const stored = await contentOf(stage, url, { table: 'record', integrationId });
    return { stored, perSecond: (processed / ms) * SECOND };
  };
  const theirs = async () => {
    const place = { tenantId: randomUUID(), integrationId: randomUUID(), url: vendors.stripe, ...account };
    const { ms, processed } = await floor.call<Timed>('sync', place);
    const stored = await contentOf(stage, url, { table: 'floor_record', integrationId: place.integrationId });
    return { stored, perSecond: (processed / ms) * SECOND };
  };
  const contents = new Set<string>();
  const checked = (side: typeof ours) => async () => {
    const { stored, perSecond } = await side();
    contents.add(stored.digest);
    if (stored.count !== account.objects)
      throw new Error(`${stored.count} of ${account.objects} objects stored`);
    if (contents.size > 1) throw new Error('the two sides stored different records');
    return perSecond;
  };
  // Once to warm both up: a worker lives longer than one sync.
  await interleaved(1, { ours: checked(ours), floor: checked(theirs) });
  const cpu = { ours: 0, floor: 0 };
  const rounds = await interleaved(stage.sizes.rounds, {
    ours: () => adding(stage, { cpu, side: 'ours', children: [api.child, worker] }, checked(ours)),
    floor: () => adding(stage, { cpu, side: 'floor', children: [floor] }, checked(theirs)),
  });
  const question = {
    scenario: 'sync',
    unit: 'records/s',
    against: 'sequential pages and one INSERT per page',
    better: 'higher',
    must: 0.6,
    want: 0.9,
  } as const;
  return [
    judge(question, rounds, {
      objects: account.objects,
      cpuRatio: Number((cpu.ours / cpu.floor).toFixed(2)),
    }),
  ];
}

interface Timed {
  readonly ms: number;
  readonly processed: number;
}

async function adding(
  stage: Stage,
  side: { cpu: Record<string, number>; side: string; children: Parameters<Stage['cpu']>[0] },
  run: () => Promise<number>,
): Promise<number> {
  let result = 0;
  const spent = await stage.cpu(side.children, async () => (result = await run()));
  side.cpu[side.side] = (side.cpu[side.side] ?? 0) + spent;
  return result;
}

/** From the request's commit to the job's end, by the database's clock. */
export async function timedSync(tenant: Tenant, integrationId: string): Promise<Timed> {
  const { startSync } = await tenant.ask<{ startSync: { id: string } }>(
    `mutation ($input: StartSyncInput!) { startSync(input: $input) { ... on SyncJob { id } ... on HubProblem { code } } }`,
    { input: { integrationId, mode: 'FULL' } },
  );
  for (;;) {
    const { syncJob } = await tenant.ask<{ syncJob: Job }>(
      `query ($id: ID!) { syncJob(id: $id) { status createdAt finishedAt error { message } progress { processed } } }`,
      { id: startSync.id },
    );
    if (syncJob.status === 'SUCCEEDED') {
      const ms = Date.parse(syncJob.finishedAt) - Date.parse(syncJob.createdAt);
      return { ms, processed: syncJob.progress.processed };
    }
    if (syncJob.status === 'FAILED') throw new Error(JSON.stringify(syncJob));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Job {
  status: string;
  createdAt: string;
  finishedAt: string;
  progress: { processed: number };
}

/** How much is stored and what, whatever order it came in. */
async function contentOf(
  stage: Stage,
  url: string,
  of: { table: 'record' | 'floor_record'; integrationId: string },
): Promise<{ count: number; digest: string }> {
  const [row] = await stage.query<{ count: number; digest: string }>(
    url,
    `select count(*)::int as count,
            md5(string_agg(concat_ws(' ', resource, external_id, data, raw, source_created_at, source_updated_at), E'\\n'
                           order by resource, external_id)) as digest
       from ${of.table} where integration_id = $1`,
    [of.integrationId],
  );
  if (!row) throw new Error('an aggregate answers one row');
  return row;
}
