import type { Principal } from './principal/principal.ts';

/** On whose behalf a change is made, as the audit wants to know it. */
export interface Caller {
  readonly kind: Principal['kind'] | 'system';
  readonly subject: string;
  readonly correlationId: string | null;
  readonly remoteAddress: string | null;
}

/** The system's own doing: a worker, a sweep, a schedule. */
export function systemCaller(part: string): Caller {
  return { kind: 'system', subject: part, correlationId: null, remoteAddress: null };
}
