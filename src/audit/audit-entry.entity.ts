import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from '../platform/db/columns.ts';
import { tenantOnly } from '../platform/db/row-security.ts';

/** Who did what, on which, from where, and how it ended. The application's role may add and read, never change. */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  ...tenantOnly,
  indexes: [{ name: 'audit_entry_page', properties: ['tenantId', 'at', 'id'] }],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tenantId: p.uuid(),
    at: createdAt(),
    actorKind: p.enum(['user', 'client', 'service', 'system'] as const),
    actor: p.string(),
    action: p.string(),
    targetType: p.string(),
    targetId: p.string(),
    outcome: p.enum(['SUCCEEDED', 'FAILED', 'REFUSED'] as const),
    correlationId: p.string().nullable(),
    remoteAddress: p.string().nullable(),
    detail: p.json().nullable(),
  },
});
