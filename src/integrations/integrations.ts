/** A tenant's integrations: creating, finding and testing them. */
import { randomUUID } from 'node:crypto';
import { recordChange } from '../audit/record-change.ts';
import type { Caller } from '../platform/caller.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid } from '../platform/db/uuid.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Principal } from '../platform/principal/principal.ts';
import type { Account, Provider } from '../providers/provider.ts';
import { findProvider } from '../providers/registry.ts';
import { accessIn, type Access, type AccessInput } from './access.ts';
import { connectIntegration } from './connection.ts';
import { accountHash } from './credential.ts';
import { IntegrationNotFound } from './errors.ts';
import { Integration } from './integration.entity.ts';
import { placeOf } from './place.ts';
import { CHECK_TIMEOUT_MS, NothingToRegister, prove, registersWebhooks } from './prove.ts';
import { integrationsByIds, type IntegrationView } from './reads.ts';
import { REGISTRATION_LANE, requestRegistration } from './registration-requests.ts';
import { rotate } from './webhook-secrets.ts';

/** Who asks, and in which tenant. */
export interface Actor {
  readonly db: TenantDb;
  readonly caller: Caller;
}

/** With the person who acts: connected accounts are their owners'. */
export type ActorInPerson = Actor & { readonly principal: Pick<Principal, 'subject' | 'scopes'> };

/** A credential or a connected account must be given. */
export interface CreateIntegration extends AccessInput {
  readonly providerId: string;
  readonly name: string;
  readonly webhookSecret?: string | null | undefined;
  /** Left out: wherever it can succeed and nobody has done it by hand. */
  readonly registerWebhook?: boolean | null | undefined;
}

const NAME_LIMIT = 200;

/**
 * Tries the access at the provider; a credential is stored sealed. The account is what the provider says it is.
 * Throws InvalidInput, ConnectionSubjectForbidden, CredentialRefused, ProviderUnavailable.
 */
export async function createIntegration(
  platform: Platform,
  actor: ActorInPerson,
  input: CreateIntegration,
): Promise<IntegrationView> {
  const provider = findProvider(input.providerId);
  if (!provider) throw new InvalidInput(`No provider ${input.providerId}`, { field: 'input.providerId' });
  const name = checkedName(input.name);
  const access = await accessIn(actor, provider, input);
  if (!access)
    throw new InvalidInput('Give a credential or a connected account', { field: 'input.credential' });
  const id = randomUUID();
  const { tenantId } = actor.db;
  const seal = (value: unknown, column: 'credential' | 'webhook_secrets') =>
    platform.vault.seal(JSON.stringify(value), placeOf(tenantId, id, column));
  const secrets = input.webhookSecret
    ? rotate([], { secret: input.webhookSecret, overlapS: 0, nowMs: platform.clock.now() })
    : undefined;
  const registers = mayRegister(platform, { provider, access, input });
  // Last, for it may use up what was entered: nothing that is said about the input comes after it.
  const proven = await prove(platform, provider, access);
  await actor.db.change(async (em, tx) => {
    em.create(Integration, {
      id,
      tenantId,
      providerId: provider.id,
      name,
      status: 'ACTIVE',
      externalId: proven.account.externalId,
      accountHash: accountHash(provider.id, proven.account.externalId),
      connectionId: proven.connectionId,
      credential: proven.credential && seal(proven.credential, 'credential'),
      webhookSecrets: secrets ? seal(secrets, 'webhook_secrets') : null,
    });
    if (registers)
      await requestRegistration(tx, platform.publicUrl, { id, tenantId, providerId: provider.id });
    await recordChange(tx, {
      tenantId,
      by: actor.caller,
      action: 'integration.created',
      on: { type: 'Integration', id },
      detail: { providerId: provider.id, externalId: proven.account.externalId },
    });
  });
  if (registers) await platform.bells.ring(REGISTRATION_LANE);
  return theView(actor.db, id);
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

/** Whether the webhook is to be registered. Throws InvalidInput where that is asked for and cannot be. */
function mayRegister(
  platform: Platform,
  { provider, access, input }: { provider: Provider; access: Access; input: CreateIntegration },
): boolean {
  const { registerWebhook, webhookSecret } = input;
  if (registerWebhook === false) return false;
  const possible = registersWebhooks(platform, provider, access);
  if (registerWebhook && !possible) throw new NothingToRegister(provider);
  // Providers deliver to encrypted routes only, and who brings a secret has registered the route already.
  return registerWebhook ?? (possible && platform.publicUrl.startsWith('https:') && !webhookSecret);
}

/** Throws InvalidInput. */
export function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > NAME_LIMIT) {
    throw new InvalidInput(`A name has 1 to ${NAME_LIMIT} characters`, { field: 'input.name' });
  }
  return trimmed;
}
