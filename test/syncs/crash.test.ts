import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Commit, Side } from '../support/commit-proxy.ts';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { inLongRuns } from '../support/long-runs.ts';
import { subscriber } from '../support/subscriber.ts';
import { startCrew, type Crew } from './crew.ts';
import { liveObjects, recordsOf, truthOf, type Resource } from './truth.ts';

let hub: Hub;
let tenant: Tenant;
let crew: Crew;
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 700, payments: 800, invoices: 0 } } });
  tenant = await hub.aTenant();
  crew = await startCrew(hub);
});
afterAll(async () => {
  await crew?.end();
  await hub?.close();
});
afterEach(() => crew.killAll());

/** Two resources, each of several commit units. */
const PULLED = ['contact', 'payment'] as const satisfies Resource[];
const PATHS = { contact: '/v1/customers', payment: '/v1/payment_intents' };

/** The kinds of commit of a sync, each by a part of the SQL that only it sends. */
const CLAIM = 'from integration i, (select started_at';
const BEGIN = 'insert into sync_checkpoint';
const UNIT = 'record_insert';
const CLOSE_PASS = 'delete from sync_pass_page';
const FINISH = 'set last_synced_at';
const RING_NEXT = `status = 'QUEUED' and next_attempt_at <= now() order by created_at`;
const RESOURCE = [BEGIN, UNIT, UNIT, CLOSE_PASS];
/** All of them in order. A heartbeat's commit is none: it changes nothing that the next one does not change again. */
const COMMITS = [CLAIM, ...RESOURCE, ...RESOURCE, FINISH];

/** Fits commits of a kind, the first `skipped` left out. */
function isCommitOf(part: string, skipped = 0): (commit: Commit) => boolean {
  let left = skipped;
  return ({ statements }) => {
    const fits = statements.some((statement) => statement.includes(part));
    return fits && (left -= 1) < 0;
  };
}

type Reach = Partial<Record<Resource, { from: number; to: number }>>;

/** Which objects of the newest-first lists the requests asked for. */
function reach(requests: ReturnType<Hub['stripe']['requests']>): Reach {
  const reached: Reach = {};
  for (const resource of PULLED) {
    const order = hub.stripe.truth(resource === 'contact' ? 'customers' : 'payment_intents').toReversed();
    const places = requests
      .filter(({ path }) => path === PATHS[resource])
      .map(({ query }) => new URLSearchParams(query).get('starting_after'))
      .map((after) => (after === null ? 0 : order.findIndex(({ id }) => id === after) + 1));
    if (places.length === 0) continue;
    reached[resource] = { from: Math.min(...places), to: Math.min(order.length, Math.max(...places) + 100) };
  }
  return reached;
}

interface View {
  id: string;
  revision: string;
  status: string;
  progress: { processed: number };
}

function follow(id: string) {
  return subscriber<{ syncJobUpdated: View }>({
    url: hub.api.url,
    token: tenant.token,
    query: `subscription ($id: ID!) { syncJobUpdated(id: $id) { id revision status progress { processed } } }`,
    variables: { id },
  });
}

/** Lets a worker die at every one of `COMMITS` in turn, on the side of it that is said; each time another one takes over. */
async function syncAmongCrashes(sideOf: (n: number) => Side) {
  const integration = await aStripeIntegration(hub, tenant);
  hub.stripe.resetRequests();
  let held = crew.proxy.hold(sideOf(0), isCommitOf(CLAIM));
  await crew.ready();
  const id = await startSync(tenant, integration, { resources: PULLED, priority: 'CRITICAL' });
  const follower = follow(id);
  await follower.until(() => true);
  let before: Reach = {};
  const refetched: number[] = [];
  for (const n of COMMITS.keys()) {
    await crew.kill((await held).door);
    const life = reach(hub.stripe.requests());
    hub.stripe.resetRequests();
    for (const resource of PULLED) {
      refetched.push((before[resource]?.to ?? 0) - (life[resource]?.from ?? before[resource]?.to ?? 0));
    }
    before = { ...before, ...life };
    const next = COMMITS[n + 1];
    // What the dead one did not commit is done again first, and is not the next commit even where it is of its kind.
    const again = sideOf(n) === 'before' && next === COMMITS[n] ? 1 : 0;
    if (next) held = crew.proxy.hold(sideOf(n + 1), isCommitOf(next, again));
    await crew.takeOver(id);
  }
  const job = await finished(tenant, id);
  await follower.completed;
  await follower.close();
  return { job, integration, refetched, views: follower.received.map((each) => each.syncJobUpdated) };
}

async function expectWhole(story: Awaited<ReturnType<typeof syncAmongCrashes>>): Promise<void> {
  const { job, views } = story;
  const truth = truthOf(hub.stripe);
  const stored = await recordsOf(hub.database.url, story.integration);
  const count = Object.keys(truth.contact).length + Object.keys(truth.payment).length;
  expect(stored).toHaveLength(count);
  expect(liveObjects(stored)).toMatchObject({ contact: truth.contact, payment: truth.payment });
  expect(job.progress).toMatchObject({ created: count, updated: 0, deleted: 0, percent: 100 });
  // A worker that takes over behind a full pass reads the events since its beginning: some objects are looked at again.
  expect(job.progress.processed).toBeGreaterThanOrEqual(count);
  expect(Math.max(...story.refetched)).toBeLessThanOrEqual(1_000);

  expect(views[0]?.progress.processed).toBe(0);
  expect(views.at(-1)).toMatchObject({
    status: 'SUCCEEDED',
    progress: { processed: job.progress.processed },
  });
  views.slice(1).forEach((view, n) => {
    const earlier = views[n]!; // `n` counts from the one before
    expect(BigInt(view.revision)).toBeGreaterThan(BigInt(earlier.revision));
    expect(view.progress.processed).toBeGreaterThanOrEqual(earlier.progress.processed);
  });
}

describe('a worker that is killed at every commit of a sync', () => {
  it('just before the database hears of it and just after, in turn: others finish, with no gap and no double', async () => {
    const story = await syncAmongCrashes((n) => (n % 2 === 0 ? 'before' : 'after'));
    expect(story.job).toMatchObject({ status: 'SUCCEEDED', error: null });
    await expectWhole(story);
  }, 120_000);

  inLongRuns('each time', () => {
    it.each<Side>(['before', 'after'])(
      'just %s it',
      async (side) => {
        const story = await syncAmongCrashes(() => side);
        expect(story.job).toMatchObject({ status: 'SUCCEEDED', error: null });
        await expectWhole(story);
      },
      120_000,
    );
  });

  it.each<Side>(['before', 'after'])(
    '%s the look for the next job, which is the last commit: the next job runs all the same',
    async (side) => {
      const integration = await aStripeIntegration(hub, tenant);
      const held = crew.proxy.hold(side, isCommitOf(RING_NEXT));
      await crew.ready();
      const first = await startSync(tenant, integration, { resources: ['product'] });
      const { door } = await held;
      expect((await finished(tenant, first)).status).toBe('SUCCEEDED');
      const second = await startSync(tenant, integration, { resources: ['product'] });
      await crew.kill(door);
      await crew.takeOver(second);
      expect((await finished(tenant, second)).status).toBe('SUCCEEDED');
    },
    60_000,
  );
});
