/** One run: everything happens at once and goes wrong; then one reconciliation, after which the mirror must equal the vendors. */
import { seededRandom, type Random } from '../sandbox/stripe/seed/random.ts';
import { finished, startSync } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import type { Sandboxes, VendorId } from '../support/sandboxes.ts';
import { VENDORS } from '../support/sandboxes.ts';
import { allDone } from '../webhooks/deliveries.ts';
import { happen } from './changes.ts';
import { differences, mirrorOf, truthOf } from './mirror.ts';
import { aWorld, type World } from './world.ts';

export interface Run {
  /** Fixes what happens at the vendors and the dice of the post; how the processes meet is up to the machine. */
  readonly seed: number;
  /** How often it all happens again, each time ending in a reconciliation. */
  readonly rounds: number;
}

const STEPS = 12;
const MOST_CHANGES = 4;
/** The longest pause between two steps, in ms: workers need some time to be in the middle of something. */
const PAUSE_MS = 250;
const WITHIN_MS = 60_000;

/** Every difference that was left, in words; none when all is well. Throws when something does not come to an end. */
export async function converge({ seed, rounds }: Run): Promise<string[]> {
  const random = seededRandom(seed);
  const world = await aWorld(seed, random);
  const left: string[] = [];
  try {
    for (const id of VENDORS) await startSync(world.tenant, world.integrations[id], { mode: 'FULL' });
    for (let round = 1; round <= rounds; round += 1) {
      for (let step = 1; step <= STEPS; step += 1) await live(world, random);
      await world.post.deliver(1);
      await comeToRest(world);
      // What happened is in the past of whoever looks now.
      await world.pass(5_000);
      await reconcile(world, random);
      left.push(...(await compare(world, `round ${round}, reconciled`)));
      // Whatever comes late tells nothing new.
      await world.post.deliverLate();
      await comeToRest(world);
      left.push(...(await compare(world, `round ${round}, after late events`)));
    }
    return left;
  } finally {
    await world.close();
  }
}

/** A moment: changes at the vendors, some of the post, a pull now and then, a worker that dies now and then. */
async function live(world: World, random: Random): Promise<void> {
  const { hub, tenant, post, integrations } = world;
  for (const id of VENDORS) {
    const count = random.between(0, MOST_CHANGES);
    for (let n = 0; n < count; n += 1) happenAt(world, id, random);
  }
  if (random.chance(0.5)) await world.pass(random.between(1, 1_500));
  await Promise.all(VENDORS.map((id) => hub.vendor(id).sandbox.settled()));
  if (random.chance(0.6)) await post.deliver(random.next());
  if (random.chance(0.3)) await startSync(tenant, integrations[random.pick(VENDORS)]);
  if (random.chance(0.2)) await world.killWorker();
  await new Promise((resolve) => setTimeout(resolve, random.between(0, PAUSE_MS)));
}

function happenAt<Id extends VendorId>({ hub }: World, id: Id, random: Random): void {
  const sandbox: Sandboxes[Id] = hub.vendor(id).sandbox;
  happen(id, sandbox, random);
}

/** Nothing is left to do. */
async function comeToRest({ hub, tenant }: World): Promise<void> {
  await allDone(hub, WITHIN_MS);
  const jobs = await rows<{ id: string }>(
    hub.database.url,
    `select id from sync_job where status in ('QUEUED', 'RUNNING')`,
  );
  for (const { id } of jobs) await finished(tenant, id, WITHIN_MS);
}

/** The regular duty, which finds that everything was last passed over long ago; a worker may die of it. */
async function reconcile(world: World, random: Random): Promise<void> {
  const { hub, tenant } = world;
  const { url } = hub.database;
  const known = new Set((await reconciliations(world)).map(({ id }) => id));
  await rows(
    url,
    `update integration set next_reconcile_at = now() - interval '1 minute', last_full_pass_at = null`,
  );
  const kills = random.chance(0.5);
  const end = Date.now() + WITHIN_MS;
  let jobs: { id: string }[] = [];
  while (jobs.length < VENDORS.length) {
    if (Date.now() > end) throw new Error(`only ${jobs.length} integrations are reconciled`);
    // It comes round every ten seconds, by a lease that a test need not wait for.
    await rows(url, `delete from lease where name = 'chore:reconcile'`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    jobs = (await reconciliations(world)).filter(({ id }) => !known.has(id));
  }
  if (kills) await world.killWorker();
  for (const { id } of jobs) {
    const job = await finished(tenant, id, WITHIN_MS);
    if (job.status !== 'SUCCEEDED') throw new Error(`a reconciliation ended so: ${JSON.stringify(job)}`);
  }
}

function reconciliations({ hub }: World): Promise<{ id: string }[]> {
  return rows(hub.database.url, `select id from sync_job where requested_by = 'reconciliation'`);
}

async function compare({ hub, integrations }: World, when: string): Promise<string[]> {
  const left: string[] = [];
  for (const id of VENDORS) {
    const [mirror, truth] = [await mirrorOf(hub, integrations[id]), truthOf(hub, id)];
    for (const key of differences(mirror, truth)) {
      const [ours, theirs] = [mirror, truth].map((each) => JSON.stringify(each.get(key)) ?? 'nothing');
      left.push(`${when}: ${id} ${key}\n  vendor ${theirs}\n  hub    ${ours}`);
    }
  }
  return left;
}
