/** What it costs that the database itself keeps tenants apart: one server, the same reads, with and without. */
import { hubEnvironment, startVendors } from '../hub.ts';
import type { SocketUse } from '../measure/flights.ts';
import { interleaved, judge, type Line } from '../measure/verdict.ts';
import type { Stage } from '../stage.ts';
import { aCatalog, assertSameAnswers } from './catalog.ts';
import { measure, type Server } from './read.ts';

export async function isolationScenario(stage: Stage): Promise<Line[]> {
  const vendors = await startVendors(stage);
  const catalog = await aCatalog(stage, vendors);
  const env = hubEnvironment(stage, vendors, catalog.url);
  const child = await stage.start('floors/isolation.ts', { env });
  const generator = await stage.start('processes/load.ts', { nodeOptions: [] });
  const ports = await child.call<{ isolated: number; open: number }>('ports');
  const [isolated, open] = [ports.isolated, ports.open].map((port) => ({ child, port, path: '/graphql' }));
  if (!isolated || !open) throw new Error('two servers were started');
  await assertSameAnswers(catalog.lists, [isolated, open], 50);

  const load = (server: Server, ms: number) =>
    measure(stage, server, { generator, items: catalog.lists, ms });
  for (const server of [isolated, open]) await load(server, stage.sizes.readMs / 2);
  const cpu = (server: Server) => async () => (await load(server, stage.sizes.readMs)).cpuMsEach;
  const rounds = await interleaved(stage.sizes.rounds, { ours: cpu(isolated), floor: cpu(open) });
  const tenantId = catalog.lists[0]?.headers['x-tenant-id'];
  const socket = await child.call<SocketUse>('flights', tenantId);
  const question = {
    scenario: 'isolation',
    unit: 'CPU ms/request',
    against: 'the same server without the transaction',
    better: 'lower',
    must: 1.45,
    want: 1.25,
  } as const;
  const facts = { 'one flight before the rows arrive': socket.flights === 1 };
  return [judge(question, rounds, { facts, socket })];
}
