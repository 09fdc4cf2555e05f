/** Which tenants somebody may speak for, and which one they speak for now. */
import { z } from 'zod';

export type Tenants = '*' | readonly string[];

export const tenantsSchema = z.union([z.literal('*'), z.array(z.guid().toLowerCase())], {
  error: 'must be "*" or a list of UUIDs',
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The tenant in its one form. Throws an Error, for the log only, when it names none or one that is not allowed. */
export function tenantAmong(tenants: Tenants, named: unknown): string {
  const tenantId = typeof named === 'string' ? named.toLowerCase() : '';
  if (!UUID.test(tenantId)) throw new Error('No tenant is named');
  if (tenants !== '*' && !tenants.includes(tenantId)) throw new Error('Not allowed to speak for this tenant');
  return tenantId;
}
