/** How soon urgent work starts while the low lane is full; and what waking a worker costs, beside a plain list of Redis. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  aTenant,
  connectStripe,
  hubEnvironment,
  startApi,
  startVendors,
  startWorker,
  type Tenant,
} from '../hub.ts';
import { interleaved, judge, rounded, type Line } from '../measure/verdict.ts';
import type { Stage } from '../stage.ts';

const GOAL_MS = 250;
/** Between two urgent jobs: one lane has hands for all that are running at a time. */
const EVERY_MS = 30;
/** So many integrations of each kind: one runs one sync at a time. */
const INTEGRATIONS = { urgent: 20, bulk: 5 };

export async function lanesScenario(stage: Stage): Promise<Line[]> {
  return [await starts(stage), await bells(stage)];
}

async function starts(stage: Stage): Promise<Line> {
  const vendors = await startVendors(stage);
  const url = await stage.database();
  const env = hubEnvironment(stage, vendors, url);
  const api = await startApi(stage, env);
  const [crowd, urgent] = [await aTenant(api, vendors), await aTenant(api, vendors)];
  const connected = async (tenant: Tenant, count: number) => {
    const ids: string[] = [];
    while (ids.length < count) ids.push(await connectStripe(tenant, { apiKey: vendors.apiKey }));
    return ids;
  };
  await fillLowLane(stage, url, { tenant: crowd, integrations: await connected(crowd, INTEGRATIONS.bulk) });
  const integrations = await connected(urgent, INTEGRATIONS.urgent);
  const worker = await startWorker(stage, env);
  // Once around: a worker lives longer than its first job.
  await startAll(urgent, integrations, integrations.length);
  await allStarted(stage, url, urgent);
  await stage.query(url, 'delete from sync_job where tenant_id = $1', [urgent.id]);

  const before = await lowDone(stage, url);
  await startAll(urgent, integrations, stage.sizes.lanes.starts);
  const waits = await allStarted(stage, url, urgent);
  const moved = (await lowDone(stage, url)) - before;
  await worker.end();
  const at = (share: number) => rounded(waits[Math.ceil(waits.length * share) - 1] ?? Number.NaN);
  return {
    scenario: 'lanes-start',
    ours: at(0.95),
    p50: at(0.5),
    p99: at(0.99),
    unit: 'ms from commit to start (p95)',
    against: `a goal of ${GOAL_MS} ms while ${stage.sizes.lanes.backlog} jobs wait in the low lane`,
    starts: waits.length,
    lowJobsMeanwhile: moved,
    ok: at(0.95) < GOAL_MS && moved > 0,
  };
}

/** Jobs that somebody else wants, without bells: the sweeper rings for them. */
function fillLowLane(
  stage: Stage,
  url: string,
  crowd: { tenant: Tenant; integrations: readonly string[] },
): Promise<unknown> {
  return stage.query(
    url,
    `insert into sync_job (id, tenant_id, integration_id, kind, priority, mode, resources, status, requested_by)
     select gen_random_uuid(), $1, ($2::uuid[])[1 + n % cardinality($2::uuid[])], 'SYNC', 'LOW', 'INCREMENTAL', '{product}',
            'QUEUED', 'bench' from generate_series(1, $3) n`,
    [crowd.tenant.id, crowd.integrations, stage.sizes.lanes.backlog],
  );
}

async function startAll(tenant: Tenant, integrations: readonly string[], count: number): Promise<void> {
  for (let started = 0; started < count; started += 1) {
    await tenant.ask(`mutation ($input: StartSyncInput!) { startSync(input: $input) { __typename } }`, {
      input: {
        integrationId: integrations[started % integrations.length],
        resources: ['product'],
        priority: 'CRITICAL',
      },
    });
    await sleep(EVERY_MS);
  }
}

/** How long each job waited, in ms, the shortest first. */
async function allStarted(stage: Stage, url: string, tenant: Tenant): Promise<number[]> {
  for (;;) {
    const jobs = await stage.query<{ ms: number | null }>(
      url,
      `select extract(epoch from started_at - created_at)::float * 1000 as ms from sync_job where tenant_id = $1 order by 1`,
      [tenant.id],
    );
    const waits = jobs.flatMap(({ ms }) => (ms === null ? [] : [ms]));
    if (waits.length === jobs.length) return waits;
    await sleep(50);
  }
}

async function lowDone(stage: Stage, url: string): Promise<number> {
  const [row] = await stage.query<{ count: number }>(
    url,
    `select count(*)::int as count from sync_job where priority = 'LOW' and status = 'SUCCEEDED'`,
  );
  return row?.count ?? 0;
}

async function bells(stage: Stage): Promise<Line> {
  const child = await stage.start('floors/bells.ts', { args: [stage.redis.url] });
  const count = stage.sizes.lanes.bells;
  const perSecond = async (side: 'ours' | 'floor') =>
    (count / (await child.call<number>(side, count))) * 1_000;
  const sides = { ours: () => perSecond('ours'), floor: () => perSecond('floor') };
  await interleaved(1, sides);
  const rounds = await interleaved(stage.sizes.rounds, sides);
  return judge(
    {
      scenario: 'lanes-bells',
      unit: 'bells/s rung and heard',
      against: 'LPUSH, BRPOPLPUSH and LREM on plain Redis',
      better: 'higher',
      must: null,
      want: null,
    },
    rounds,
    { bells: count },
  );
}
