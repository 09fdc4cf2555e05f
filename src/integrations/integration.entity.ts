import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantAndRouting } from '../platform/db/row-security.ts';

export const integrationStatuses = ['ACTIVE', 'NEEDS_REAUTH', 'DISABLED', 'DELETING'] as const;
export type IntegrationStatus = (typeof integrationStatuses)[number];

/** A tenant's link to one account at one provider. */
export const Integration = defineEntity({
  name: 'Integration',
  tableName: 'integration',
  ...tenantAndRouting,
  indexes: [
    { name: 'integration_page', properties: ['tenantId', 'createdAt', 'id'] },
    { name: 'integration_account', properties: ['providerId', 'accountHash'] },
    { name: 'integration_connection', properties: ['connectionId'] },
    { name: 'integration_reconcile', properties: ['nextReconcileAt'] },
  ],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    providerId: p.string(),
    name: p.string(),
    status: p.enum(integrationStatuses),
    /** The account's id at the provider, as the provider itself told it when the credential was checked. */
    externalId: p.string(),
    /** SHA-256 of provider and account: lets a webhook find its integration before a tenant is known. */
    accountHash: p.string(),
    /** The connected account whose access is used instead of a credential. */
    connectionId: p.uuid().nullable(),
    /** Sealed JSON of the provider's credential fields; empty once the integration is deleted. */
    credential: p.blob().nullable().lazy(),
    /** Grows with every stored credential, so that a renewal knows which one it replaces. */
    credentialVersion: p.integer().defaultRaw('1').default(1),
    /** Who may renew the credential now: the holder of the highest fence, until its time is over. */
    renewalFence: p
      .bigint('bigint')
      .defaultRaw('0')
      .onCreate(() => 0n),
    renewalUntil: instant().nullable(),
    /** Sealed JSON: signing secrets of this integration's own webhook route, each with the end of its validity. */
    webhookSecrets: p.blob().nullable().lazy(),
    lastSyncedAt: instant().nullable(),
    /** When everything was last passed over, all resources of it. */
    lastFullPassAt: instant().nullable(),
    /** When it is next looked at for what no webhook told. */
    nextReconcileAt: instant().defaultRaw(`now() + interval '1 hour'`),
    createdAt: createdAt(),
    updatedAt: createdAt().onUpdate(() => new Date()),
    version: p.integer().version().default(1),
  },
});
export type IntegrationRow = InferEntity<typeof Integration>;
