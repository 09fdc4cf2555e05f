/** What a resolver is given: who calls, the tenant's database, and the platform. */
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { callerOf, type Caller } from '../platform/caller.ts';
import { Forbidden, Unauthenticated, type HubError } from '../platform/errors.ts';
import type { Identity } from '../identity/identity.ts';
import type { Platform } from '../platform/platform.ts';
import type { Refusals } from '../platform/refusals.ts';
import type { CallContext, Caller as CallerAtTheDoor } from './call.ts';

export interface Context extends CallContext {
  readonly platform: Platform;
  /** The caller's tenant. Throws Unauthenticated for a caller without a token. */
  readonly db: TenantDb;
  /** Whom the audit names. */
  readonly caller: Caller;
  /** As the caller says it. */
  readonly userAgent: string | undefined;
  /** The people of this system. Throws Forbidden where they sign in elsewhere. */
  readonly identity: Identity;
  readonly hasIdentity: boolean;
}

export interface ContextOptions {
  readonly refusals: Refusals;
  /** Left out where people sign in elsewhere. */
  readonly identity?: Identity | undefined;
}

export function contextFor(
  platform: Platform,
  { refusals, identity }: ContextOptions,
): (at: CallerAtTheDoor) => Context {
  return (at) => {
    const { principal, correlationId, remoteAddress, userAgent, isRouter } = at;
    const db = principal ? platform.db.tenant(principal.tenantId) : undefined;
    return {
      principal,
      correlationId,
      remoteAddress,
      userAgent,
      isRouter,
      hasIdentity: identity !== undefined,
      get identity() {
        if (!identity) throw new Forbidden('People sign in elsewhere');
        return identity;
      },
      refused: tellOnce(at, refusals),
      platform,
      get db() {
        if (!db) throw new Unauthenticated('A token is required');
        return db;
      },
      get caller() {
        if (!principal) throw new Unauthenticated('A token is required');
        return callerOf(principal, at);
      },
    };
  };
}

/** A list refuses the same for each of its items: one operation tells each thing once. */
function tellOnce(at: CallerAtTheDoor, refusals: Refusals): NonNullable<CallContext['refused']> {
  const told = new Set<string | HubError>();
  return (error, on) => {
    const { code, message: reason } = error;
    const thing = JSON.stringify([code, on, reason]);
    const isKnown = told.has(error) || told.has(thing);
    told.add(error).add(thing);
    if (isKnown) return;
    const { principal } = at;
    if (!principal) refusals.anonymous({ door: 'none', reason });
    else refusals.known({ tenantId: principal.tenantId, by: callerOf(principal, at), on, reason });
  };
}
