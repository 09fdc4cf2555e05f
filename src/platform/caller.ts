import { doorOf, type Principal } from './principal/principal.ts';

/** More of it is not kept. */
export const USER_AGENT_LENGTH = 255;

/** On whose behalf a change is made, as the audit wants to know it. */
export interface Caller {
  readonly kind: Principal['kind'] | 'system';
  readonly subject: string;
  readonly correlationId: string | null;
  readonly remoteAddress: string | null;
  /** How it came in: the kind of credential that was shown. */
  readonly door: string | null;
  readonly userAgent: string | null;
}

/** The system's own doing: a worker, a sweep, a schedule. */
export function systemCaller(part: string): Caller {
  return {
    kind: 'system',
    subject: part,
    correlationId: null,
    remoteAddress: null,
    door: null,
    userAgent: null,
  };
}

/** A principal, as the audit names it. */
export function callerOf(
  principal: Principal,
  from: { correlationId: string; remoteAddress?: string | undefined; userAgent?: string | undefined },
): Caller {
  return {
    kind: principal.kind,
    subject: principal.subject,
    correlationId: from.correlationId,
    remoteAddress: from.remoteAddress ?? null,
    door: doorOf(principal),
    userAgent: from.userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
  };
}
