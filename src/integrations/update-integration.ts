import { LockMode } from '@mikro-orm/core';
import { recordChange } from '../audit/record-change.ts';
import type { Tx } from '../platform/db/sql.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Provider } from '../providers/provider.ts';
import { findProvider } from '../providers/registry.ts';
import { accessIn, type Access, type AccessInput } from './access.ts';
import { connectIntegration } from './connection.ts';
import { IntegrationNotFound } from './errors.ts';
import { Integration, type IntegrationRow } from './integration.entity.ts';
import { checkedName, theView, type Actor, type ActorInPerson } from './integrations.ts';
import { placeOf } from './place.ts';
import { NothingToRegister, prove, registersWebhooks, type Proven } from './prove.ts';
import type { IntegrationView } from './reads.ts';
import {
  REGISTRATION_LANE,
  repeatRegistration,
  requestRegistration,
  requestRemoval,
} from './registration-requests.ts';
import { DEFAULT_OVERLAP_S, rotate, type WebhookSecret } from './webhook-secrets.ts';

/** A new credential or connected account replaces whichever there was. */
export interface UpdateIntegration extends AccessInput {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly enabled?: boolean | null | undefined;
  readonly webhookSecret?: string | null | undefined;
  /** Seconds for which the secret before stays good. */
  readonly webhookSecretOverlap?: number | null | undefined;
  /** True: again, if it is registered already. False: no longer. */
  readonly registerWebhook?: boolean | null | undefined;
}

/**
 * Changes what is given and leaves the rest. A new credential or connected account must be of the same account. Throws
 * IntegrationNotFound, InvalidInput, ConnectionSubjectForbidden, CredentialRefused, ProviderUnavailable.
 */
export async function updateIntegration(
  platform: Platform,
  actor: ActorInPerson,
  input: UpdateIntegration,
): Promise<IntegrationView> {
  const before = await theView(actor.db, input.id);
  const provider = findProvider(before.providerId);
  if (!provider) throw new IntegrationNotFound(input.id);
  const name = input.name === null || input.name === undefined ? undefined : checkedName(input.name);
  const access = await accessIn(actor, provider, input);
  if (input.registerWebhook) await assertRegisters(platform, { actor, provider, access, id: before.id });
  const proven = access && (await prove(platform, provider, access));
  if (proven && proven.account.externalId !== before.externalId) {
    const field = access?.kind === 'connection' ? 'input.connectionId' : 'input.credential';
    throw new InvalidInput('It belongs to another account', { field });
  }
  const { tenantId } = actor.db;
  await actor.db.change(async (em, tx) => {
    // Locked: renewals and registrations write the same columns.
    const row = await em.findOne(
      Integration,
      { id: before.id, status: { $ne: 'DELETING' } },
      { populate: ['credential', 'webhookSecrets'], lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!row) throw new IntegrationNotFound(input.id);
    if (name !== undefined) row.name = name;
    if (proven) enterAccess(platform, row, proven);
    if (input.enabled === false) row.status = 'DISABLED';
    if (input.enabled === true && row.status === 'DISABLED') row.status = 'ACTIVE';
    if (input.webhookSecret) rotateSecret(platform, row, { ...input, webhookSecret: input.webhookSecret });
    await changeRegistration(tx, platform, { row, provider, input });
    await recordChange(tx, {
      tenantId,
      by: actor.caller,
      action: 'integration.updated',
      on: { type: 'Integration', id: row.id },
      detail: { fields: Object.keys(input).filter((key) => key !== 'id' && Reflect.get(input, key) != null) },
    });
  });
  if (input.registerWebhook != null || input.webhookSecret) await platform.bells.ring(REGISTRATION_LANE);
  return theView(actor.db, before.id);
}

function enterAccess(platform: Platform, row: IntegrationRow, { credential, connectionId }: Proven): void {
  const place = placeOf(row.tenantId, row.id, 'credential');
  row.credential = credential && platform.vault.seal(JSON.stringify(credential), place);
  row.connectionId = connectionId;
  row.credentialVersion += 1;
  // Who is renewing the one before has nothing to say about this one.
  row.renewalFence += 1n;
  row.renewalUntil = null;
  if (row.status === 'NEEDS_REAUTH') row.status = 'ACTIVE';
}

function rotateSecret(
  platform: Platform,
  row: IntegrationRow,
  {
    webhookSecret,
    webhookSecretOverlap,
  }: { webhookSecret: string; webhookSecretOverlap?: number | null | undefined },
): void {
  const place = placeOf(row.tenantId, row.id, 'webhook_secrets');
  const known = row.webhookSecrets
    ? (JSON.parse(platform.vault.open(row.webhookSecrets, place)) as WebhookSecret[])
    : [];
  const overlapS = webhookSecretOverlap ?? DEFAULT_OVERLAP_S;
  const rotated = rotate(known, { secret: webhookSecret, overlapS, nowMs: platform.clock.now() });
  row.webhookSecrets = platform.vault.seal(JSON.stringify(rotated), place);
}

async function changeRegistration(
  tx: Tx,
  platform: Platform,
  { row, provider, input }: { row: IntegrationRow; provider: Provider; input: UpdateIntegration },
): Promise<void> {
  if (input.registerWebhook) return requestRegistration(tx, platform.publicUrl, row);
  if (input.registerWebhook === false) return requestRemoval(tx, row.id);
  // Its secret is part of the URL that such a vendor was told.
  const moved = input.webhookSecret && provider.webhook.handshake;
  if (moved) await repeatRegistration(tx, row.id);
}

/** Throws InvalidInput where the provider lets nothing be registered. */
async function assertRegisters(
  platform: Platform,
  of: { actor: Actor; provider: Provider; access: Access | undefined; id: string },
): Promise<void> {
  const { actor, provider, access, id } = of;
  const registers = access
    ? registersWebhooks(platform, provider, access)
    : (await connectIntegration(platform, actor.db.tenantId, id)).webhookEndpoints !== undefined;
  if (!registers) throw new NothingToRegister(provider);
}
