/** The internal services that may call, as rows of data: their keys, what they may do, and for whom. */
import { z } from 'zod';
import { tenantsSchema, type Tenants } from './tenants.ts';

/** What the services of the company may do unless the operator says otherwise. */
export const shippedPermissions: Readonly<Record<string, readonly string[]>> = {
  'auth-service': ['integrations:read', 'integrations:write', 'webhooks:*'],
  'event-service': ['integrations:read', 'sync:events', 'webhooks:receive'],
  'ticket-service': ['integrations:read', 'sync:tickets', 'webhooks:receive'],
  'payment-service': ['integrations:read', 'integrations:write', 'sync:payments', 'webhooks:*'],
  'notification-service': ['integrations:read', 'sync:contacts'],
};

export interface ServiceKey {
  /** As in `x-internal-service-key`. */
  readonly id: string;
  readonly secret: string;
}

export interface InternalService {
  readonly name: string;
  /** All of them hold, so that a new key can come before the old one goes. */
  readonly keys: readonly ServiceKey[];
  readonly permissions: readonly string[];
  readonly tenants: Tenants;
  /** The forms of signature that are accepted from it. */
  readonly versions: readonly (1 | 2)[];
}

export const serviceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'must be a short name in lower case');

/** Permissions that were not given are the shipped ones; undefined for a name that has none. */
export function permissionsOf(name: string, given?: readonly string[]): readonly string[] | undefined {
  return given ?? (Object.hasOwn(shippedPermissions, name) ? shippedPermissions[name] : undefined);
}

const service = z
  .strictObject({
    keys: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[\w.-]{1,64}$/, 'must be a word of at most 64 characters'),
          secret: z.string().min(32, 'must have at least 32 characters'),
        }),
      )
      .min(1)
      .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'two keys have the same id'),
    permissions: z.array(z.string().min(1)).optional(),
    tenants: tenantsSchema,
    versions: z
      .array(z.union([z.literal(1), z.literal(2)]))
      .min(1)
      .default([2]),
  })
  .refine(({ versions, tenants }) => !versions.includes(1) || (tenants !== '*' && tenants.length === 1), {
    path: ['versions'],
    error: 'a signature of version 1 covers no tenant, so the service must have exactly one',
  });

/** An object of service name to row. */
export const internalServicesSchema = z
  .record(serviceName, service)
  .transform((rows, context): InternalService[] =>
    Object.entries(rows).map(([name, row]) => {
      const permissions = permissionsOf(name, row.permissions);
      if (!permissions) context.addIssue(`${name} has no shipped permissions, so it must name its own`);
      return { ...row, name, permissions: permissions ?? [] };
    }),
  );
