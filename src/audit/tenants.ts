import type { Routing } from '../platform/db/routing.ts';
import { prepared } from '../platform/db/sql.ts';

const audited = prepared(
  'audit_tenants',
  `select tenant_id as "tenantId" from audit_chain union select tenant_id from audit_entry
   union select tenant_id from audit_link union select tenant_id from audit_pending`,
);

/** Every tenant of which some part of an audit is left. */
export async function tenantsAudited(routing: Routing): Promise<string[]> {
  return (await routing.query<{ tenantId: string }>(audited)).map(({ tenantId }) => tenantId);
}
