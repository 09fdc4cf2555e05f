/** Row-level security as data: who sees which rows of a tenant's table. */
import type { PolicyDef } from '@mikro-orm/core';

/** Works inside one tenant, given by the transaction's `app.tenant_id`. Never BYPASSRLS, never an owner. */
export const APP_ROLE = 'hub_app';
/** Finds what is due and whose it is, before a tenant is known. Column grants keep payloads from it. */
export const ROUTER_ROLE = 'hub_router';
/** Works on people, passwords and sessions, which belong to no tenant, and on nothing else. */
export const IDENTITY_ROLE = 'hub_identity';
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

const identityPolicy: PolicyDef = { name: 'identity', roles: [IDENTITY_ROLE], using: 'true', check: 'true' };
/** A person is seen by the tenants they are a member of: the policy of `membership` decides which rows this finds. */
const memberPolicy: PolicyDef = {
  name: 'own_members',
  roles: [APP_ROLE],
  using: 'exists (select 1 from membership m where m.user_id = user_account.id)',
};

/** For tables that are only ever read with a tenant known. */
export const tenantOnly = { policies: [tenantPolicy], rowLevelSecurity: 'force' as const };

/** For tables whose routing columns are looked up before a tenant is known; the migration grants the columns. */
export const tenantAndRouting = {
  policies: [tenantPolicy, routingPolicy],
  rowLevelSecurity: 'force' as const,
};

/** For tables of a tenant that are looked at when somebody signs in, before a tenant is known. */
export const tenantAndIdentity = {
  policies: [tenantPolicy, identityPolicy],
  rowLevelSecurity: 'force' as const,
};

/** For what belongs to a person and is nobody else's business. */
export const identityOnly = { policies: [identityPolicy], rowLevelSecurity: 'force' as const };

/** For people themselves. */
export const identityAndMembers = {
  policies: [identityPolicy, memberPolicy],
  rowLevelSecurity: 'force' as const,
};
