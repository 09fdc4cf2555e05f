/** What a resolver is given: who calls, the tenant's database, and the platform. */
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Caller } from '../platform/caller.ts';
import { Unauthenticated } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { CallContext, Caller as CallerAtTheDoor } from './call.ts';

export interface Context extends CallContext {
  readonly platform: Platform;
  /** The caller's tenant. Throws Unauthenticated for a caller without a token. */
  readonly db: TenantDb;
  /** Whom the audit names. */
  readonly caller: Caller;
}

export function contextFor(platform: Platform): (at: CallerAtTheDoor) => Context {
  return ({ principal, correlationId, remoteAddress }) => {
    const db = principal ? platform.db.tenant(principal.tenantId) : undefined;
    return {
      principal,
      correlationId,
      platform,
      get db() {
        if (!db) throw new Unauthenticated('A token is required');
        return db;
      },
      get caller() {
        if (!principal) throw new Unauthenticated('A token is required');
        const { kind, subject } = principal;
        return { kind, subject, correlationId, remoteAddress: remoteAddress ?? null };
      },
    };
  };
}
