// What can go wrong between a client and Stripe, on demand.
import type { ReplyContext, Reply } from './reply.ts';
import { errorReply, reply } from './reply.ts';
import { tooManyRequests } from './rate-limit.ts';
import { StripeApiError } from './stripe-error.ts';

export type Fault =
  /** 429; Stripe itself sends no `Retry-After`, proxies do. */
  | { kind: 'rate-limit'; retryAfter?: number; reason?: string }
  /** An error of Stripe's own, such as 500 or 503. */
  | { kind: 'status'; status: number; applied?: boolean }
  /** The connection breaks without an answer. */
  | { kind: 'reset'; applied?: boolean }
  /** No answer ever. */
  | { kind: 'hang'; applied?: boolean }
  /** The right answer, late. */
  | { kind: 'slow'; ms: number }
  /** 200 with only the first half of the JSON. */
  | { kind: 'truncated' }
  /** 200 with a web page, as from a captive portal. */
  | { kind: 'html' };
// `applied`: the request took effect before the answer was lost; without it, it had none.

export interface Faults {
  /** The next `times` requests get the fault; with `match`, only those whose `METHOD /path` it matches. */
  next(times: number, fault: Fault, match?: RegExp): void;
  /** Forgets the faults not used yet and lets paused requests go on. */
  clear(): void;
  /** Holds back every request until the returned function is called. */
  pause(): () => void;
}
export interface FaultQueue extends Faults {
  take(method: string, path: string): Fault | undefined;
  /** Resolves at once unless paused. */
  unpaused(): Promise<void>;
}

export function faultQueue(): FaultQueue {
  let queued: { left: number; fault: Fault; match: RegExp | undefined }[] = [];
  let gate: { open: Promise<void>; release: () => void } | undefined;
  const release = (): void => {
    gate?.release();
    gate = undefined;
  };
  return {
    next: (times, fault, match) => void queued.push({ left: times, fault, match }),
    clear() {
      queued = [];
      release();
    },
    pause() {
      if (gate === undefined) {
        const { promise, resolve } = Promise.withResolvers<void>();
        gate = { open: promise, release: resolve };
      }
      return release;
    },
    take(method, path) {
      const found = queued.find(({ match }) => match === undefined || match.test(`${method} ${path}`));
      if (found === undefined) return undefined;
      found.left -= 1;
      queued = queued.filter(({ left }) => left > 0);
      return found.fault;
    },
    unpaused: () => gate?.open ?? Promise.resolve(),
  };
}

/** Whether the request is carried out although the fault hits it. */
export function takesEffect(fault: Fault | undefined): boolean {
  if (fault === undefined || fault.kind === 'slow' || fault.kind === 'truncated') return true;
  return 'applied' in fault && fault.applied === true;
}

/** The reply the fault leaves: another one, a damaged one, or undefined for none at all. */
export function faultyReply(
  fault: Fault,
  context: ReplyContext,
  proper: Reply | undefined,
): Reply | undefined {
  switch (fault.kind) {
    case 'rate-limit': {
      const limited = errorReply(context, tooManyRequests());
      if (fault.retryAfter !== undefined) limited.headers['Retry-After'] = String(fault.retryAfter);
      if (fault.reason !== undefined) limited.headers['Stripe-Rate-Limited-Reason'] = fault.reason;
      return limited;
    }
    case 'status':
      return errorReply(
        context,
        new StripeApiError(fault.status, {
          type: 'api_error',
          message: 'An unexpected error occurred. Our engineers have been notified.',
        }),
      );
    case 'html': {
      const page = reply(context, 200, '<!doctype html><title>Welcome</title><p>Please sign in.');
      return { ...page, headers: { ...page.headers, 'Content-Type': 'text/html' } };
    }
    case 'truncated':
      return proper && { ...proper, body: proper.body.slice(0, Math.floor(proper.body.length / 2)) };
    case 'slow':
      return proper;
    case 'reset':
    case 'hang':
      return undefined;
  }
}
