/** What the guards of both frameworks have in common. */
import { hasScope, type Caller } from './caller.ts';
import { ScopeMissing, TokenRefused } from './errors.ts';
import type { TokenVerifier } from './token-verifier.ts';

const callers = new WeakMap<object, Caller>();

/** Who was let in with this request. Throws where no guard has seen it. */
export function callerOf(request: object): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error('The request has passed no guard');
  return caller;
}

export interface Refusal {
  readonly status: 401 | 403 | 503;
  /** RFC 6750 section 3. */
  readonly challenge: string | undefined;
  readonly body: { readonly error: string };
}

export interface Guarded {
  readonly headers: { readonly authorization?: string | undefined };
}

/** Undefined where the request may go on. Never throws: whoever cannot be verified is not let in. */
export async function refusalOf(
  request: Guarded,
  verifier: TokenVerifier,
  scopes: readonly string[],
): Promise<Refusal | undefined> {
  const [, token] = /^Bearer +([\w.-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) return { status: 401, challenge: 'Bearer', body: { error: 'unauthorized' } };
  try {
    const caller = await verifier.verifyToken(token);
    if (!scopes.every((scope) => hasScope(caller, scope))) throw new ScopeMissing(scopes);
    callers.set(request, caller);
    return undefined;
  } catch (error) {
    return refusalFor(error);
  }
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof TokenRefused)
    return { status: 401, challenge: 'Bearer error="invalid_token"', body: { error: 'invalid_token' } };
  if (error instanceof ScopeMissing) {
    const challenge = `Bearer error="insufficient_scope", scope="${error.scopes.join(' ')}"`;
    return { status: 403, challenge, body: { error: 'insufficient_scope' } };
  }
  return { status: 503, challenge: undefined, body: { error: 'temporarily_unavailable' } };
}
