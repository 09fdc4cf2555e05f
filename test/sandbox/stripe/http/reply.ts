import { API_VERSION } from '../ledger/book.ts';
import { StripeApiError } from './stripe-error.ts';

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}
export interface ReplyContext {
  requestId: string;
  /** Milliseconds; becomes the `Date` header. */
  now: number;
  version?: string | undefined;
  idempotencyKey?: string | undefined;
}

export function reply(context: ReplyContext, status: number, body: string): Reply {
  return {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache, no-store',
      'Request-Id': context.requestId,
      Date: new Date(context.now).toUTCString(),
      'Stripe-Version': context.version ?? API_VERSION,
      ...(context.idempotencyKey !== undefined && { 'Idempotency-Key': context.idempotencyKey }),
    },
    body,
  };
}

/** Stripe's error body for what was thrown. Anything but a StripeApiError is a bug in the sandbox and answers 500 with its text. */
export function errorReply(context: ReplyContext, thrown: unknown): Reply {
  const error =
    thrown instanceof StripeApiError
      ? thrown
      : new StripeApiError(500, { type: 'api_error', message: `Sandbox failure: ${String(thrown)}` });
  const answer = reply(context, error.status, JSON.stringify({ error: error.body }));
  if (error.status === 401) answer.headers['WWW-Authenticate'] = 'Bearer realm="Stripe"';
  if (error.status === 429) answer.headers['Stripe-Rate-Limited-Reason'] = 'global-rate';
  return answer;
}
