import { defineEntity, p } from '@mikro-orm/core';
import { createdAt } from '../platform/db/columns.ts';
import { tenantAndRouting } from '../platform/db/row-security.ts';

export const auditOutcomes = ['SUCCEEDED', 'FAILED', 'REFUSED'] as const;
export const actorKinds = ['user', 'client', 'service', 'system'] as const;

/** Who did what, on which, from where, and how it ended. The application's role may add and read, never change. */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  ...tenantAndRouting,
  indexes: [{ name: 'audit_entry_page', properties: ['tenantId', 'at', 'id'] }],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tenantId: p.uuid(),
    at: createdAt(),
    actorKind: p.enum(actorKinds),
    actor: p.string(),
    action: p.string(),
    targetType: p.string(),
    targetId: p.string(),
    outcome: p.enum(auditOutcomes),
    correlationId: p.string().nullable(),
    remoteAddress: p.string().nullable(),
    door: p.string().nullable(),
    userAgent: p.string().nullable(),
    detail: p.json().nullable(),
  },
});
