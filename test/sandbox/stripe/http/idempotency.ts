// https://docs.stripe.com/api/idempotent_requests
import type { Reply } from './reply.ts';
import { StripeApiError } from './stripe-error.ts';

const KEPT_FOR_MS = 24 * 60 * 60 * 1_000;

export interface IdempotentRequest {
  accountId: string;
  key: string;
  /** What must be the same each time: method, path and body. */
  fingerprint: string;
}
export interface IdempotencyStore {
  /** The earlier reply, if there is one. Throws the 400 when the key was used for another request. */
  replay(request: IdempotentRequest): Reply | undefined;
  keep(request: IdempotentRequest, reply: Reply): void;
}

/** Replies by account and key, for 24 hours of the given clock (ms). */
export function idempotencyStore(now: () => number): IdempotencyStore {
  const kept = new Map<string, { fingerprint: string; reply: Reply; at: number }>();
  const slot = (request: IdempotentRequest): string => `${request.accountId} ${request.key}`;
  return {
    replay(request) {
      const earlier = kept.get(slot(request));
      if (earlier === undefined || now() - earlier.at > KEPT_FOR_MS) return undefined;
      if (earlier.fingerprint !== request.fingerprint) throw keyReused(request.key);
      const original = String(earlier.reply.headers['Request-Id']);
      return {
        ...earlier.reply,
        headers: { ...earlier.reply.headers, 'Idempotent-Replayed': 'true', 'Original-Request': original },
      };
    },
    keep(request, reply) {
      // A request that was refused before it did anything may be sent again with the same key.
      if (reply.status >= 400 && reply.status < 500 && reply.status !== 402) return;
      kept.set(slot(request), { fingerprint: request.fingerprint, reply, at: now() });
    },
  };
}

function keyReused(key: string): StripeApiError {
  return new StripeApiError(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}
