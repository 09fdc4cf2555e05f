import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantAndRouting, tenantOnly } from '../platform/db/row-security.ts';

export const breakerStates = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
export type BreakerState = (typeof breakerStates)[number];

/** A tenant's dealings with one funder. Without a row the tenant never set it up. */
export const FunderAccount = defineEntity({
  name: 'FunderAccount',
  tableName: 'funder_account',
  ...tenantAndRouting,
  uniques: [{ name: 'funder_account_one', properties: ['tenantId', 'funderId'] }],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    funderId: p.string(),
    enabled: p.boolean(),
    /** Sealed JSON of the funder's credential fields. */
    credential: p.blob().lazy(),
    /** When the funder last refused the credential; a new one clears it. */
    credentialRefusedAt: instant().nullable(),
    /** As the process that last saw it change told. */
    breaker: p.enum(breakerStates).defaultRaw(`'CLOSED'`).default('CLOSED'),
    /** Until then no process asks. */
    breakerUntil: instant().nullable(),
    createdAt: createdAt(),
    updatedAt: createdAt().onUpdate(() => new Date()),
    version: p.integer().version().default(1),
  },
});

/** What asking a funder came to, by minute: a ring of the last hour, so that nothing has to be thrown away. */
export const FunderHealthMinute = defineEntity({
  name: 'FunderHealthMinute',
  tableName: 'funder_health',
  ...tenantOnly,
  properties: {
    tenantId: p.uuid().primary(),
    funderId: p.string().primary(),
    /** Minute of the hour. */
    slot: p.integer().primary(),
    minute: instant(),
    asked: p.integer(),
    answered: p.integer(),
    latencySumMs: p.bigint('bigint'),
    latencyMostMs: p.integer(),
    lastFailure: p.string().nullable(),
    lastFailureAt: instant().nullable(),
  },
});
