/** Ingest as fast as it goes: 32 connections, every event new, acknowledged after its commit. Nothing is applied meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi, startWorker } from '../hub.ts';
import { logStatements, statementsOf } from '../measure/statements.ts';
import { interleaved, judge, median, rounded, type Line } from '../measure/verdict.ts';
import type { LoadResult } from '../processes/load.ts';
import type { Stage } from '../stage.ts';
import { openInbox, type Inbox, type Target } from './inbox.ts';

const CONNECTIONS = 32;
const COUNTED = 1_000;
const MOST_INSERTS = 200;

export async function webhookScenario(stage: Stage): Promise<Line[]> {
  const inbox = await openInbox(stage);
  const ms = stage.sizes.webhookMs;
  const results = { ours: [] as Measured[], floor: [] as Measured[] };
  const measured = (side: 'ours' | 'floor') => async () => {
    const result = await measure(stage, inbox, inbox[side]);
    results[side].push(result);
    return result.perSecond;
  };
  for (const side of ['ours', 'floor'] as const)
    await inbox.send(inbox[side], { connections: CONNECTIONS, ms });
  const rounds = await interleaved(stage.sizes.rounds, { ours: measured('ours'), floor: measured('floor') });
  const inserts = await insertsPerThousand(stage, inbox);
  const applied = await appliedPerSecond(stage, inbox);
  const ratioOf = (pick: (one: Measured) => number) =>
    rounded(median(results.ours.map((one, i) => pick(one) / pick(results.floor[i] ?? one))));
  const question = {
    scenario: 'webhook',
    unit: 'durable acknowledgements/s',
    against: 'node:http, HMAC, one INSERT per delivery',
    better: 'higher',
    must: 1.1,
    want: 1.5,
  } as const;
  const more = {
    facts: { [`at most ${MOST_INSERTS} INSERTs per 1,000 deliveries`]: inserts <= MOST_INSERTS },
    insertsPer1000: inserts,
    p99Ms: {
      ours: rounded(median(results.ours.map((one) => one.p99))),
      floor: rounded(median(results.floor.map((one) => one.p99))),
      ratio: ratioOf((one) => one.p99),
    },
    cpuRatio: ratioOf((one) => one.cpuMs / one.sent),
    appliedPerSecond: applied,
  };
  return [judge(question, rounds, more)];
}

type Measured = LoadResult & { perSecond: number; cpuMs: number };

async function measure(stage: Stage, inbox: Inbox, target: Target): Promise<Measured> {
  const load = { connections: CONNECTIONS, ms: stage.sizes.webhookMs };
  let result: LoadResult | undefined;
  const cpuMs = await stage.cpu([target.child], async () => (result = await inbox.send(target, load)));
  if (!result) throw new Error('no result');
  return { ...result, cpuMs, perSecond: (result.sent * 1_000) / result.elapsedMs };
}

async function insertsPerThousand(stage: Stage, inbox: Inbox): Promise<number> {
  await logStatements(stage, inbox.url);
  const api = await startApi(stage, inbox.env);
  const target = inbox.targetOf(api);
  const load = { connections: CONNECTIONS, ms: 30_000, atMost: COUNTED };
  const counts = await statementsOf(stage, () => inbox.send(target, load));
  await api.child.end();
  return counts['inbox_insert'] ?? Number.NaN;
}

/** What the ingest leaves to the worker: how fast it brings stored events into records. */
async function appliedPerSecond(stage: Stage, inbox: Inbox): Promise<number> {
  const applied = async () => {
    const sql = `select count(*)::int as count from webhook_event where status = 'APPLIED'`;
    return (await stage.query<{ count: number }>(inbox.url, sql))[0]?.count ?? 0;
  };
  const worker = await startWorker(stage, inbox.env);
  while ((await applied()) === 0) await sleep(20);
  const [before, began] = [await applied(), performance.now()];
  await sleep(stage.sizes.webhookMs);
  const perSecond = ((await applied()) - before) / ((performance.now() - began) / 1_000);
  await worker.end();
  return rounded(perSecond);
}
