import { refusalOf, type Guarded } from './guard.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** What is used of Express' response. */
interface Response {
  status(code: number): Response;
  set(name: string, value: string): Response;
  json(body: unknown): unknown;
}

/**
 * A middleware: lets in whoever has a token with all of these scopes, and answers 401, 403 or, where nobody can be verified,
 * 503. `callerOf(request)` tells who it is.
 */
export function requireScopesInExpress(verifier: TokenVerifier, ...scopes: readonly string[]) {
  return async (request: Guarded, response: Response, next: () => void): Promise<void> => {
    const refusal = await refusalOf(request, verifier, scopes);
    if (!refusal) return next();
    if (refusal.challenge) response.set('www-authenticate', refusal.challenge);
    response.status(refusal.status).json(refusal.body);
  };
}
