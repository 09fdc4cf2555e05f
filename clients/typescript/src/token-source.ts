/** For a service that calls: gets a token by its client credentials and keeps it until it is about to end. */
import { basicAuthorization } from './basic.ts';
import { discover } from './discovery.ts';
import { TokenRequestFailed } from './errors.ts';

export interface TokenSourceOptions {
  /** The hub's public URL. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Space-separated. Default: all that the client has. */
  readonly scope?: string;
  /** The service the token is for (RFC 8707). Default: the hub. */
  readonly resource?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface TokenSource {
  /** A token that is good for a while yet. However many ask at once, the server is asked once. Throws TokenRequestFailed. */
  token(): Promise<string>;
  /** Forgets a token that was refused; a newer one is kept. */
  forget(token: string): void;
}

interface Kept {
  readonly token: string;
  readonly expiresAt: number;
  readonly renewAt: number;
}

const TIMEOUT_MS = 10_000;
/** Of a token's life, after which it is renewed. */
const RENEWED_AFTER = 0.9;
/** A token may end on its way. */
const MARGIN_MS = 5_000;

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { issuer, fetch = globalThis.fetch, now = Date.now } = options;
  const metadata = discover(issuer, fetch);
  let kept: Kept | undefined;
  let asking: Promise<Kept> | undefined;

  const renewed = () =>
    (asking ??= request(options, async () => (await metadata()).token_endpoint, now)
      .then((fresh) => (kept = fresh))
      .finally(() => (asking = undefined)));

  return {
    async token() {
      const before = kept;
      if (before && now() < before.renewAt) return before.token;
      try {
        return (await renewed()).token;
      } catch (error) {
        // It has not ended yet: whoever calls must not suffer from a renewal that was early.
        if (before && before === kept && now() < before.expiresAt - MARGIN_MS) return before.token;
        throw error;
      }
    },
    forget(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

async function request(
  { clientId, clientSecret, scope, resource, fetch = globalThis.fetch }: TokenSourceOptions,
  endpoint: () => Promise<string>,
  now: () => number,
): Promise<Kept> {
  const asked = now();
  const body = { grant_type: 'client_credentials', ...(scope && { scope }), ...(resource && { resource }) };
  const answer = await endpoint()
    .then(async (url) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: basicAuthorization(clientId, clientSecret) },
        body: new URLSearchParams(body),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return (await response.json()) as Record<string, unknown>;
    })
    .catch((cause: unknown) => {
      throw new TokenRequestFailed('unavailable', 'The authorization server does not answer', { cause });
    });
  const { access_token: token, expires_in: lifeS, error, error_description: description } = answer;
  if (typeof token !== 'string' || typeof lifeS !== 'number')
    throw new TokenRequestFailed(String(error ?? 'unavailable'), String(description ?? 'No token was given'));
  const lifeMs = lifeS * 1_000;
  return { token, expiresAt: asked + lifeMs, renewAt: asked + lifeMs * RENEWED_AFTER };
}
