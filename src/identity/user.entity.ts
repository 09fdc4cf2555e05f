/** People, what they are in each tenant, and the roles that tenants made for themselves. */
import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { identityAndMembers, tenantAndIdentity } from '../platform/db/row-security.ts';

/** A person, whichever tenants they work for. Tenants see the profile of their members, and never the password's hash. */
export const User = defineEntity({
  name: 'User',
  tableName: 'user_account',
  ...identityAndMembers,
  uniques: [{ name: 'user_account_email', properties: ['email'] }],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** In the one form that `normalizedEmail` gives it. */
    email: p.string(),
    name: p.string().nullable(),
    /** argon2id in PHC form; null until an invitation is accepted. */
    passwordHash: p.text().nullable(),
    passwordChangedAt: instant().nullable(),
    /** Whether a password alone signs nobody in. */
    secondFactor: p.boolean().defaultRaw('false').default(false),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
});

export const membershipStatuses = ['INVITED', 'ACTIVE', 'DISABLED'] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];

/** That a person works for a tenant, and as what. */
export const Membership = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  ...tenantAndIdentity,
  indexes: [
    { name: 'membership_of_user', properties: ['userId'] },
    { name: 'membership_page', properties: ['tenantId', 'createdAt', 'userId'] },
  ],
  properties: {
    tenantId: p.uuid().primary(),
    userId: p.uuid().primary(),
    status: p.enum(membershipStatuses),
    /** Ids of roles: the names of shipped ones, the UUIDs of the tenant's own. */
    roles: p.array(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
});

/** A set of scopes that a tenant has given a name. The shipped roles are not in here. */
export const TenantRole = defineEntity({
  name: 'TenantRole',
  tableName: 'tenant_role',
  ...tenantAndIdentity,
  uniques: [{ name: 'tenant_role_name', properties: ['tenantId', 'name'] }],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tenantId: p.uuid(),
    name: p.string(),
    description: p.string().nullable(),
    scopes: p.array(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
});
