/** Row-level security as data: who sees which rows of a tenant's table. */
import type { PolicyDef } from '@mikro-orm/core';

/** Works inside one tenant, given by the transaction's `app.tenant_id`. Never BYPASSRLS, never an owner. */
export const APP_ROLE = 'hub_app';
/** Finds what is due and whose it is, before a tenant is known. Column grants keep payloads from it. */
export const ROUTER_ROLE = 'hub_router';
/** The transaction variable that carries the tenant; unset means no rows at all. */
export const TENANT_VARIABLE = 'app.tenant_id';

const OWN_TENANT = `tenant_id = nullif(current_setting('${TENANT_VARIABLE}', true), '')::uuid`;

const tenantPolicy: PolicyDef = {
  name: 'own_tenant',
  roles: [APP_ROLE],
  using: OWN_TENANT,
  check: OWN_TENANT,
};
const routingPolicy: PolicyDef = { name: 'routing', roles: [ROUTER_ROLE], using: 'true', check: 'true' };

/** For tables that are only ever read with a tenant known. */
export const tenantOnly = { policies: [tenantPolicy], rowLevelSecurity: 'force' as const };

/** For tables whose routing columns are looked up before a tenant is known; the migration grants the columns. */
export const tenantAndRouting = {
  policies: [tenantPolicy, routingPolicy],
  rowLevelSecurity: 'force' as const,
};
