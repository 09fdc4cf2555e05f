/**
 * Scopes that open a part of the resources: what an internal service needs and nothing else. Each starts syncs of its
 * resources, sees how sync jobs stand, and reads the records of its resources. Wide scopes open all of them.
 */
import { Forbidden } from '../platform/errors.ts';
import { hasScope, type Principal } from '../platform/principal/principal.ts';
import type { ResourceName } from '../providers/resources.ts';
import { SyncResourcesForbidden } from './errors.ts';

export const narrowScopes = {
  'sync:payments': ['payment', 'refund', 'invoice'],
  'sync:contacts': ['contact', 'list'],
  'sync:tickets': ['order'],
  'sync:events': ['product', 'location'],
} as const satisfies Readonly<Record<string, readonly ResourceName[]>>;

/** The resources a caller may have to do with; `all` by a wide scope. */
export type Reach = 'all' | ReadonlySet<string>;

/** Of what the caller may start, cancel and retry syncs. */
export function syncReach(principal: Principal | null): Reach {
  return reachOf(principal, 'sync:write');
}

/** Of what the caller may read records. */
export function recordReach(principal: Principal | null): Reach {
  return reachOf(principal, 'records:read');
}

/** Throws SyncResourcesForbidden unless the resources are all within the caller's reach; work on none is beyond it too. */
export function assertWithinReach(reach: Reach, resources: readonly string[]): void {
  if (reach === 'all') return;
  const within = resources.length > 0 && resources.every((resource) => reach.has(resource));
  if (!within) throw new SyncResourcesForbidden(reach);
}

/** Throws Forbidden when the caller may not read records of the resource. */
export function assertReadable(reach: Reach, resource: string): void {
  if (reach === 'all' || reach.has(resource)) return;
  const scopes = Object.entries(narrowScopes).flatMap(([scope, resources]) =>
    resources.some((each) => each === resource) ? [scope] : [],
  );
  throw new Forbidden(`Requires the scope ${['records:read', ...scopes].join(', or ')}`);
}

function reachOf(principal: Principal | null, wide: string): Reach {
  if (!principal) return new Set();
  if (hasScope(principal, wide)) return 'all';
  const held = Object.entries(narrowScopes).filter(([scope]) => hasScope(principal, scope));
  return new Set<string>(held.flatMap(([, resources]) => resources));
}
