// How answers look on the wire, and what a fault makes of them.
import type { Fault } from '../../stripe/http/faults.ts';
import { QuickbooksFault, serviceFault, throttled } from './fault.ts';
import { asXml } from './xml.ts';

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}
export interface ReplyContext {
  accept: string | undefined;
  traceId: string;
  /** Milliseconds. */
  now: number;
}

export function jsonReply(context: ReplyContext, status: number, body: string): Reply {
  return withType(context, { status, type: 'application/json;charset=UTF-8', body });
}

/** XML unless JSON is asked for. */
export function reply(context: ReplyContext, status: number, json: string): Reply {
  const wantsJson = /\bapplication\/json\b/i.test(context.accept ?? '');
  if (wantsJson) return jsonReply(context, status, json);
  return withType(context, { status, type: 'application/xml', body: asXml(json) });
}

/** Anything but a QuickbooksFault is a bug in the sandbox and answers 500 with its text. */
export function faultReply(context: ReplyContext, thrown: unknown): Reply {
  const fault =
    thrown instanceof QuickbooksFault ? thrown : systemFault(500, `Sandbox failure: ${String(thrown)}`);
  return reply(context, fault.status, JSON.stringify(fault.body(context.now)));
}

/** The reply a fault leaves: another one, a damaged one, or undefined for none at all. */
export function damagedReply(
  fault: Fault,
  context: ReplyContext,
  proper: Reply | undefined,
): Reply | undefined {
  switch (fault.kind) {
    case 'rate-limit': {
      const limited = faultReply(context, throttled());
      if (fault.retryAfter !== undefined) limited.headers['Retry-After'] = String(fault.retryAfter);
      return limited;
    }
    case 'status':
      return faultReply(context, systemFault(fault.status, 'An unexpected error occurred.'));
    case 'html': {
      const body = '<!doctype html><title>Welcome</title><p>Please sign in.';
      return withType(context, { status: 200, type: 'text/html', body });
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

function systemFault(status: number, detail: string): QuickbooksFault {
  const message = 'An application error has occurred while processing your request';
  return serviceFault('10000', message, { detail, status, type: 'SystemFault' });
}

function withType(context: ReplyContext, of: { status: number; type: string; body: string }): Reply {
  const { status, type, body } = of;
  return { status, headers: { 'Content-Type': type, intuit_tid: context.traceId }, body };
}
