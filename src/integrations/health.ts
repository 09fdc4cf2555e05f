/** How an integration is doing, as its syncs tell. Each runs in the transaction of the sync's end. */
import { recordChange } from '../audit/record-change.ts';
import { lookSoon } from '../connections/looks.ts';
import type { ConnectedAccountView } from '../connections/reads.ts';
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

/**
 * The provider refused the credential: nothing more is tried until a person enters a new one. Of a connected account that is
 * looked at first: ring LOOK_LANE after the commit, or wait for the sweeper.
 */
export async function markReauthNeeded(
  tx: Tx,
  job: { tenantId: string; integrationId: string },
): Promise<void> {
  const { tenantId, integrationId } = job;
  // Before the row itself is locked: what follows from a look locks in this order.
  const [connected] = await tx.query<{ id: string | null }>(
    `select connection_id as id from integration where id = $1 and status = 'ACTIVE'`,
    [integrationId],
  );
  if (connected?.id) await lookSoon(tx, { id: connected.id, tenantId });
  await degrade(tx, tenantId, { column: 'id', value: integrationId });
}

/** What becomes of the integrations that use a connected account, in the transaction in which it is learned how that stands. */
export async function followConnection(tx: Tx, account: ConnectedAccountView): Promise<void> {
  const { id, tenantId, status } = account;
  if (status === 'NEEDS_REAUTH' || status === 'REVOKED')
    return degrade(tx, tenantId, { column: 'connection_id', value: id });
  if (status !== 'ACTIVE') return;
  const rows = await tx.query<{ id: string }>(
    `update integration set status = 'ACTIVE', updated_at = now(), version = version + 1
      where connection_id = $1 and status = 'NEEDS_REAUTH' returning id`,
    [id],
  );
  for (const row of rows) {
    await recordChange(tx, {
      tenantId,
      by: systemCaller('worker'),
      action: 'integration.recovered',
      on: { type: 'Integration', id: row.id },
      detail: { connectedAccountId: id },
    });
  }
}

async function degrade(
  tx: Tx,
  tenantId: string,
  which: { column: 'id' | 'connection_id'; value: string },
): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `update integration set status = 'NEEDS_REAUTH', updated_at = now(), version = version + 1
      where ${which.column} = $1 and status = 'ACTIVE' returning id`,
    [which.value],
  );
  for (const { id } of rows) {
    await recordChange(tx, {
      tenantId,
      by: systemCaller('worker'),
      action: 'integration.reauth_needed',
      on: { type: 'Integration', id },
      event: {
        type: 'integration.degraded',
        subject: id,
        payload: { integrationId: id, status: 'NEEDS_REAUTH' },
      },
    });
  }
}
