/** A worker's turn at a registration: the provider is brought to what is wanted, as often as it takes. */
import { recordChange } from '../audit/record-change.ts';
import { systemCaller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';
import { errorCode, HubError, LeaseLost, ProviderRefused } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Due } from '../platform/work/turns.ts';
import { claim, giveBack, type Claim } from '../platform/work/work.ts';
import type { Turn } from '../platform/work/workers.ts';
import { providerOf } from '../providers/registry.ts';
import type { WebhookEndpoints } from '../providers/provider.ts';
import { connectIntegration } from './connection.ts';
import { IntegrationNotFound } from './errors.ts';
import { registrationWork } from './registration-requests.ts';
import { adoptSecret, ensureSecret, type Owned } from './sealed-secrets.ts';

/** Time for an account of many lists, each of which is told; one that dies in between is taken over after it. */
const LEASE_MS = 120_000;
const FIRST_PAUSE_MS = 5_000;
/** What is in the way may be mended at the provider, of which nobody tells us: it is tried for ever, but seldom. */
const LONGEST_PAUSE_MS = 6 * 3_600_000;

interface Row {
  provider_id: string;
  url: string;
  wanted: boolean;
}

interface Held extends Owned {
  readonly claim: Claim;
  readonly row: Row;
}

/**
 * Registers or removes the route, or gives the row back; false when it was not to be had. Throws only when the database is
 * away.
 */
export async function registerWebhook(platform: Platform, due: Due, turn: Turn): Promise<boolean> {
  const { id, tenantId } = due;
  const tenant = platform.db.tenant(tenantId);
  const claimed = await tenant.transaction((tx) =>
    claim<Row>(tx, registrationWork, { id, leaseMs: LEASE_MS, columns: 'provider_id, url, wanted' }),
  );
  if (!claimed) return false;
  const held = { tenantId, integrationId: id, claim: claimed, row: claimed.row };
  const signal = AbortSignal.any([turn.shutdown, AbortSignal.timeout(LEASE_MS * 0.8)]);
  try {
    const endpoints = await endpointsOf(platform, held);
    await (claimed.row.wanted ? register : remove)(platform, held, { endpoints, signal });
  } catch (error) {
    await settleFailure(platform, held, { error, shutdown: turn.shutdown.aborted });
  }
  return true;
}

/** Throws IntegrationNotFound, CredentialRefused, and ProviderRefused where the account lets us register nothing. */
export async function endpointsOf(platform: Platform, of: Owned): Promise<WebhookEndpoints> {
  const { webhookEndpoints } = await connectIntegration(platform, of.tenantId, of.integrationId);
  if (webhookEndpoints) return webhookEndpoints;
  throw new ProviderRefused('The provider lets no webhook be registered with this credential');
}

interface Doing {
  readonly endpoints: WebhookEndpoints;
  readonly signal: AbortSignal;
}

async function register(platform: Platform, held: Held, { endpoints, signal }: Doing): Promise<void> {
  const tenant = platform.db.tenant(held.tenantId);
  const { provider_id: providerId, url } = held.row;
  // A vendor that tries the URL first does so before its answer: the secret in it must be known by then.
  const secret = providerOf(providerId).webhook.handshake
    ? await tenant.transaction((tx) => ensureSecret(platform, tx, held))
    : undefined;
  const added = await endpoints.add(secret ? `${url}/${encodeURIComponent(secret)}` : url, signal);
  try {
    await tenant.transaction(async (tx) => {
      await finish(
        tx,
        held,
        `update webhook_registration set status = 'REGISTERED', registered_at = now(),
        lease_until = null, error_code = null, error_message = null`,
      );
      if (added.secret) await adoptSecret(platform, tx, { of: held, secret: added.secret });
      await recordEnd(tx, held, 'integration.webhook_registered');
    });
  } catch (error) {
    if (error instanceof LeaseLost) await repeat(platform, held, { endpoints, signal });
    throw error;
  }
}

async function remove(platform: Platform, held: Held, { endpoints, signal }: Doing): Promise<void> {
  await endpoints.remove(held.row.url, signal);
  await platform.db.tenant(held.tenantId).transaction(async (tx) => {
    await finish(tx, held, 'delete from webhook_registration');
    await recordEnd(tx, held, 'integration.webhook_removed');
  });
}

/** Somebody has changed what is wanted while we did what was: what we have left at the provider is nobody's. */
async function repeat(platform: Platform, held: Held, { endpoints, signal }: Doing): Promise<void> {
  const rows = await platform.db.tenant(held.tenantId).transaction((tx) =>
    tx.query(
      `update webhook_registration set status = 'QUEUED', next_attempt_at = now(), lease_until = null, fence = fence + 1
          where id = $1 returning id`,
      [held.integrationId],
    ),
  );
  if (rows.length === 0) await endpoints.remove(held.row.url, signal);
}

/** Throws LeaseLost when the turn is another's by now. */
async function finish(tx: Tx, held: Held, statement: string): Promise<void> {
  const rows = await tx.query(
    `${statement} where id = $1 and fence = $2 and status = 'RUNNING' returning id`,
    [held.integrationId, held.claim.fence],
  );
  if (rows.length === 0) throw new LeaseLost(`webhook registration ${held.integrationId} was taken over`);
}

function recordEnd(tx: Tx, held: Held, action: string): Promise<void> {
  return recordChange(tx, {
    tenantId: held.tenantId,
    by: systemCaller('worker'),
    action,
    on: { type: 'Integration', id: held.integrationId },
    detail: { url: held.row.url },
  });
}

async function settleFailure(
  platform: Platform,
  held: Held,
  { error, shutdown }: { error: unknown; shutdown: boolean },
): Promise<void> {
  if (error instanceof LeaseLost) return;
  const { claim: mine, integrationId } = held;
  const tenant = platform.db.tenant(held.tenantId);
  if (error instanceof IntegrationNotFound) {
    return tenant.transaction((tx) => finish(tx, held, 'delete from webhook_registration')).catch(ignoreLost);
  }
  if (shutdown) {
    const back = { claim: mine, delayMs: 0, untried: true };
    return tenant.transaction((tx) => giveBack(tx, registrationWork, back));
  }
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(mine.attempts - 1, 20));
  const floor = error instanceof HubError ? (error.retryAfterMs ?? 0) : 0;
  const delayMs = Math.max(floor, Math.round(pause * (1 + Math.random() / 4)));
  platform.log.warn({ err: error, integration: integrationId, delayMs }, 'webhook not registered');
  await tenant.transaction(async (tx) => {
    await tx.query(
      `update webhook_registration set error_code = $3, error_message = $4 where id = $1 and fence = $2`,
      [
        integrationId,
        mine.fence,
        errorCode(error),
        error instanceof HubError ? error.message : 'Internal error',
      ],
    );
    await giveBack(tx, registrationWork, { claim: mine, delayMs });
  });
}

function ignoreLost(error: unknown): void {
  if (!(error instanceof LeaseLost)) throw error;
}
