/** What a worker does: the kinds of durable work, and the chores. */
import { chainAudit } from '../audit/chain.ts';
import { forgetOldRefusals } from '../audit/refusal-retention.ts';
import type { Config } from '../config.ts';
import { lookAtConnection } from '../connections/look.ts';
import { lookWork } from '../connections/looks.ts';
import type { FunderDesk } from '../funder-accounts/desk.ts';
import { forgetScreenshots } from '../funder-accounts/screenshot-retention.ts';
import { resealPeoplesSecretsRegularly } from '../identity/sealed-secrets.ts';
import { mailJobs } from '../identity/send-mail.ts';
import { forgetOldProofs } from '../identity/upkeep.ts';
import { followConnection } from '../integrations/health.ts';
import { registerWebhook } from '../integrations/register-webhook.ts';
import { registrationWork } from '../integrations/registration-requests.ts';
import { forgetRevocations } from '../keys/revocations.ts';
import { rotateSigningKeys } from '../keys/rotate-signing-keys.ts';
import { forgetOldNotifications } from '../notifications/retention.ts';
import type { Platform } from '../platform/platform.ts';
import { forgetUsedSignatures } from '../platform/principal/used-signatures.ts';
import type { Chore } from '../platform/work/chores.ts';
import type { JobKind } from '../platform/work/workers.ts';
import { runProposal } from '../quotes/proposals/run-proposal.ts';
import { proposalWork } from '../quotes/proposals/work-kind.ts';
import { forgetOldQuotes } from '../quotes/retention.ts';
import { rotateKeysRegularly } from '../sealing/rotate.ts';
import { forgetOldFiles } from '../syncs/batches/files.ts';
import { reconcile } from '../syncs/reconcile.ts';
import { forgetOldJobs } from '../syncs/retention.ts';
import { runSync } from '../syncs/run-sync.ts';
import { runSchedules } from '../syncs/schedules.ts';
import { analyzeNewRecords } from '../syncs/statistics.ts';
import { syncWork } from '../syncs/work-kind.ts';
import { applyEvent } from '../webhooks/apply-event.ts';
import { attachQuarantined } from '../webhooks/attach.ts';
import { forgetOldEvents } from '../webhooks/retention.ts';
import { webhookWork } from '../webhooks/work-kind.ts';

/** What comes by the lanes, kind by kind. */
export function jobKinds(platform: Platform, desk: FunderDesk, { mail, identity }: Config): JobKind[] {
  return [
    { work: syncWork, run: (due, turn) => runSync(platform, due, turn) },
    { work: webhookWork, run: (due, turn) => applyEvent(platform, due, turn) },
    { work: registrationWork, run: (due, turn) => registerWebhook(platform, due, turn) },
    {
      work: lookWork,
      run: (due, turn) => lookAtConnection(platform, due, { turn, follow: followConnection }),
    },
    { work: proposalWork, run: (due, turn) => runProposal(platform, desk, { due, turn }) },
    ...mailJobs(platform, mail, identity.pagesUrl),
  ];
}

/** What is done regularly, by one of the processes each. */
export function chores(
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
    forgetOldQuotes(platform, retention.quotesS),
    forgetScreenshots(platform),
    forgetUsedSignatures(platform.db.routing),
    ...(ownIssuer.on ? [rotateSigningKeys(platform, ownIssuer.keyLifetimeS)] : []),
    forgetRevocations(platform),
    forgetOldProofs(platform),
    resealPeoplesSecretsRegularly(platform),
  ];
}
