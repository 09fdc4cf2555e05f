import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantAndRouting, tenantOnly } from '../platform/db/row-security.ts';
import { workColumns } from '../platform/work/work-columns.ts';

export const connectedAccountStatuses = ['PENDING', 'ACTIVE', 'FAILED', 'NEEDS_REAUTH', 'REVOKED'] as const;
export type ConnectedAccountStatus = (typeof connectedAccountStatuses)[number];

/** Somebody's account at a provider, whose tokens are in the token vault and nowhere else. */
export const ConnectedAccount = defineEntity({
  name: 'ConnectedAccount',
  tableName: 'connected_account',
  ...tenantOnly,
  indexes: [{ name: 'connected_account_page', properties: ['tenantId', 'createdAt', 'id'] }],
  uniques: [{ name: 'connected_account_vault_id', properties: ['vaultConnectionId'] }],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    providerId: p.string(),
    /** The `sub` of the person whose it is. */
    subject: p.string(),
    status: p.enum(connectedAccountStatuses),
    /** What was asked for, and so is granted while it is active. */
    scopes: p.array(),
    /** The vault's name of the provider's integration, as it was when it was connected. */
    vaultKey: p.string(),
    /** The vault's id of the connection; null until somebody has logged in. */
    vaultConnectionId: p.string().nullable(),
    /** Whose account it is, as the provider says. */
    providerAccountId: p.string().nullable(),
    displayName: p.string().nullable(),
    /** What calls need beside the token and is no secret (a company's number). */
    facts: p.json<Record<string, string>>().defaultRaw(`'{}'`),
    errorCode: p.string().nullable(),
    errorMessage: p.text().nullable(),
    /** Which link is the newest: what an older one led to says nothing any more. */
    attempt: p.integer(),
    /** When the newest link ends. */
    linkEndsAt: instant(),
    connectedAt: instant().nullable(),
    createdAt: createdAt(),
    updatedAt: createdAt().onUpdate(() => new Date()),
    /** Grows with every change that can be seen. */
    version: p.integer().version().default(1),
  },
});
export type ConnectedAccountRow = InferEntity<typeof ConnectedAccount>;

/** `DONE`: there is nothing more to look for. */
export const connectionLookStatuses = ['QUEUED', 'RUNNING', 'DONE'] as const;

/**
 * That the vault is to be asked how a connection stands, and when next. Webhooks only bring it forward: a lost one costs
 * time, and a repeated, late or made-up one a look that finds nothing new.
 */
export const ConnectionLook = defineEntity({
  name: 'ConnectionLook',
  tableName: 'connection_look',
  ...tenantAndRouting,
  indexes: [
    {
      name: 'connection_look_waiting',
      expression: `create index "connection_look_waiting" on "connection_look" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    },
  ],
  properties: {
    /** The connected account's. */
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    status: p.enum(connectionLookStatuses),
    ...workColumns,
  },
});
