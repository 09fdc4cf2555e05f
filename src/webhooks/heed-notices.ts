/** Events that name no object. What they tell of is looked at before it is believed, and asked for once however often it is told. */
import { connectIntegration } from '../integrations/connection.ts';
import { markReauthNeeded } from '../integrations/health.ts';
import { systemCaller } from '../platform/caller.ts';
import { CredentialRefused } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Notice } from '../providers/provider.ts';
import { insertJob, wake } from '../syncs/syncs.ts';

interface Owner {
  readonly tenantId: string;
  readonly integrationId: string;
}

/** Throws what a look at the provider throws, except that the credential is refused: that is what was to be found out. */
export async function heedNotices(
  platform: Platform,
  owner: Owner,
  told: { notices: readonly Notice[]; signal: AbortSignal },
): Promise<void> {
  const stale = told.notices.flatMap((notice) => (notice.kind === 'stale' ? [notice.resource] : []));
  if (stale.length > 0) await pullSoon(platform, owner, stale);
  if (told.notices.some(({ kind }) => kind === 'revoked')) await proveGrant(platform, owner, told.signal);
}

/** Queues a pull of changes, unless one that waits to begin will see them anyway. */
async function pullSoon(platform: Platform, owner: Owner, resources: string[]): Promise<void> {
  const db = platform.db.tenant(owner.tenantId);
  const actor = { db, caller: systemCaller('webhooks') };
  const { integrationId } = owner;
  const id = await db.change(async (em, tx) => {
    // One event at a time: of many at once, the first queues the pull and the others find it.
    await tx.query('select 1 from integration where id = $1 for no key update', [integrationId]);
    const waiting = await tx.query(
      `select 1 from sync_job
        where integration_id = $1 and status = 'QUEUED' and started_at is null and resources @> $2::text[] limit 1`,
      [integrationId, resources],
    );
    if (waiting.length > 0) return undefined;
    const job = { integrationId, kind: 'WEBHOOK', mode: 'INCREMENTAL', priority: 'CRITICAL' } as const;
    return insertJob(em, tx, { actor, job: { ...job, resources } });
  });
  if (id) await wake(platform, actor, { id, priority: 'CRITICAL' });
}

/** An old event, or one of another grant, says nothing of a credential that still works. */
async function proveGrant(platform: Platform, owner: Owner, signal: AbortSignal): Promise<void> {
  try {
    const connection = await connectIntegration(platform, owner.tenantId, owner.integrationId);
    await connection.check(signal);
  } catch (error) {
    if (!(error instanceof CredentialRefused)) throw error;
    await platform.db.tenant(owner.tenantId).transaction((tx) => markReauthNeeded(tx, owner));
  }
}
