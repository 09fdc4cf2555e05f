/** The roles that every tenant has, as data. Tenants add their own; these they cannot change. */

export interface RoleView {
  /** The name of a shipped role, the UUID of a tenant's own. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly scopes: readonly string[];
  readonly shipped: boolean;
}

const reading = [
  'integrations:read',
  'providers:read',
  'sync:read',
  'records:read',
  'funders:read',
  'quotes:read',
  'connections:read',
];

const roles: Readonly<Record<string, { description: string; scopes: readonly string[] }>> = {
  viewer: { description: 'Sees what is connected and what was synced', scopes: reading },
  operator: {
    description: 'Connects, syncs and repairs',
    scopes: [
      ...reading,
      'integrations:write',
      'sync:write',
      'connections:write',
      'webhooks:read',
      'webhooks:replay',
    ],
  },
  finance: {
    description: 'Works with payments, quotes and proposals',
    scopes: [...reading, 'sync:payments', 'sync:contacts', 'quotes:write', 'proposals:write'],
  },
  admin: {
    description: 'Everything, with people, clients and the audit',
    scopes: [
      'integrations:*',
      'providers:*',
      'sync:*',
      'records:*',
      'funders:*',
      'quotes:*',
      'proposals:*',
      'connections:*',
      'webhooks:*',
      'notifications:*',
      'users:*',
      'clients:*',
      'audit:*',
      'admin',
    ],
  },
};

/** Who has it can give it to others; a tenant is never left without. */
export const ADMIN = 'admin';

export const shippedRoles: readonly RoleView[] = Object.entries(roles).map(([name, role]) => ({
  ...role,
  id: name,
  name,
  shipped: true,
}));
