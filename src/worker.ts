/** Process 2: the job kinds, worked on by lane. `npm run worker` */
import { chainAudit } from './audit/chain.ts';
import { forgetOldRefusals } from './audit/refusal-retention.ts';
import { readConfig, type Config } from './config.ts';
import { lookAtConnection } from './connections/look.ts';
import { lookWork } from './connections/looks.ts';
import { entities } from './entities.ts';
import { followConnection } from './integrations/health.ts';
import { mailJobs } from './identity/send-mail.ts';
import { resealPeoplesSecretsRegularly } from './identity/sealed-secrets.ts';
import { forgetOldProofs } from './identity/upkeep.ts';
import { preloadProviders } from './integrations/preload.ts';
import { registerWebhook } from './integrations/register-webhook.ts';
import { registrationWork } from './integrations/registration-requests.ts';
import { browseWith } from './funder-accounts/browse.ts';
import { openFunderDesk } from './funder-accounts/desk.ts';
import { forgetScreenshots } from './funder-accounts/screenshot-retention.ts';
import { forgetOldNotifications } from './notifications/retention.ts';
import { startCouriers } from './notifications/couriers.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { endOnSignals } from './platform/end.ts';
import { forgetRevocations } from './keys/revocations.ts';
import { rotateSigningKeys } from './keys/rotate-signing-keys.ts';
import { createLog, type Log } from './platform/log.ts';
import { openPlatform, type Platform } from './platform/platform.ts';
import { forgetUsedSignatures } from './platform/principal/used-signatures.ts';
import type { Chore } from './platform/work/chores.ts';
import { startWorkers, type JobKind } from './platform/work/workers.ts';
import { startAskers } from './quotes/askers.ts';
import { runProposal } from './quotes/proposals/run-proposal.ts';
import { proposalWork } from './quotes/proposals/work-kind.ts';
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

function jobKinds(platform: Platform, { mail, identity }: Config): JobKind[] {
  return [
    { work: syncWork, run: (due, turn) => runSync(platform, due, turn) },
    { work: webhookWork, run: (due, turn) => applyEvent(platform, due, turn) },
    { work: registrationWork, run: (due, turn) => registerWebhook(platform, due, turn) },
    {
      work: lookWork,
      run: (due, turn) => lookAtConnection(platform, due, { turn, follow: followConnection }),
    },
    ...mailJobs(platform, mail, identity.pagesUrl),
  ];
}

function chores(
  platform: Platform,
  { reconcile: often, retention, ownIssuer, notifications }: Config,
): Chore[] {
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
    forgetOldNotifications(platform, notifications.keptS),
    forgetScreenshots(platform),
    forgetUsedSignatures(platform.db.routing),
    ...(ownIssuer.on ? [rotateSigningKeys(platform, ownIssuer.keyLifetimeS)] : []),
    forgetRevocations(platform),
    forgetOldProofs(platform),
    resealPeoplesSecretsRegularly(platform),
  ];
}

export async function startWorker(config: Config, log: Log, clock: Clock = systemClock): Promise<Worker> {
  const settings = { ...config, vendors: config.providers, worker: true };
  const platform = await openPlatform(settings, entities, { log, clock });
  const { settings: funders, chromiumPath } = config.funders;
  const desk = openFunderDesk(platform, { settings: funders, browse: browseWith(platform, chromiumPath) });
  const askers = startAskers(platform, { desk, ...config.quotes, leaseMs: config.worker.leaseMs });
  await preloadProviders(platform);
  const workers = startWorkers(platform, {
    kinds: [
      ...jobKinds(platform, config),
      { work: proposalWork, run: (due, turn) => runProposal(platform, desk, { due, turn }) },
    ],
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
