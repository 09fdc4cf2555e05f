/** Asking three lenders that answer at once, against the same calls by plain HTTP with one durable insert for each answer. */
import { randomUUID } from 'node:crypto';
import { hubEnvironment, startApi, startVendors } from '../hub.ts';
import { interleaved, judge, rounded, type Line } from '../measure/verdict.ts';
import type { Lender } from '../processes/lenders.ts';
import type { LoadRequest, LoadResult } from '../processes/load.ts';
import { UNIQUE } from '../processes/requests.ts';
import type { Stage } from '../stage.ts';

const CONNECTIONS = 16;
/** A rate that both sides bear easily: what is compared then is how long one request takes. */
const PER_SECOND = 20;
const NEARBY_MS = 50;
const WARM_UP_MS = 10_000;

const QUERY = `mutation ($input: CalculateQuotesInput!) { calculateQuotes(input: $input) { __typename
  ... on QuoteRequest { id complete answers { outcome late } quotes { id totalCost { amount } payment { amount } apr } } } }`;
const INPUT = {
  product: 'HIRE_PURCHASE',
  customer: { kind: 'BUSINESS', name: 'Baker Ltd', email: 'office@baker.example' },
  asset: { description: 'Ford Transit 2.0', condition: 'NEW', priceExVat: '20000.00', vat: '4000.00' },
  currency: 'GBP',
  deposit: '2400.00',
  termMonths: 36,
  funderIds: ['aurora-1', 'aurora-2', 'aurora-3'],
  idempotencyKey: UNIQUE,
};

export async function quotesScenario(stage: Stage): Promise<Line[]> {
  const issuer = await startVendors(stage);
  const lenders = await (await stage.start('processes/lenders.ts')).call<Lender[]>('place');
  const url = await stage.database();
  await stage.query(
    url,
    'create table floor_quote (id uuid primary key, funder_id text not null, quote jsonb not null)',
  );
  const own = hubEnvironment(stage, issuer, url);
  const hosts = lenders.map(({ host }) => host);
  const env = { ...own, EGRESS_ALLOWED_HOSTS: [own['EGRESS_ALLOWED_HOSTS'], ...hosts].join(',') };
  const api = await startApi(stage, env);
  const asker = await stage.start('processes/asker.ts', { args: [JSON.stringify(lenders)], env });
  const tenantId = randomUUID();
  await asker.call('enroll', tenantId);
  const scopes = ['quotes:write', 'quotes:read'];
  const [token = ''] = await issuer.child.call<string[]>('tokens', [{ subject: 'broker', tenantId, scopes }]);
  await assertQuotes(api.port, token);
  const floor = await stage.start('floors/quotes.ts', { args: [url, JSON.stringify(lenders)] });
  const ports = { ours: api.port, floor: await floor.call<number>('port') };
  const generator = await stage.start('processes/load.ts', { nodeOptions: [] });

  const body = JSON.stringify({ query: QUERY, variables: { input: INPUT } });
  const item = { headers: { authorization: `Bearer ${token}` }, body };
  const requests = { kind: 'fresh', path: '/graphql', item } as const;
  const send = async (port: number, load: Pick<LoadRequest, 'ms' | 'perSecond'>) => {
    const result = await generator.call<LoadResult>('run', {
      port,
      connections: CONNECTIONS,
      requests,
      ...load,
    });
    if (result.statuses[200] !== result.sent) throw new Error(`answers: ${JSON.stringify(result.statuses)}`);
    return result;
  };
  const both = <T>(measure: (port: number) => Promise<T>) => ({
    ours: () => measure(ports.ours),
    floor: () => measure(ports.floor),
  });
  const ms = stage.sizes.webhookMs;
  const cpuMsEach: Record<number, number[]> = { [ports.ours]: [], [ports.floor]: [] };
  const throughput = both(async (port) => {
    let result: LoadResult | undefined;
    const processes = port === ports.ours ? [api.child, asker] : [floor];
    const cpuMs = await stage.cpu(processes, async () => (result = await send(port, { ms })));
    if (!result) throw new Error('nothing was sent');
    cpuMsEach[port]?.push(rounded(cpuMs / result.sent));
    return (result.sent / result.elapsedMs) * 1_000;
  });
  // Until what is called for each request is compiled.
  for (const port of [ports.ours, ports.floor]) await send(port, { ms: WARM_UP_MS });
  // As autovacuum does within a minute of such a load: without statistics any index of so small a table looks good enough.
  await stage.query(url, 'analyze');
  const rates = await interleaved(stage.sizes.rounds, throughput);
  const p99s = await interleaved(
    stage.sizes.rounds,
    both(async (port) => (await send(port, { ms, perSecond: PER_SECOND })).p99),
  );
  const facts = await factsOf(stage, url, tenantId);
  const against = 'three calls at once by plain HTTP, one INSERT each';
  return [
    judge(
      {
        scenario: 'quotes',
        unit: 'requests/s',
        against,
        better: 'higher',
        must: 0.4,
        want: 0.6,
      },
      rates,
      { facts, cpuMsEach: { ours: cpuMsEach[ports.ours], floor: cpuMsEach[ports.floor] } },
    ),
    judge(
      {
        scenario: 'quotes-p99',
        unit: `ms (p99 at ${PER_SECOND}/s)`,
        against,
        better: 'lower',
        must: null,
        want: null,
      },
      p99s,
      {
        apartMs: p99s.map(({ ours, floor: theirs }) => rounded(ours - theirs)),
        facts: {
          [`within ${NEARBY_MS} ms`]: p99s.every(({ ours, floor: theirs }) => ours - theirs <= NEARBY_MS),
        },
      },
    ),
  ];
}

/** An error is an answer too, and a quick one. */
async function assertQuotes(port: number, token: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: QUERY, variables: { input: { ...INPUT, idempotencyKey: randomUUID() } } }),
  });
  const answered = await response.text();
  if (answered.split('QUOTED').length !== 4) throw new Error(`not quoted: ${answered}`);
}

/** What was asked was answered, by everybody and in time. */
async function factsOf(stage: Stage, url: string, tenantId: string): Promise<Record<string, boolean>> {
  const [row] = await stage.query<{ asks: number; quoted: number; quotes: number }>(
    url,
    `select count(*)::int as asks, count(*) filter (where status = 'QUOTED' and not late)::int as quoted,
            (select count(*)::int from quote where tenant_id = $1) as quotes
       from quote_ask where tenant_id = $1`,
    [tenantId],
  );
  if (!row) throw new Error('an aggregate answers one row');
  return {
    'every lender has quoted in time': row.asks > 0 && row.asks === row.quoted && row.asks === row.quotes,
  };
}
