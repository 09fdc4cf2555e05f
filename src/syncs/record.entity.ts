import { defineEntity, p } from '@mikro-orm/core';
import { instant } from '../platform/db/columns.ts';
import { tenantOnly } from '../platform/db/row-security.ts';

/** What was synced: one row per object of a provider, kept as a tombstone once the object is gone. */
export const SyncedRecord = defineEntity({
  name: 'Record',
  tableName: 'record',
  ...tenantOnly,
  indexes: [
    { name: 'record_page', properties: ['tenantId', 'integrationId', 'resource', 'changedAt', 'externalId'] },
  ],
  properties: {
    tenantId: p.uuid().primary(),
    integrationId: p.uuid().primary(),
    resource: p.string().primary(),
    externalId: p.string().primary(),
    /** The provider's own order of states; an older one never overwrites a newer. */
    version: p.bigint('bigint'),
    /** SHA-256 of what is stored; an unchanged object is not written again. Null on a tombstone. */
    hash: p.blob().nullable(),
    /** The normalized shape of its resource. Null on a tombstone. */
    data: p.json().nullable(),
    /** The provider's object as it came. Only ever handed out whole, so it is not taken apart here. */
    raw: p.json().columnType('json').nullable(),
    sourceCreatedAt: instant().nullable(),
    sourceUpdatedAt: instant().nullable(),
    deletedAt: instant().nullable(),
    /** When this row last changed here. */
    changedAt: instant().defaultRaw('now()'),
  },
});
