/** `fetch` for callers of the hub: with a token or a signature, retries, and a circuit breaker. */
import { createCircuitBreaker, type CircuitBreaker } from './circuit-breaker.ts';
import { withRetries, type RetryOptions } from './retries.ts';
import { signCall, type Signer } from './sign-call.ts';
import type { TokenSource } from './token-source.ts';

export interface HubFetchOptions {
  /** Who calls: by OAuth client credentials, or as an internal service. */
  readonly as: TokenSource | Signer;
  readonly retries?: RetryOptions;
  /** Of one server; share it between those who call the same. */
  readonly breaker?: CircuitBreaker;
  readonly fetch?: typeof globalThis.fetch;
}

/** What a request is made of. The body is text or bytes, so that it can be signed, and sent again. */
export interface HubRequest extends Omit<RequestInit, 'body'> {
  readonly body?: string | Uint8Array<ArrayBuffer> | null;
}

export type HubFetch = (url: string | URL, init?: HubRequest) => Promise<Response>;

export function createHubFetch(options: HubFetchOptions): HubFetch {
  const { as, retries = {}, breaker = createCircuitBreaker(), fetch = globalThis.fetch } = options;
  const send = 'token' in as ? withToken(as, fetch) : signed(as, fetch);
  return (url, init = {}) => {
    const method = (init.method ?? 'GET').toUpperCase();
    const headers = new Headers(init.headers);
    const once = () =>
      breaker.run(() => send(url, { ...init, method, headers: new Headers(headers) }), hasFailed);
    return withRetries(once, { method, headers, signal: init.signal }, retries);
  };
}

type Send = (url: string | URL, init: HubRequest & { method: string; headers: Headers }) => Promise<Response>;

function hasFailed({ status }: Response): boolean {
  return status >= 500;
}

/** Once more after a 401: the token may have been revoked, or the server's keys be new. */
function withToken(source: TokenSource, fetch: typeof globalThis.fetch): Send {
  return async (url, init) => {
    const attempt = async () => {
      const token = await source.token();
      init.headers.set('authorization', `Bearer ${token}`);
      return { token, response: await fetch(url, init) };
    };
    const first = await attempt();
    if (first.response.status !== 401) return first.response;
    source.forget(first.token);
    await first.response.body?.cancel();
    return (await attempt()).response;
  };
}

function signed(signer: Signer, fetch: typeof globalThis.fetch): Send {
  return async (url, init) => {
    const { method, body } = init;
    const signature = signCall(signer, { method, url, ...(body != null && { body }) });
    for (const [name, value] of Object.entries(signature)) init.headers.set(name, value);
    return fetch(url, init);
  };
}
