import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import { entities } from '../../../src/entities.ts';
import { openDatabase, type Database } from '../../../src/platform/db/database.ts';
import { createLog } from '../../../src/platform/log.ts';
import type { LaneName } from '../../../src/platform/queue/lanes.ts';
import { countDue, createTurns, type Turns } from '../../../src/platform/work/turns.ts';
import { syncWork } from '../../../src/syncs/work-kind.ts';
import { webhookWork } from '../../../src/webhooks/work-kind.ts';
import { rowsAs } from '../../support/rows.ts';
import { aDatabase, type TestDatabase } from '../../support/services.ts';
import { listenToStatements } from '../../support/statements.ts';

const kinds = [syncWork, webhookWork];

let database: TestDatabase;
let db: Database;
/** One connection for everything: the properties below make hundreds of small changes. */
let client: Client;
beforeAll(async () => {
  database = await aDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  db = await openDatabase({ url: database.url, poolSize: 4 }, entities, createLog({ level: 'silent' }));
});
afterEach(() => sql('truncate sync_job, webhook_event'));
afterAll(async () => {
  await client?.end();
  await db?.close();
  await database?.drop();
});

const sql = async <Row>(text: string, params: readonly unknown[] = []) =>
  (await client.query(text, [...params])).rows as Row[];

interface Given {
  readonly tenantId: string;
  readonly count: number;
  readonly integrationId?: string;
  readonly priority?: Uppercase<LaneName>;
  /** Seconds from now at which the rows are due. */
  readonly dueIn?: number;
}

function jobs({ tenantId, count, priority = 'NORMAL', dueIn = -60, ...given }: Given): Promise<unknown> {
  return sql(
    `insert into sync_job (id, tenant_id, integration_id, kind, priority, mode, resources, status, requested_by, next_attempt_at)
     select gen_random_uuid(), $1, coalesce($2, gen_random_uuid()), 'SYNC', $3, 'FULL', '{}', 'QUEUED', 'test',
            now() + $4 * interval '1 s' + n * interval '1 ms'
       from generate_series(1, $5) n`,
    [tenantId, given.integrationId ?? null, priority, dueIn, count],
  );
}

function events(tenantId: string, count: number): Promise<unknown> {
  return sql(
    `insert into webhook_event (id, tenant_id, integration_id, provider_id, dedupe_key, event_id, event_type, body, status)
     select gen_random_uuid(), $1, gen_random_uuid(), 'stripe', convert_to(gen_random_uuid()::text, 'UTF8'), n::text, 'e', '{}', 'QUEUED'
       from generate_series(1, $2) n`,
    [tenantId, count],
  );
}

/** Takes the next row as a worker does, and answers whose it is. */
async function start(turns: Turns, lane: LaneName = 'normal') {
  const due = await turns.next(lane, []);
  if (!due) return undefined;
  const [taken] = await sql(
    `update ${due.kind === 'sync' ? 'sync_job' : 'webhook_event'}
        set status = 'RUNNING', lease_until = now() + interval '1 minute'
      where id = $1 and status = 'QUEUED' returning id`,
    [due.id],
  );
  if (!taken) throw new Error('a row that does not wait had its turn');
  return due;
}

const end = (id: string) =>
  sql(`update sync_job set status = 'SUCCEEDED', lease_until = null where id = $1`, [id]);

describe('turns', () => {
  it('go to every tenant before they come back to one, whatever each has waiting and however long its jobs run', async () => {
    const plan = fc.record({
      waiting: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 }),
      slots: fc.integer({ min: 1, max: 4 }),
      /** Which of the running jobs ends next. */
      ends: fc.infiniteStream(fc.nat()),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ waiting, slots, ends }) => {
        await sql('truncate sync_job');
        const left = new Map<string, number>(waiting.map((count) => [randomUUID(), count]));
        for (const [tenantId, count] of left) await jobs({ tenantId, count });
        const turns = createTurns(db.routing, kinds);
        const running: { id: string; tenantId: string }[] = [];
        /** Starts of others since the tenant last ran something. */
        const passedOver = new Map<string, number>();
        for (let open = waiting.reduce((sum, count) => sum + count, 0); open > 0; open -= 1) {
          if (running.length === slots) {
            const [ended] = running.splice((ends.next().value ?? 0) % slots, 1);
            if (ended) await end(ended.id);
          }
          const due = await start(turns);
          if (!due) throw new Error(`${open} jobs were left waiting`);
          running.push(due);
          left.set(due.tenantId, (left.get(due.tenantId) ?? 0) - 1);
          const idle = [...left].filter(
            ([tenantId, count]) => count > 0 && !running.some((each) => each.tenantId === tenantId),
          );
          for (const [tenantId] of idle) {
            const others = (passedOver.get(tenantId) ?? 0) + 1;
            expect(others).toBeLessThanOrEqual(waiting.length);
            passedOver.set(tenantId, others);
          }
          for (const { tenantId } of running) passedOver.delete(tenantId);
        }
        expect(await start(turns)).toBeUndefined();
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('let nobody wait for ever behind more tenants than are compared at once', async () => {
    const many = Array.from({ length: 30 }, () => randomUUID());
    for (const tenantId of many) await jobs({ tenantId, count: 3 });
    const turns = createTurns(db.routing, kinds);
    const served: string[] = [];
    for (let starts = 0; starts < many.length; starts += 1) {
      const due = await start(turns);
      if (due) await end(due.id);
      served.push(due?.tenantId ?? 'nobody');
    }
    expect(new Set(served)).toEqual(new Set(many));
  });

  it('go to the tenant with the fewest jobs running, the oldest of its jobs first', async () => {
    const [busy, quiet] = [randomUUID(), randomUUID()].sort() as [string, string];
    await jobs({ tenantId: busy, count: 3 });
    const turns = createTurns(db.routing, kinds);
    for (let starts = 0; starts < 2; starts += 1) expect((await start(turns))?.tenantId).toBe(busy);
    await jobs({ tenantId: quiet, count: 2, dueIn: -1 });
    const [oldest] = await sql<{ id: string }>(
      'select id from sync_job where tenant_id = $1 order by next_attempt_at limit 1',
      [quiet],
    );
    expect(await start(turns)).toEqual({ kind: 'sync', id: oldest?.id, tenantId: quiet });
    expect((await start(turns))?.tenantId).toBe(quiet);
  });

  it('are for what is due in the lane and can be claimed', async () => {
    const tenantId = randomUUID();
    const integrationId = randomUUID();
    await jobs({ tenantId, count: 3, dueIn: 3_600 });
    await jobs({ tenantId, count: 3, priority: 'LOW' });
    await jobs({ tenantId, count: 2, integrationId });
    const turns = createTurns(db.routing, kinds);
    const first = await start(turns);
    // The second of the same integration waits for the first.
    expect(await start(turns)).toBeUndefined();
    expect(await countDue(db.routing, kinds, 10)).toEqual([{ lane: 'low', rows: 3 }]);
    await end(first?.id ?? '');
    const second = await turns.next('normal', []);
    expect(second).toBeDefined();
    expect(await turns.next('normal', [second?.id ?? ''])).toBeUndefined();
  });

  it('go first to what its worker has left', async () => {
    await jobs({ tenantId: randomUUID(), count: 1 });
    const turns = createTurns(db.routing, kinds);
    const first = await start(turns);
    await jobs({ tenantId: randomUUID(), count: 1, dueIn: -600 });
    await sql(`update sync_job set lease_until = now() - interval '1 ms' where id = $1`, [first?.id]);
    expect(await turns.next('normal', [])).toEqual(first);
    expect(await countDue(db.routing, kinds, 10)).toEqual([{ lane: 'normal', rows: 2 }]);
  });

  it('go from kind to kind: a flood of events holds up no urgent sync', async () => {
    await events(randomUUID(), 20);
    await jobs({ tenantId: randomUUID(), count: 2, priority: 'CRITICAL' });
    const turns = createTurns(db.routing, kinds);
    const first = [];
    for (let starts = 0; starts < 4; starts += 1) first.push((await start(turns, 'critical'))?.kind);
    expect(first.filter((kind) => kind === 'sync')).toHaveLength(2);
  });
});

describe('10,000 waiting rows', () => {
  it('are neither counted nor searched through: every look goes by an index', async () => {
    const [crowd, one] = [randomUUID(), randomUUID()];
    await jobs({ tenantId: crowd, count: 10_000 });
    await jobs({ tenantId: one, count: 1 });
    await events(crowd, 10_000);
    // As many again are done: tables keep what is over.
    await sql(`update sync_job set status = 'SUCCEEDED' where tenant_id = $1`, [crowd]);
    await sql(`update webhook_event set status = 'APPLIED' where tenant_id = $1`, [crowd]);
    await jobs({ tenantId: crowd, count: 10_000 });
    await events(crowd, 10_000);
    await sql('analyze sync_job');
    await sql('analyze webhook_event');
    const heard = listenToStatements();
    const turns = createTurns(db.routing, kinds);
    const served = [(await turns.next('normal', []))?.tenantId, (await turns.next('normal', []))?.tenantId];
    expect(new Set(served)).toEqual(new Set([crowd, one]));
    await countDue(db.routing, kinds, 500);
    heard.stop();
    const [next, , count] = heard.sent;
    const nobody = '00000000-0000-0000-0000-000000000000';
    for (const [text = '', params] of [
      [next, ['normal', [], nobody, nobody]],
      [next, ['critical', [], crowd, nobody]],
      [count, [500]],
    ] as const) {
      const plan = await rowsAs<{ 'QUERY PLAN': string }>(
        { databaseUrl: database.url, role: 'hub_router' },
        `explain (analyze, timing off, costs off) ${text}`,
        params,
      );
      const lines = plan.map((row) => row['QUERY PLAN']);

      expect(lines.filter((line) => line.includes('Seq Scan'))).toEqual([]);
      // No step of the plan reads the crowd's rows one by one.
      const most = Math.max(...lines.map((line) => Number(/actual rows=([\d.]+)/.exec(line)?.[1] ?? 0)));
      expect(most).toBeLessThanOrEqual(1_000);
    }
  });
});
