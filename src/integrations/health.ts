/** How an integration is doing, as its syncs tell. Each runs in the transaction of the sync's end. */
import { recordChange } from '../audit/record-change.ts';
import { systemCaller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';

/** `fullPass`: the sync has passed over all resources. */
export async function markSynced(tx: Tx, integrationId: string, fullPass: boolean): Promise<void> {
  await tx.query(
    `update integration set last_synced_at = now(), last_full_pass_at = case when $2 then now() else last_full_pass_at end,
            updated_at = now(), version = version + 1
      where id = $1 and status <> 'DELETING'`,
    [integrationId, fullPass],
  );
}

/** The provider refused the credential: nothing more is tried until a person enters a new one. */
export async function markReauthNeeded(
  tx: Tx,
  job: { tenantId: string; integrationId: string },
): Promise<void> {
  const rows = await tx.query(
    `update integration set status = 'NEEDS_REAUTH', updated_at = now(), version = version + 1
      where id = $1 and status = 'ACTIVE' returning id`,
    [job.integrationId],
  );
  if (rows.length === 0) return;
  await recordChange(tx, {
    tenantId: job.tenantId,
    by: systemCaller('worker'),
    action: 'integration.reauth_needed',
    on: { type: 'Integration', id: job.integrationId },
    event: {
      type: 'integration.degraded',
      subject: job.integrationId,
      payload: { integrationId: job.integrationId, status: 'NEEDS_REAUTH' },
    },
  });
}
