/** A whole hub with all four vendors, an unreliable post before it, and workers that are killed. */
import type { Random } from '../sandbox/stripe/seed/random.ts';
import { aHub, anIntegration, receiveWebhooks, type Hub, type Tenant } from '../support/hub.ts';
import { VENDORS, type VendorId } from '../support/sandboxes.ts';
import { rows } from '../support/rows.ts';
import { startWorkerProcess, workerEnvironment } from '../support/worker-process.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

export interface World {
  readonly hub: Hub;
  readonly tenant: Tenant;
  readonly post: PostOffice;
  /** Ids by vendor. */
  readonly integrations: Readonly<Record<VendorId, string>>;
  /** Lets time pass at all vendors, in ms; waits where their clocks would be ahead of ours. */
  pass(ms: number): Promise<void>;
  /** SIGKILL for a worker; another starts in its place, and nobody waits for the dead one's leases. */
  killWorker(): Promise<void>;
  close(): Promise<void>;
}

const LEASE_S = '3';
/** Deliveries must not be older than five minutes, nor from the future. */
const BEHIND_MS = 120_000;
/** Stripe's lists and Square's come in several pages; what one page holds cannot shift. */
const SIZES = {
  stripe: { customers: 110, payments: 40, invoices: 15 },
  square: { customers: 30, payments: 20, invoices: 8 },
  mailchimp: { lists: 2, members: 60, campaigns: 6 },
  quickbooks: { customers: 25, vendors: 8, invoices: 12, payments: 8 },
};
const SQUARE_PAGE = 7;

export async function aWorld(seed: number, random: Random): Promise<World> {
  // Stands still between two steps, so that many changes share a second, and some a millisecond.
  let clock = Date.now() - BEHIND_MS;
  const now = () => clock;
  const post = await openPostOffice(random);
  const hub = await aHub({
    providers: VENDORS,
    env: { PUBLIC_URL: post.url, WORKER_LEASE_S: LEASE_S },
    stripe: { seed, now, size: SIZES.stripe },
    square: { seed, now, size: SIZES.square, mostPerPage: SQUARE_PAGE },
    mailchimp: { seed, now, size: SIZES.mailchimp },
    quickbooks: { seed, now, size: SIZES.quickbooks },
  });
  post.servesAt(hub.api.url);
  const tenant = await hub.aTenant();
  const integrations = await connectAll(hub, tenant);
  const crew = await startCrew(hub);
  return {
    hub,
    tenant,
    post,
    integrations,
    async pass(ms) {
      // However long the run takes, a letter is young enough to be believed.
      clock = Math.max(clock + ms, Date.now() - BEHIND_MS);
      const ahead = clock - Date.now();
      if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
    },
    killWorker: crew.kill,
    async close() {
      await crew.end();
      await post.close();
      await hub.close();
    },
  };
}

async function connectAll(hub: Hub, tenant: Tenant): Promise<Record<VendorId, string>> {
  const connected = VENDORS.map(async (providerId) => {
    const integrationId = await anIntegration(hub, tenant, { providerId });
    await receiveWebhooks(hub, tenant, { providerId, integrationId });
    return [providerId, integrationId];
  });
  // `as`: an entry for each of the vendors.
  return Object.fromEntries(await Promise.all(connected)) as Record<VendorId, string>;
}

/** One worker in a process of its own, to be killed, beside one in this process that goes on meanwhile. */
async function startCrew(hub: Hub) {
  // Loading Square's SDK takes a worker a second or more in which it can do nothing else, and here each lives for seconds only.
  const env = { ...hub.vendorEnv, NODE_OPTIONS: '--import=square', WORKER_LEASE_S: LEASE_S };
  const start = () => {
    const worker = startWorkerProcess(workerEnvironment(hub.config, env));
    const mortal = { worker, works: false };
    worker.ready.then(
      () => (mortal.works = true),
      () => undefined,
    );
    return mortal;
  };
  let mortal = start();
  await Promise.all([hub.startWorker(), mortal.worker.ready]);
  return {
    /** One that is still starting is left alone: nobody would notice. */
    kill: async () => {
      if (!mortal.works) return;
      mortal.worker.kill();
      await mortal.worker.ended;
      mortal = start();
      await forgetLeases(hub);
    },
    // By SIGTERM: a process that ends by itself leaves behind what it has compiled, for others to start quickly.
    end: () => mortal.worker.end(),
  };
}

/** Those of the living too: they learn that they were taken for dead, and what they hold is done twice at most. */
async function forgetLeases(hub: Hub): Promise<void> {
  const { url } = hub.database;
  await rows(url, `delete from lease where name = 'sweeper' or name = 'chore:reconcile'`);
  for (const table of ['sync_job', 'webhook_event'])
    await rows(url, `update ${table} set lease_until = now() - interval '1 ms' where status = 'RUNNING'`);
}
