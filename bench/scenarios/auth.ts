/** What the tokens of a thousand callers cost, once each was seen: every one has its own ES256 token. */
import { tokensFor } from '../hub.ts';
import { interleaved, judge, type Line } from '../measure/verdict.ts';
import type { Stage } from '../stage.ts';
import { openConnection } from '../processes/connection.ts';
import { post, type ListItem } from '../processes/requests.ts';
import { assertSameAnswers } from './catalog.ts';
import { aGatehouse, listOf } from './doors.ts';

const TOKENS = 1_000;

export async function authScenario(stage: Stage): Promise<Line[]> {
  const { catalog, vendors, ports, cpuEach } = await aGatehouse(stage);
  const { lists } = catalog;
  const tenantOf = (i: number) => lists[i % lists.length]?.headers['x-tenant-id'] ?? '';
  const tokens = await tokensFor(
    vendors,
    Array.from({ length: TOKENS }, (_, i) => tenantOf(i)),
  );
  const items = tokens.map((token, i) => ({
    headers: { authorization: `Bearer ${token}`, 'x-tenant-id': tenantOf(i) },
    body: lists[i % lists.length]?.body ?? '',
  }));
  const servers = [ports.guarded, ports.open].map((port) => ({ port, path: '/graphql' }));
  await assertSameAnswers(items, servers, 50);

  for (const { port } of servers) await sendAll(port, items);
  const requests = listOf(stage, items);
  for (const { port } of servers) await cpuEach(port, requests, stage.sizes.readMs / 2);
  const rounds = await interleaved(stage.sizes.rounds, {
    ours: () => cpuEach(ports.guarded, requests, stage.sizes.readMs),
    floor: () => cpuEach(ports.open, requests, stage.sizes.readMs),
  });
  const question = {
    scenario: 'auth',
    unit: 'CPU ms/request',
    against: 'the same server, the caller believed unseen',
    better: 'lower',
    must: 1.15,
    want: 1.08,
  } as const;
  return [judge(question, rounds, { tokens: new Set(tokens).size })];
}

/** Every token once, so that each was seen before anything is measured. */
async function sendAll(port: number, items: readonly ListItem[]): Promise<void> {
  const connection = await openConnection(port);
  for (const { headers, body } of items)
    await connection.ask(post('/graphql', { 'content-type': 'application/json', ...headers }, body));
  connection.close();
}
