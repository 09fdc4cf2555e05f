/** A worker's turn at a stored event: what it says is applied, and the row finished, in one transaction. */
import { recordChange } from '../audit/record-change.ts';
import { budgetName, connectIntegration } from '../integrations/connection.ts';
import { systemCaller } from '../platform/caller.ts';
import { prepared, type Tx } from '../platform/db/sql.ts';
import { errorCode, HubError, LeaseLost, ProviderThrottled } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { lanes } from '../platform/queue/lanes.ts';
import { orLeave, stalledAfter } from '../platform/work/stall.ts';
import type { Due } from '../platform/work/turns.ts';
import { claim, giveBack, judge, type Claim } from '../platform/work/work.ts';
import type { Turn } from '../platform/work/workers.ts';
import type { Change, Notice } from '../providers/provider.ts';
import { providerOf } from '../providers/registry.ts';
import { applyChanges } from '../syncs/apply.ts';
import { heedNotices } from './heed-notices.ts';
import type { WebhookEventStatus } from './webhook-event.entity.ts';
import { webhookWork } from './work-kind.ts';

interface Row {
  tenant_id: string;
  integration_id: string;
  provider_id: string;
  account_hash: string;
  event_type: string;
  body: Buffer;
}

type ClaimedEvent = Claim & { row: Row };

const COLUMNS = 'tenant_id, integration_id, provider_id, account_hash, event_type, body';
const integrationStatus = prepared(
  'webhook_integration_status',
  'select status from integration where id = $1',
);

/**
 * Works on the event until it is applied, given back, or somebody else's; false when it was not to be had. Throws only when
 * the database is away.
 */
export async function applyEvent(platform: Platform, due: Due, turn: Turn): Promise<boolean> {
  const claimed = await platform.db
    .tenant(due.tenantId)
    .transaction((tx) =>
      claim<Row>(tx, webhookWork, { id: due.id, leaseMs: turn.leaseMs, columns: COLUMNS }),
    );
  if (!claimed) return false;
  try {
    if (claimed.attempts > lanes[turn.lane].attempts) throw new WorkerDied('Its workers ended several times');
    // An event is small: what it waits for must come while the claim still holds.
    const signal = AbortSignal.any([turn.shutdown, stalledAfter(turn.leaseMs * 0.8)]);
    await orLeave(apply(platform, claimed, signal), { signal, graceMs: turn.leaseMs * 0.1 });
  } catch (error) {
    await settleFailure(platform, { claimed, error, turn });
  }
  return true;
}

async function apply(platform: Platform, claimed: ClaimedEvent, signal: AbortSignal): Promise<void> {
  const { row } = claimed;
  const tenant = platform.db.tenant(row.tenant_id);
  const [integration] = await tenant.read<{ status: string }>(integrationStatus, [row.integration_id]);
  const usable = integration?.status === 'ACTIVE' || integration?.status === 'NEEDS_REAUTH';
  const { changes, notices } = usable ? readEvent(row) : NOTHING;
  const owner = { tenantId: row.tenant_id, integrationId: row.integration_id };
  if (notices.length > 0) await heedNotices(platform, owner, { notices, signal });
  if (changes.length === 0) {
    const status = notices.length > 0 ? 'APPLIED' : 'IGNORED';
    return tenant.transaction((tx) => finishEvent(tx, claimed, { status }));
  }
  const connect = () => connectIntegration(platform, row.tenant_id, row.integration_id);
  await applyChanges(
    platform,
    { ...owner, connect },
    { changes, signal, alongside: (tx) => finishEvent(tx, claimed, { status: 'APPLIED' }) },
  );
}

interface Said {
  readonly changes: readonly Change[];
  readonly notices: readonly Notice[];
}

const NOTHING: Said = { changes: [], notices: [] };

function readEvent(row: Row): Said {
  const { webhook } = providerOf(row.provider_id);
  const event = { type: row.event_type, body: row.body };
  return { changes: webhook.changes(event), notices: webhook.notices?.(event) ?? [] };
}

/** Every worker that took the event died of it: it must not take more of them down. */
class WorkerDied extends HubError {
  readonly code = 'WORKER_DIED';
}

async function settleFailure(
  platform: Platform,
  failure: { claimed: ClaimedEvent; error: unknown; turn: Turn },
): Promise<void> {
  const { claimed, error, turn } = failure;
  if (error instanceof LeaseLost) return;
  const { row, attempts } = claimed;
  const throttled = error instanceof ProviderThrottled;
  // Neither our own end nor a provider's "slow down" says anything about the event.
  const untried = turn.shutdown.aborted || throttled;
  const verdict = turn.shutdown.aborted ? { retryInMs: 0 } : judge(error, turn.lane, untried ? 1 : attempts);
  platform.log.warn({ err: error, webhookEvent: claimed.id, verdict }, 'webhook event not applied');
  if (throttled && verdict !== 'give up') {
    await platform.budget.pauseFor(budgetName(row.provider_id, row.account_hash), verdict.retryInMs);
  }
  await platform.db.tenant(row.tenant_id).transaction(async (tx) => {
    if (verdict === 'give up') {
      await finishEvent(tx, claimed, { status: 'FAILED', error });
      return tellQuarantined(tx, claimed, errorCode(error));
    }
    await giveBack(tx, webhookWork, { claim: claimed, delayMs: verdict.retryInMs, untried });
  });
}

/** The event is set aside: whoever looks after the integration should know. */
function tellQuarantined(tx: Tx, { id, row }: ClaimedEvent, code: string): Promise<void> {
  return recordChange(tx, {
    tenantId: row.tenant_id,
    by: systemCaller('worker'),
    action: 'webhook_event.given_up',
    on: { type: 'WebhookEvent', id },
    outcome: 'FAILED',
    detail: { code },
    event: {
      type: 'webhook.quarantined',
      subject: row.integration_id,
      payload: {
        integrationId: row.integration_id,
        provider: row.provider_id,
        webhookEventId: id,
        eventType: row.event_type,
        code,
      },
    },
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
