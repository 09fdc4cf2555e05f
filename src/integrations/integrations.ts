/** A tenant's integrations: creating, changing, testing and deleting them. */
import { randomUUID } from 'node:crypto';
import { recordChange } from '../audit/record-change.ts';
import type { Caller } from '../platform/caller.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid } from '../platform/db/uuid.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Account, Provider } from '../providers/provider.ts';
import { findProvider } from '../providers/registry.ts';
import { connectIntegration, openConnection } from './connection.ts';
import { accountHash, credentialHash, parseCredential, type CredentialValue } from './credential.ts';
import { IntegrationNotFound } from './errors.ts';
import { Integration } from './integration.entity.ts';
import { placeOf } from './place.ts';
import { integrationsByIds, type IntegrationView } from './reads.ts';
import { DEFAULT_OVERLAP_S, rotate, type WebhookSecret } from './webhook-secrets.ts';

/** Who asks, and in which tenant. */
export interface Actor {
  readonly db: TenantDb;
  readonly caller: Caller;
}

export interface CreateIntegration {
  readonly providerId: string;
  readonly name: string;
  readonly credential: readonly CredentialValue[];
  readonly webhookSecret?: string | null | undefined;
}

export interface UpdateIntegration {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly credential?: readonly CredentialValue[] | null | undefined;
  readonly enabled?: boolean | null | undefined;
  readonly webhookSecret?: string | null | undefined;
  /** Seconds for which the secret before stays good. */
  readonly webhookSecretOverlap?: number | null | undefined;
}

const CHECK_TIMEOUT_MS = 10_000;
const NAME_LIMIT = 200;

/**
 * Checks the credential at the provider and stores it sealed. The account is what the provider says it is.
 * Throws InvalidInput, CredentialRefused, ProviderUnavailable.
 */
export async function createIntegration(
  platform: Platform,
  actor: Actor,
  input: CreateIntegration,
): Promise<IntegrationView> {
  const provider = findProvider(input.providerId);
  if (!provider) throw new InvalidInput(`No provider ${input.providerId}`, { field: 'input.providerId' });
  const name = checkedName(input.name);
  const proven = await prove(platform, provider, input.credential);
  const id = randomUUID();
  const { tenantId } = actor.db;
  const seal = (value: unknown, column: 'credential' | 'webhook_secrets') =>
    platform.vault.seal(JSON.stringify(value), placeOf(tenantId, id, column));
  const secrets = input.webhookSecret
    ? rotate([], { secret: input.webhookSecret, overlapS: 0, nowMs: platform.clock.now() })
    : undefined;
  await actor.db.change(async (em, tx) => {
    em.create(Integration, {
      id,
      tenantId,
      providerId: provider.id,
      name,
      status: 'ACTIVE',
      externalId: proven.account.externalId,
      accountHash: accountHash(provider.id, proven.account.externalId),
      credential: seal(proven.credential, 'credential'),
      webhookSecrets: secrets ? seal(secrets, 'webhook_secrets') : null,
    });
    await recordChange(tx, {
      tenantId,
      by: actor.caller,
      action: 'integration.created',
      on: { type: 'Integration', id },
      detail: { providerId: provider.id, externalId: proven.account.externalId },
    });
  });
  return theView(actor.db, id);
}

/** Changes what is given and leaves the rest. A new credential must belong to the same account. */
export async function updateIntegration(
  platform: Platform,
  actor: Actor,
  input: UpdateIntegration,
): Promise<IntegrationView> {
  const before = await theView(actor.db, input.id);
  const provider = findProvider(before.providerId);
  if (!provider) throw new IntegrationNotFound(input.id);
  const name = input.name === null || input.name === undefined ? undefined : checkedName(input.name);
  const proven = input.credential ? await prove(platform, provider, input.credential) : undefined;
  if (proven && proven.account.externalId !== before.externalId) {
    throw new InvalidInput('The credential belongs to another account', { field: 'input.credential' });
  }
  const { tenantId } = actor.db;
  await actor.db.change(async (em, tx) => {
    const row = await em.findOne(
      Integration,
      { id: before.id, status: { $ne: 'DELETING' } },
      {
        populate: ['credential', 'webhookSecrets'],
      },
    );
    if (!row) throw new IntegrationNotFound(input.id);
    if (name !== undefined) row.name = name;
    if (proven) {
      row.credentialVersion += 1;
      row.credential = platform.vault.seal(
        JSON.stringify(proven.credential),
        placeOf(tenantId, row.id, 'credential'),
      );
      if (row.status === 'NEEDS_REAUTH') row.status = 'ACTIVE';
    }
    if (input.enabled === false) row.status = 'DISABLED';
    if (input.enabled === true && row.status === 'DISABLED') row.status = 'ACTIVE';
    if (input.webhookSecret) {
      const place = placeOf(tenantId, row.id, 'webhook_secrets');
      const known = row.webhookSecrets
        ? (JSON.parse(platform.vault.open(row.webhookSecrets, place)) as WebhookSecret[])
        : [];
      const overlapS = input.webhookSecretOverlap ?? DEFAULT_OVERLAP_S;
      const rotated = rotate(known, { secret: input.webhookSecret, overlapS, nowMs: platform.clock.now() });
      row.webhookSecrets = platform.vault.seal(JSON.stringify(rotated), place);
    }
    await recordChange(tx, {
      tenantId,
      by: actor.caller,
      action: 'integration.updated',
      on: { type: 'Integration', id: row.id },
      detail: { fields: Object.keys(input).filter((key) => key !== 'id' && Reflect.get(input, key) != null) },
    });
  });
  return theView(actor.db, before.id);
}

/** Asks the provider whether the stored credential still works. Throws CredentialRefused, ProviderUnavailable. */
export async function testIntegration(platform: Platform, actor: Actor, id: string): Promise<Account> {
  const view = await theView(actor.db, id);
  const connection = await connectIntegration(platform, actor.db.tenantId, view.id);
  return connection.check(AbortSignal.timeout(CHECK_TIMEOUT_MS));
}

/** The integration as the tenant sees it. Throws IntegrationNotFound. */
export async function theView(db: TenantDb, id: string): Promise<IntegrationView> {
  const [view] = isUuid(id) ? await integrationsByIds(db, [id]) : [];
  if (!view) throw new IntegrationNotFound(id);
  return view;
}

/** Throws Conflict unless the integration may be used. */
export function assertUsable(view: IntegrationView): void {
  if (view.status === 'ACTIVE') return;
  const why = view.status === 'DISABLED' ? 'is disabled' : 'needs a new credential first';
  throw new IntegrationNotReady(`The integration ${why}`);
}

export class IntegrationNotReady extends Conflict {
  override readonly code = 'INTEGRATION_NOT_READY';
}

async function prove(platform: Platform, provider: Provider, values: readonly CredentialValue[]) {
  const credential = parseCredential(provider, values);
  const budgetKey = credentialHash(provider.id, credential);
  const connection = openConnection(platform, { providerId: provider.id, credential, budgetKey });
  return { credential, account: await connection.check(AbortSignal.timeout(CHECK_TIMEOUT_MS)) };
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > NAME_LIMIT) {
    throw new InvalidInput(`A name has 1 to ${NAME_LIMIT} characters`, { field: 'input.name' });
  }
  return trimmed;
}
