/** Process 2: the job kinds, worked on by lane. `npm run worker` */
import { readConfig, type Config } from './config.ts';
import { entities } from './entities.ts';
import { browseWith } from './funder-accounts/browse.ts';
import { openFunderDesk } from './funder-accounts/desk.ts';
import { preloadProviders } from './integrations/preload.ts';
import { startCouriers } from './notifications/couriers.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { endOnSignals } from './platform/end.ts';
import { createLog, type Log } from './platform/log.ts';
import { openPlatform } from './platform/platform.ts';
import { startWorkers } from './platform/work/workers.ts';
import { startAskers } from './quotes/askers.ts';
import { chores, jobKinds } from './wiring/duties.ts';

export interface Worker {
  /** Takes no more work, puts back what is not finished, then ends every connection. */
  close(): Promise<void>;
}

export async function startWorker(config: Config, log: Log, clock: Clock = systemClock): Promise<Worker> {
  const settings = { ...config, vendors: config.providers, worker: true };
  const platform = await openPlatform(settings, entities, { log, clock });
  const { settings: funders, chromiumPath } = config.funders;
  const desk = openFunderDesk(platform, { settings: funders, browse: browseWith(platform, chromiumPath) });
  const askers = startAskers(platform, { desk, ...config.quotes, leaseMs: config.worker.leaseMs });
  await preloadProviders(platform);
  const workers = startWorkers(platform, {
    kinds: jobKinds(platform, desk, config),
    chores: chores(platform, config),
    ...config.worker,
  });
  const couriers = startCouriers(platform, { ...config.notifications, leaseMs: config.worker.leaseMs });
  log.info('worker works');
  return {
    close: async () => {
      await Promise.all([workers.stop(), couriers.stop(), askers.stop()]);
      await desk.close();
      await platform.close();
    },
  };
}

if (import.meta.main) {
  const config = readConfig();
  const log = createLog(config.log);
  endOnSignals(await startWorker(config, log), log);
}
