import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantOnly } from '../platform/db/row-security.ts';

/** How far the pull of one resource has come. Committed with the rows it speaks of, never apart from them. */
export const Checkpoint = defineEntity({
  name: 'Checkpoint',
  tableName: 'sync_checkpoint',
  ...tenantOnly,
  properties: {
    integrationId: p.uuid().primary(),
    resource: p.string().primary(),
    tenantId: p.uuid(),
    /** The provider's own bookmark; only its folder understands it. */
    position: p.json().nullable(),
    /** The full pass under way, if one is. */
    passId: p.uuid().nullable(),
    passStartedAt: instant().nullable(),
    /** All pages of the pass are in; what they did not show is being checked for deletion. */
    passSeenAll: p.boolean().defaultRaw('false').default(false),
    /** States up to this version may have been seen by a pass without being written: events up to it are refetched. */
    doubtUpTo: p
      .bigint('bigint')
      .defaultRaw('0')
      .onCreate(() => 0n),
    updatedAt: createdAt(),
  },
});

/** Which objects a full pass has shown, one row per committed unit, so that an unchanged pass rewrites no record. */
export const PassPage = defineEntity({
  name: 'PassPage',
  tableName: 'sync_pass_page',
  ...tenantOnly,
  properties: {
    passId: p.uuid().primary(),
    page: p.integer().primary(),
    tenantId: p.uuid(),
    externalIds: p.array(),
  },
});
