/** The chain that proves an audit complete and unchanged: it follows the entries, so that no change waits for it. */
import { defineEntity, p } from '@mikro-orm/core';
import { tenantAndRouting } from '../platform/db/row-security.ts';

/** An entry that has no link yet. Written with the entry, removed with the link. */
export const AuditPending = defineEntity({
  name: 'AuditPending',
  tableName: 'audit_pending',
  ...tenantAndRouting,
  properties: {
    tenantId: p.uuid().primary(),
    entryId: p.uuid().primary(),
  },
});

/** An entry's place in its tenant's chain. Like the entry it is only ever added. */
export const AuditLink = defineEntity({
  name: 'AuditLink',
  tableName: 'audit_link',
  ...tenantAndRouting,
  uniques: [{ name: 'audit_link_once', properties: ['tenantId', 'entryId'] }],
  properties: {
    tenantId: p.uuid().primary(),
    /** From 1, without gaps. */
    seq: p.bigint('bigint').primary(),
    entryId: p.uuid(),
    /** The hash of the link before; 32 zero bytes in the first. */
    previous: p.blob(),
    hash: p.blob(),
  },
});

/** Where a tenant's chain ends: without it nobody would miss the last links. */
export const AuditChain = defineEntity({
  name: 'AuditChain',
  tableName: 'audit_chain',
  ...tenantAndRouting,
  properties: {
    tenantId: p.uuid().primary(),
    /** Sealed: the key of the chain's hashes. Who can write to the database still cannot compute one. */
    key: p.blob(),
    seq: p.bigint('bigint'),
    hash: p.blob(),
    /** Over `seq` and `hash`, with the same key. */
    mac: p.blob(),
  },
});
