import { recordChange } from '../audit/record-change.ts';
import { theView, type Actor } from '../integrations/integrations.ts';
import { withdrawWebhook } from '../integrations/withdraw-webhook.ts';
import type { Platform } from '../platform/platform.ts';
import { insertJob, wake } from './syncs.ts';

/**
 * Deletes an integration: its credential is gone at once and nothing shows it any more; its records follow in a
 * clean-up on the low lane. Running syncs are canceled. A webhook that we registered at the provider is removed there
 * first, if the provider lets us: what is left behind delivers to a route that refuses it. Throws IntegrationNotFound.
 */
export async function deleteIntegration(
  platform: Platform,
  actor: Actor,
  integrationId: string,
): Promise<string> {
  const integration = await theView(actor.db, integrationId);
  const webhook = await withdrawWebhook(platform, actor.db, integration.id);
  const id = await actor.db.change(async (em, tx) => {
    await tx.query('delete from webhook_registration where id = $1', [integration.id]);
    await tx.query(
      `update integration set status = 'DELETING', credential = null, webhook_secrets = null, updated_at = now(),
              version = version + 1 where id = $1`,
      [integration.id],
    );
    await tx.query(
      `update sync_job
          set cancel_requested_at = now(), revision = revision + 1,
              status = case status when 'QUEUED' then 'CANCELED' else status end,
              finished_at = case status when 'QUEUED' then now() end
        where integration_id = $1 and status in ('QUEUED', 'RUNNING')`,
      [integration.id],
    );
    await recordChange(tx, {
      tenantId: actor.db.tenantId,
      by: actor.caller,
      action: 'integration.deleted',
      on: { type: 'Integration', id: integration.id },
      ...(webhook && { detail: { webhook: webhook.leftBehind ? 'LEFT_BEHIND' : 'REMOVED', ...webhook } }),
    });
    const job = { integrationId: integration.id, kind: 'CLEANUP', mode: 'FULL', priority: 'LOW' } as const;
    return insertJob(em, tx, { actor, job: { ...job, resources: [] } });
  });
  await wake(platform, actor, { id, priority: 'LOW' });
  return integration.id;
}
