import { refusalOf, type Guarded } from './guard.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** What is used of Fastify's reply. */
interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
}

/**
 * A hook for `onRequest` or `preHandler`: lets in whoever has a token with all of these scopes, and answers 401, 403 or, where
 * nobody can be verified, 503. `callerOf(request)` tells who it is.
 */
export function requireScopesInFastify(verifier: TokenVerifier, ...scopes: readonly string[]) {
  return async (request: Guarded, reply: Reply): Promise<unknown> => {
    const refusal = await refusalOf(request, verifier, scopes);
    if (!refusal) return undefined;
    if (refusal.challenge) reply.header('www-authenticate', refusal.challenge);
    return reply.code(refusal.status).send(refusal.body);
  };
}
