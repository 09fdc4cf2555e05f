/** Tells a caller how its budget stands, before it is used up. */
import type { FastifyReply } from 'fastify';
import { WINDOW_S, type Standing } from '../platform/rate-limits.ts';

/** The fields of draft-ietf-httpapi-ratelimit-headers-07, for the scarcest of the caller's budgets. */
export function tellStanding(reply: FastifyReply, standing: Standing | undefined): void {
  if (!standing) return;
  const { limit, remaining, resetMs } = standing;
  void reply.headers({
    'ratelimit-limit': limit,
    'ratelimit-remaining': remaining,
    'ratelimit-reset': Math.ceil(resetMs / 1000),
    'ratelimit-policy': `${limit};w=${WINDOW_S}`,
  });
}

/** `Retry-After` has whole seconds (RFC 9110 section 10.2.3); earlier would be too early. */
export function retryAfterSeconds(retryAfterMs: number): string {
  return String(Math.ceil(retryAfterMs / 1000));
}
