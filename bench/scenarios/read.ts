/** Reads: a list of 50 with a nested field, and 100 references of a gateway, each tenant with its own token. */
import { hubEnvironment, POOL_SIZE, startApi, startVendors } from '../hub.ts';
import { logStatements, statementsOf, sum } from '../measure/statements.ts';
import { interleaved, judge, median, rounded, type Line } from '../measure/verdict.ts';
import type { Child } from '../processes/child.ts';
import type { LoadResult } from '../processes/load.ts';
import type { ListItem } from '../processes/requests.ts';
import type { Stage } from '../stage.ts';
import { aCatalog, assertSameAnswers, type Catalog } from './catalog.ts';

export interface Server {
  readonly child: Child;
  readonly port: number;
  readonly path: string;
}

interface Measured {
  readonly perSecond: number;
  readonly cpuMsEach: number;
}

const CONNECTIONS = 16;
const PATH = '/graphql';

export async function readScenario(stage: Stage): Promise<Line[]> {
  const vendors = await startVendors(stage);
  const catalog = await aCatalog(stage, vendors);
  const env = hubEnvironment(stage, vendors, catalog.url);
  const ours = { ...(await startApi(stage, env)), path: PATH };
  const args = [catalog.url, String(POOL_SIZE)];
  const floor = await serverOf(await stage.start('floors/read.ts', { args }));
  const usual = await serverOf(await stage.start('floors/apollo.ts', { args }));
  const generator = await stage.start('processes/load.ts', { nodeOptions: [] });
  const counted = await countStatements(stage, catalog, { env, generator });

  const lines: Line[] = [];
  for (const plan of PLANS) {
    const items = catalog[plan.items];
    await assertSameAnswers(items, [ours, floor, usual], plan.objects);
    const load = (server: Server, ms = stage.sizes.readMs) =>
      measure(stage, server, { generator, items, ms });
    // A server lives longer than a bench: all are measured once their code is compiled.
    for (const server of [ours, floor, usual]) await load(server, stage.sizes.readMs * 2);
    const results: Record<'ours' | 'floor' | 'usual', Measured[]> = { ours: [], floor: [], usual: [] };
    const cpu = (side: keyof typeof results, server: Server) => async () => {
      const result = await load(server);
      results[side].push(result);
      return result.cpuMsEach;
    };
    const sides = { ours: cpu('ours', ours), floor: cpu('floor', floor) };
    const rounds = await interleaved(stage.sizes.rounds, sides);
    const perSecond = (side: keyof typeof results) =>
      rounded(median(results[side].map((one) => one.perSecond)));
    lines.push(
      judge({ ...plan.floor, unit: 'CPU ms/request', better: 'lower' }, rounds, {
        perSecond: { ours: perSecond('ours'), floor: perSecond('floor') },
        statements: counted[plan.items],
      }),
    );
    const already = results.ours.length;
    const beside = await interleaved(stage.sizes.sideRounds, {
      ours: sides.ours,
      usual: cpu('usual', usual),
    });
    const throughput = beside.map((_, i) => ({
      ours: results.ours[already + i]?.perSecond ?? Number.NaN,
      floor: results.usual[i]?.perSecond ?? Number.NaN,
    }));
    const cpuRatio = rounded(median(beside.map((round) => round.ours / round.usual)));
    lines.push(judge({ ...plan.usual, unit: 'requests/s', better: 'higher' }, throughput, { cpuRatio }));
  }
  return lines;
}

/** Judged against the floor; the usual stack is shown for comparison. */
const PLANS = [
  {
    items: 'lists',
    objects: 50,
    floor: { scenario: 'list', against: 'node:http and the same prepared SQL', must: 2.5, want: 1.8 },
    usual: { scenario: 'list-usual-stack', against: 'Apollo defaults and em.find', must: null, want: 3.0 },
  },
  {
    items: 'references',
    objects: 100,
    floor: { scenario: 'entities', against: 'node:http and the same prepared SQL', must: null, want: 2.5 },
    usual: {
      scenario: 'entities-usual-stack',
      against: 'Apollo defaults and prepared SQL',
      must: null,
      want: 1.7,
    },
  },
] as const;

async function serverOf(child: Child): Promise<Server> {
  return { child, port: await child.call('port'), path: PATH };
}

export async function measure(
  stage: Stage,
  server: Server,
  load: { generator: Child; items: readonly ListItem[]; ms: number },
): Promise<Measured> {
  const requests = { kind: 'list', path: server.path, items: load.items, seed: stage.seed };
  const request = { port: server.port, connections: CONNECTIONS, ms: load.ms, requests };
  let result: LoadResult | undefined;
  const cpuMs = await stage.cpu([server.child], async () => {
    result = await load.generator.call<LoadResult>('run', request);
  });
  if (!result || result.statuses[200] !== result.sent)
    throw new Error(`answers: ${JSON.stringify(result?.statuses)}`);
  return { perSecond: (result.sent * 1_000) / result.elapsedMs, cpuMsEach: cpuMs / result.sent };
}

/** SQL statements of one operation, transaction control included. */
async function countStatements(
  stage: Stage,
  catalog: Catalog,
  side: { env: Readonly<Record<string, string>>; generator: Child },
): Promise<Record<'lists' | 'references', { each: number; names: Record<string, number> }>> {
  await logStatements(stage, catalog.url);
  const api = await startApi(stage, side.env);
  const count = async (items: readonly ListItem[]) => {
    const requests = { kind: 'list', path: PATH, items: items.slice(0, 1), seed: stage.seed };
    const request = { port: api.port, connections: 1, ms: 10_000, atMost: 1, requests };
    const names = await statementsOf(stage, () => side.generator.call('run', request));
    return { each: sum(names), names };
  };
  const counts = { lists: await count(catalog.lists), references: await count(catalog.references) };
  await api.child.end();
  return counts;
}
