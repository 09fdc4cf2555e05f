/** Process 2: the job kinds, worked on by lane. `npm run worker` */
import { chainAudit } from './audit/chain.ts';
import { forgetOldRefusals } from './audit/refusal-retention.ts';
import { readConfig, type Config } from './config.ts';
import { entities } from './entities.ts';
import { preloadProviders } from './integrations/preload.ts';
import { registerWebhook } from './integrations/register-webhook.ts';
import { registrationWork } from './integrations/registration-requests.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { endOnSignals } from './platform/end.ts';
import { createLog, type Log } from './platform/log.ts';
import { openPlatform, type Platform } from './platform/platform.ts';
import { forgetUsedSignatures } from './platform/principal/used-signatures.ts';
import type { Chore } from './platform/work/chores.ts';
import { startWorkers, type JobKind } from './platform/work/workers.ts';
import { rotateKeysRegularly } from './sealing/rotate.ts';
import { forgetOldFiles } from './syncs/batches/files.ts';
import { runSchedules } from './syncs/schedules.ts';
import { reconcile } from './syncs/reconcile.ts';
import { forgetOldJobs } from './syncs/retention.ts';
import { analyzeNewRecords } from './syncs/statistics.ts';
import { runSync } from './syncs/run-sync.ts';
import { syncWork } from './syncs/work-kind.ts';
import { attachQuarantined } from './webhooks/attach.ts';
import { applyEvent } from './webhooks/apply-event.ts';
import { forgetOldEvents } from './webhooks/retention.ts';
import { webhookWork } from './webhooks/work-kind.ts';

export interface Worker {
  /** Takes no more work, puts back what is not finished, then ends every connection. */
  close(): Promise<void>;
}

function jobKinds(platform: Platform): JobKind[] {
  return [
    { work: syncWork, run: (due, turn) => runSync(platform, due, turn) },
    { work: webhookWork, run: (due, turn) => applyEvent(platform, due, turn) },
    { work: registrationWork, run: (due, turn) => registerWebhook(platform, due, turn) },
  ];
}

function chores(platform: Platform, { reconcile: often, retention }: Config): Chore[] {
  return [
    runSchedules(platform),
    reconcile(platform, often),
    attachQuarantined(platform),
    analyzeNewRecords(platform),
    chainAudit(platform),
    rotateKeysRegularly(platform),
    forgetOldRefusals(platform),
    forgetOldFiles(platform),
    forgetOldJobs(platform, retention.jobsS),
    forgetOldEvents(platform, retention.eventsS),
    forgetUsedSignatures(platform.db.routing),
  ];
}

export async function startWorker(config: Config, log: Log, clock: Clock = systemClock): Promise<Worker> {
  const settings = { ...config, vendors: config.providers, worker: true };
  const platform = await openPlatform(settings, entities, { log, clock });
  await preloadProviders(platform);
  const workers = startWorkers(platform, {
    kinds: jobKinds(platform),
    chores: chores(platform, config),
    ...config.worker,
  });
  log.info('worker works');
  return {
    close: async () => {
      await workers.stop();
      await platform.close();
    },
  };
}

if (import.meta.main) {
  const config = readConfig();
  const log = createLog(config.log);
  endOnSignals(await startWorker(config, log), log);
}
