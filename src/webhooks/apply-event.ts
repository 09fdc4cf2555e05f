/** A worker's turn at a stored event: what it says is applied, and the row finished, in one transaction. */
import { connectIntegration } from '../integrations/connection.ts';
import { prepared, type Tx } from '../platform/db/sql.ts';
import { errorCode, HubError, LeaseLost } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { claim, giveBack, judge, type Claim } from '../platform/work/work.ts';
import type { Turn } from '../platform/work/workers.ts';
import { providerOf } from '../providers/registry.ts';
import { applyChanges } from '../syncs/apply.ts';
import type { WebhookEventStatus } from './webhook-event.entity.ts';
import { webhookWork } from './work-kind.ts';

interface Row {
  tenant_id: string;
  integration_id: string;
  provider_id: string;
  body: Buffer;
}

const tenantOf = prepared('webhook_event_tenant', 'select tenant_id from webhook_event where id = $1');
const integrationStatus = prepared(
  'webhook_integration_status',
  'select status from integration where id = $1',
);

export async function applyEvent(platform: Platform, id: string, turn: Turn): Promise<void> {
  const [owner] = await platform.db.routing.query<{ tenant_id: string | null }>(tenantOf, [id]);
  if (!owner?.tenant_id) return;
  const tenant = platform.db.tenant(owner.tenant_id);
  const columns = 'tenant_id, integration_id, provider_id, body';
  const claimed = await tenant.transaction((tx) =>
    claim<Row>(tx, webhookWork, { id, leaseMs: turn.leaseMs, columns }),
  );
  if (!claimed) return;
  const { row } = claimed;
  const finish = (status: WebhookEventStatus) => (tx: Tx) => finishEvent(tx, claimed, { status });
  try {
    const [integration] = await tenant.read<{ status: string }>(integrationStatus, [row.integration_id]);
    const usable = integration?.status === 'ACTIVE' || integration?.status === 'NEEDS_REAUTH';
    const changes = usable ? providerOf(row.provider_id).webhook.changes(row.body) : [];
    if (changes.length === 0) return await tenant.transaction(finish('IGNORED'));
    const target = {
      tenantId: row.tenant_id,
      integrationId: row.integration_id,
      connect: () => connectIntegration(platform, row.tenant_id, row.integration_id),
    };
    await applyChanges(platform, target, { changes, signal: turn.shutdown, alongside: finish('APPLIED') });
  } catch (error) {
    await settleFailure(platform, row.tenant_id, { claimed, error, turn });
  }
}

async function settleFailure(
  platform: Platform,
  tenantId: string,
  failure: { claimed: Claim; error: unknown; turn: Turn },
): Promise<void> {
  const { claimed, error, turn } = failure;
  if (error instanceof LeaseLost) return;
  const stopping = turn.shutdown.aborted;
  const verdict = stopping ? { retryInMs: 0 } : judge(error, turn.lane, claimed.attempts);
  platform.log.warn({ err: error, webhookEvent: claimed.id, verdict }, 'webhook event failed');
  await platform.db.tenant(tenantId).transaction(async (tx) => {
    if (verdict === 'give up') return finishEvent(tx, claimed, { status: 'FAILED', error });
    await giveBack(tx, webhookWork, { claim: claimed, delayMs: verdict.retryInMs, untried: stopping });
  });
}

/** Throws LeaseLost when another worker took the event over, so that whatever else is in the transaction is undone. */
async function finishEvent(
  tx: Tx,
  claimed: Claim,
  end: { status: WebhookEventStatus; error?: unknown },
): Promise<void> {
  const message = end.error instanceof HubError ? end.error.message : 'Internal error';
  const rows = await tx.query(
    `update webhook_event set status = $3, finished_at = now(), lease_until = null, error_code = $4, error_message = $5
      where id = $1 and fence = $2 and status = 'RUNNING' returning id`,
    [
      claimed.id,
      claimed.fence,
      end.status,
      end.error ? errorCode(end.error) : null,
      end.error ? message : null,
    ],
  );
  if (rows.length === 0) throw new LeaseLost(`webhook event ${claimed.id} was taken over`);
}
