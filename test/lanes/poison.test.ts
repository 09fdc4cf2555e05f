import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { lanes } from '../../src/platform/queue/lanes.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import {
  aHub,
  ALL_SCOPES,
  aStripeIntegration,
  finished,
  startSync,
  type Hub,
  type Tenant,
} from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { startWorkerProcess, workerEnvironment, type WorkerProcess } from '../support/worker-process.ts';

let hub: Hub;
let tenant: Tenant;
let stranger: Tenant;
let integration: string;
let worker: Worker | undefined;
let victim: WorkerProcess | undefined;
beforeAll(async () => {
  hub = await aHub({
    stripe: { size: { customers: 30, payments: 5, invoices: 5 } },
    env: { WORKER_STALL_S: '1' },
  });
  [tenant, stranger] = [
    await hub.aTenant([...ALL_SCOPES, 'admin']),
    await hub.aTenant([...ALL_SCOPES, 'admin']),
  ];
  integration = await aStripeIntegration(hub, tenant);
});
afterEach(async () => {
  hub.stripe.faults.clear();
  await worker?.close();
  worker = undefined;
  victim?.kill();
  await victim?.ended;
});
afterAll(() => hub?.close());

/** Looks often, and spares the story what lies between: leases, and waiting times between tries. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    for (const table of ['sync_job', 'webhook_event'])
      await rows(
        hub.database.url,
        `update ${table} set next_attempt_at = now() where status = 'QUEUED' and next_attempt_at > now()`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function stateOf(table: string, id: string) {
  const [row] = await rows<{ status: string; attempts: number }>(
    hub.database.url,
    `select status, attempts from ${table} where id = $1`,
    [id],
  );
  return row;
}

interface Letter {
  id: string;
  kind: string;
  lane: string;
  attempts: number;
  errorCode: string;
  failedAt: string;
  integration: { id: string } | null;
}

const LETTERS = `query ($first: Int, $after: String, $lane: SyncJobPriority) {
  deadLetters(first: $first, after: $after, lane: $lane) {
    edges { node { id kind lane attempts errorCode errorMessage failedAt integration { id } } } pageInfo { hasNextPage endCursor } } }`;
interface Letters {
  deadLetters: { edges: { node: Letter }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}
const letters = async (of: Tenant, variables: object = {}) =>
  (await of.ask<Letters>(LETTERS, variables)).deadLetters.edges.map(({ node }) => node);

const laneOf = async (name: string) => {
  const { lanes: all } = await tenant.ask<{ lanes: { name: string }[] }>(
    '{ lanes { name concurrency attempts backoff { ms doubles } waiting running deadLetters dueSince } }',
  );
  return all.find((each) => each.name === name);
};

/** Beside poison, ordinary work goes on. */
async function expectOthersToWork(): Promise<void> {
  const other = await aStripeIntegration(hub, tenant);
  const id = await startSync(tenant, other, { resources: ['product'], priority: 'LOW' });
  expect((await finished(tenant, id)).status).toBe('SUCCEEDED');
}

const poison: Record<'throws' | 'hangs' | 'kills', string> = { throws: '', hangs: '', kills: '' };

describe('poison', () => {
  it('that throws is given up after its tries', async () => {
    poison.throws = randomUUID();
    await rows(
      hub.database.url,
      `insert into webhook_event (id, tenant_id, integration_id, provider_id, account_hash, dedupe_key, event_id, event_type, body, status)
       select $1, tenant_id, id, provider_id, account_hash, '\\x01', 'evt', 'customer.updated', 'no JSON at all', 'QUEUED'
         from integration where id = $2`,
      [poison.throws, integration],
    );
    worker = await startWorker(hub.config, hub.log);
    await until(async () => (await stateOf('webhook_event', poison.throws))?.status === 'FAILED');
    expect((await stateOf('webhook_event', poison.throws))?.attempts).toBe(lanes.critical.attempts);
    // Client applications hear of it.
    const told = await rows(
      hub.database.url,
      `select payload from outgoing_event where type = 'webhook.quarantined' and payload ->> 'webhookEventId' = $1`,
      [poison.throws],
    );
    expect(told).toHaveLength(1);
    await expectOthersToWork();
  }, 30_000);

  it('that hangs loses its worker’s hands, and is given up after its tries', async () => {
    hub.stripe.faults.next(100, { kind: 'hang' }, /GET \/v1\/customers$/);
    worker = await startWorker(hub.config, hub.log);
    poison.hangs = await startSync(tenant, integration, { resources: ['contact'], priority: 'LOW' });
    await until(async () => (await stateOf('sync_job', poison.hangs))?.status === 'FAILED');
    expect((await stateOf('sync_job', poison.hangs))?.attempts).toBe(lanes.low.attempts);
    await expectOthersToWork();
  }, 30_000);

  it('that kills its worker is given up after its tries', async () => {
    const release = hub.stripe.faults.pause();
    poison.kills = await startSync(tenant, integration, { resources: ['contact'], priority: 'LOW' });
    for (let tries = 1; tries <= lanes.low.attempts; tries += 1) {
      victim = startWorkerProcess(workerEnvironment(hub.config));
      await victim.ready;
      await until(async () => {
        const state = await stateOf('sync_job', poison.kills);
        return state?.status === 'RUNNING' && state.attempts === tries;
      });
      victim.kill();
      await victim.ended;
      await rows(hub.database.url, `update sync_job set lease_until = now() where id = $1`, [poison.kills]);
    }
    release();
    worker = await startWorker(hub.config, hub.log);
    expect(await finished(tenant, poison.kills)).toMatchObject({
      status: 'FAILED',
      error: { code: 'WORKER_DIED' },
    });
    await expectOthersToWork();
  }, 30_000);
});

describe('what was given up', () => {
  it('is listed for its tenant, the latest first, and by lane', async () => {
    const expected = [
      { id: poison.kills, kind: 'SYNC_JOB', lane: 'LOW', errorCode: 'WORKER_DIED' },
      { id: poison.hangs, kind: 'SYNC_JOB', lane: 'LOW', errorCode: 'WORK_STALLED' },
      { id: poison.throws, kind: 'WEBHOOK_EVENT', lane: 'CRITICAL', errorCode: 'INTERNAL' },
    ].map((letter) => expect.objectContaining({ ...letter, integration: { id: integration } }));
    expect(await letters(tenant)).toEqual(expected);
    expect(await letters(tenant, { lane: 'CRITICAL' })).toEqual(expected.slice(2));
    expect(await letters(stranger)).toEqual([]);
    const paged: Letter[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { deadLetters }: Letters = await tenant.ask<Letters>(LETTERS, { first: 1, after });
      paged.push(...deadLetters.edges.map(({ node }) => node));
      ({ hasNextPage: more, endCursor: after } = deadLetters.pageInfo);
    }
    expect(paged).toEqual(expected);
  });

  it('is counted in its lane', async () => {
    expect(await laneOf('LOW')).toEqual({
      name: 'LOW',
      concurrency: 1,
      attempts: 2,
      backoff: { ms: 10_000, doubles: false },
      waiting: 0,
      running: 0,
      deadLetters: 2,
      dueSince: null,
    });
    const began = Date.now();
    const waiting = await startSync(tenant, integration, { priority: 'HIGH' });
    const high = (await laneOf('HIGH')) as { dueSince: string } | undefined;
    expect(high).toMatchObject({ backoff: { ms: 2_000, doubles: true }, waiting: 1, deadLetters: 0 });
    expect(Date.parse(high?.dueSince ?? '')).toBeGreaterThan(began - 5_000);
    await tenant.ask('mutation ($id: ID!) { cancelSync(id: $id) { __typename } }', { id: waiting });
    expect(await laneOf('HIGH')).toMatchObject({ waiting: 0 });
  });

  it('is tried again when a person says so, and leaves the list once it is done', async () => {
    worker = await startWorker(hub.config, hub.log);
    for (const id of [poison.hangs, poison.kills]) {
      await tenant.ask('mutation ($id: ID!) { retrySync(id: $id) { __typename } }', { id });
      expect((await finished(tenant, id)).status).toBe('SUCCEEDED');
    }
    await tenant.ask('mutation ($id: ID!) { replayWebhookEvent(id: $id) { __typename } }', {
      id: poison.throws,
    });
    // Its bytes are what they were: it comes back.
    await until(async () => (await stateOf('webhook_event', poison.throws))?.status === 'FAILED');
    expect((await letters(tenant)).map(({ id }) => id)).toEqual([poison.throws]);
  }, 30_000);
});
