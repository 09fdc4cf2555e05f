import type { BaseLogger } from 'pino';
import type { HubError } from '../platform/errors.ts';
import type { Principal } from '../platform/principal/principal.ts';

/** What the walls need to know about one call. The resolvers' context extends it; the server fills in the last two. */
export interface CallContext {
  readonly principal: Principal | null;
  readonly correlationId: string;
  /** Told of each refusal, with what was asked for; may be told the same twice. */
  readonly refused?: (error: HubError, on: string) => void;
  /** Whose address counts while nobody has shown who they are. */
  readonly remoteAddress?: string | undefined;
  /** Whether it came through the federation router. */
  readonly isRouter?: boolean;
  /** The computed cost of the operation, for rate budgets; set before the first resolver runs. */
  operationCost?: number;
  /** Aborts, with the error to report, when the caller's right to a long-lived operation ends. */
  ended?: AbortSignal;
}

/** Who is at the door, before there is a context. */
export interface Caller {
  readonly principal: Principal | null;
  readonly correlationId: string;
  readonly remoteAddress: string | undefined;
  readonly userAgent?: string | undefined;
  /** Whether it came through the federation router. */
  readonly isRouter: boolean;
}

/** The part of pino's logger that is used here. */
export type Log = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>;
