/** Everything this package offers. */
export { createCircuitBreaker, CircuitOpen, type CircuitBreaker } from './circuit-breaker.ts';
export { discover, type ServerMetadata } from './discovery.ts';
export { ScopeMissing, TokenRefused, TokenRequestFailed } from './errors.ts';
export { requireScopesInExpress } from './express.ts';
export { requireScopesInFastify } from './fastify.ts';
export { callerOf } from './guard.ts';
export { createHubFetch, type HubFetchOptions } from './hub-fetch.ts';
export { withRetries, type RetryOptions } from './retries.ts';
export { signCall, type CallToSign, type Signer } from './sign-call.ts';
export { createTokenSource, type TokenSource, type TokenSourceOptions } from './token-source.ts';
export { createTokenVerifier, type TokenVerifier, type VerifierOptions } from './token-verifier.ts';
export { hasScope, type Caller } from './caller.ts';
