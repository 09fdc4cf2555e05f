/** Writing records in bulk: all new, all unchanged, one in a hundred changed. */
import { randomUUID } from 'node:crypto';
import type { Pass } from '../floors/bulk.ts';
import { interleaved, judge, median, rounded, type Line } from '../measure/verdict.ts';
import type { Child } from '../processes/child.ts';
import type { Stage } from '../stage.ts';

interface Passes {
  initial: number;
  unchanged: number;
  changed: number;
  written: { unchanged: number; changed: number };
}

export async function bulkScenario(stage: Stage): Promise<Line[]> {
  const url = await stage.database();
  await stage.query(url, 'create table floor_record (like record including all)');
  const child = await stage.start('floors/bulk.ts', { args: [url] });
  const { rows, peerRows, rounds: count } = stage.sizes.bulk;
  const passes: Passes[] = [];
  const peers: { initial: number; again: number }[] = [];
  const rounds = await interleaved(count, {
    ours: async () => {
      const made = await ourPasses({ stage, url, child }, rows);
      passes.push(made);
      return made.initial;
    },
    floor: async () => {
      await stage.query(url, 'truncate floor_record');
      const { ms } = await child.call<{ ms: number }>('copy', aPass(rows));
      await assertEqualRows(stage, url);
      return perSecond(rows, ms);
    },
    peer: async () => {
      await child.call('emptyPeer');
      const pass = aPass(peerRows);
      const initial = await child.call<{ ms: number }>('peer', pass);
      const again = await child.call<{ ms: number }>('peer', { ...pass, version: 2n });
      peers.push({ initial: perSecond(peerRows, initial.ms), again: perSecond(peerRows, again.ms) });
      return perSecond(peerRows, initial.ms);
    },
  });
  const facts = {
    'an unchanged pass writes no row': passes.every(({ written }) => written.unchanged === 0),
    'a changed pass writes what changed': passes.every(
      ({ written }) => written.changed === Math.ceil(rows / 100),
    ),
  };
  const times = (pick: (one: Passes) => number, of: (one: { initial: number; again: number }) => number) =>
    passes.map((one, i) => ({
      ours: pick(one),
      floor: of(peers[i] ?? { initial: Number.NaN, again: Number.NaN }),
    }));
  const common = { unit: 'rows/s', better: 'higher' } as const;
  const peer = '@supabase/stripe-sync-engine, upsertCustomers in pages of 100';
  const also = {
    unchangedPerSecond: rounded(median(passes.map((one) => one.unchanged))),
    onePercentChangedPerSecond: rounded(median(passes.map((one) => one.changed))),
  };
  return [
    judge(
      { ...common, scenario: 'bulk', against: 'COPY straight into the table', must: 0.4, want: 0.6 },
      rounds,
      { facts, rows, ...also },
    ),
    judge(
      { ...common, scenario: 'bulk-peer-initial', against: peer, must: 8, want: 14 },
      times(
        (one) => one.initial,
        (one) => one.initial,
      ),
    ),
    judge(
      { ...common, scenario: 'bulk-peer-unchanged', against: peer, must: 20, want: 40 },
      times(
        (one) => one.unchanged,
        (one) => one.again,
      ),
    ),
  ];
}

function aPass(rows: number): Pass {
  return { tenantId: randomUUID(), integrationId: randomUUID(), rows, edition: 0, version: 1n };
}

async function ourPasses(
  { stage, url, child }: { stage: Stage; url: string; child: Child },
  rows: number,
): Promise<Passes> {
  await stage.query(url, 'truncate record');
  const pass = aPass(rows);
  const run = async (more: Partial<Pass>) => {
    await stage.query(url, 'drop table if exists before');
    await stage.query(
      url,
      'create unlogged table before as select external_id, xmin::text as written_by from record',
    );
    const { ms } = await child.call<{ ms: number }>('ours', { ...pass, ...more });
    const [{ written } = { written: Number.NaN }] = await stage.query<{ written: number }>(
      url,
      `select count(*)::int as written from record r
        where not exists (select from before b where b.external_id = r.external_id and b.written_by = r.xmin::text)`,
    );
    return { perSecond: perSecond(rows, ms), written };
  };
  const initial = await run({});
  if (initial.written !== rows) throw new Error(`${initial.written} of ${rows} rows written`);
  const unchanged = await run({ version: 2n });
  const changed = await run({ version: 3n, edition: 1 });
  return {
    initial: initial.perSecond,
    unchanged: unchanged.perSecond,
    changed: changed.perSecond,
    written: { unchanged: unchanged.written, changed: changed.written },
  };
}

/** Both tables hold the same objects; the hundredth ones have moved on in ours, when ours came first. */
async function assertEqualRows(stage: Stage, url: string): Promise<void> {
  const [row] = await stage.query<{ floor: number; same: number }>(
    url,
    `select count(*)::int as floor,
            (select count(*)::int from record r join floor_record f using (resource, external_id)
              where r.data::text = f.data::text and r.raw::text = f.raw::text) as same
       from floor_record`,
  );
  const [{ ours } = { ours: 0 }] = await stage.query<{ ours: number }>(
    url,
    'select count(*)::int as ours from record',
  );
  if (!row || (ours > 0 && row.same < row.floor - Math.ceil(row.floor / 100))) {
    throw new Error(`${row?.same} of ${row?.floor} rows are the same on both sides`);
  }
}

function perSecond(rows: number, ms: number): number {
  return (rows * 1_000) / ms;
}
