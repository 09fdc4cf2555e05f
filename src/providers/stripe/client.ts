/** The official SDK, with its retries off (the engine's are enough) and its errors turned into ours. */
import Stripe from 'stripe';
import {
  CredentialRefused,
  HubError,
  ProviderAnswerInvalid,
  ProviderRefused,
  ProviderThrottled,
  ProviderUnavailable,
} from '../../platform/errors.ts';
import type { Credential, ProviderWorld } from '../provider.ts';
import { newSdkBehind } from './behind-proxy.ts';

/** Stripe's own SDK waits 80 s; a page that takes this long will not come. */
const TIMEOUT_MS = 20_000;
const SECOND = 1_000;

export interface Answer<T> {
  body: T;
  /** Unix seconds by Stripe's clock: the answer shows the state of this instant or a later one. */
  asOf: number;
  /** Unix seconds by Stripe's clock when it answered: nothing in the answer is newer. */
  answeredAt: number;
  /** True for the answer to an earlier request with the same idempotency key, or where nobody tells. https://docs.stripe.com/api/idempotent_requests */
  replayed: boolean;
}

export interface StripeClient {
  /** Sends one request within the rate budget. Throws only errors of `platform/errors.ts`, or the abort's reason. */
  ask<T>(send: (stripe: Stripe) => Promise<Stripe.Response<T>>, signal: AbortSignal): Promise<Answer<T>>;
}

export function createClient(credential: Credential, world: ProviderWorld): StripeClient {
  const stripe = newSdk(credential, world);
  return {
    ask: async (send, signal) => {
      await world.admit(signal);
      const started = performance.now();
      try {
        const body = await abortable(send(stripe), signal);
        const elapsedS = Math.ceil((performance.now() - started) / SECOND);
        const answeredAt = serverTime(body);
        return { body, answeredAt, asOf: answeredAt - elapsedS, replayed: mayBeReplayed(body) };
      } catch (error) {
        signal.throwIfAborted();
        throw translate(error, credential);
      }
    },
  };
}

function newSdk(credential: Credential, { settings, proxy, httpAgent, httpsAgent }: ProviderWorld): Stripe {
  const url = new URL(proxy?.url ?? settings.apiUrl);
  const protocol = url.protocol === 'http:' ? 'http' : 'https';
  const httpClient = Stripe.createNodeHttpClient(protocol === 'http' ? httpAgent : httpsAgent);
  const options = {
    host: url.hostname,
    port: url.port || (protocol === 'http' ? 80 : 443),
    protocol,
    maxNetworkRetries: 0,
    timeout: TIMEOUT_MS,
    telemetry: false,
  } as const;
  if (proxy) return newSdkBehind(proxy, { ...options, httpClient });
  return new Stripe(credential['apiKey'] ?? '', {
    ...options,
    httpClient,
    stripeAccount: credential['account'],
  });
}

/** Stripe's clock, from the answer's Date header; ours may differ and must not order its states. */
function serverTime(body: Stripe.Response<unknown>): number {
  const time = Date.parse(body.lastResponse.headers['date'] ?? '');
  if (Number.isNaN(time)) throw new ProviderAnswerInvalid('Stripe answered without a Date header');
  return Math.floor(time / SECOND);
}

/** Stripe names every request. Where that name is missing, a proxy has kept Stripe's headers back, and with them the answer. */
function mayBeReplayed({ lastResponse: { headers } }: Stripe.Response<unknown>): boolean {
  return headers['idempotent-replayed'] === 'true' || headers['request-id'] === undefined;
}

function translate(error: unknown, credential: Credential): HubError {
  // Ours: the egress wall's, or what the vault's proxy itself has answered.
  const own = findCause(error, HubError);
  if (own) return own;
  if (!(error instanceof Stripe.errors.StripeError)) {
    return new ProviderAnswerInvalid('Stripe sent an answer that cannot be read', { cause: error });
  }
  const message = `Stripe: ${withoutSecrets(error.message, credential)}`;
  const status = error.statusCode ?? 0;
  if (status === 401 || status === 403) return new CredentialRefused(message, { cause: error });
  if (status === 429) return new ProviderThrottled(message, { cause: error, ...retryAfter(error) });
  if (status === 409 || status >= 500 || error instanceof Stripe.errors.StripeConnectionError) {
    return new ProviderUnavailable(message, { cause: error, ...retryAfter(error) });
  }
  if (status >= 400) return new ProviderRefused(message, { cause: error });
  return new ProviderAnswerInvalid(message, { cause: error });
}

/** What Stripe says is shown to people and stored; should it, or a proxy before it, quote the key, that part is left out. */
function withoutSecrets(text: string, { apiKey }: Credential): string {
  return apiKey ? text.replaceAll(apiKey, '[key]') : text;
}

/** Seconds or a date (RFC 9110 §10.2.3); nonsense and more than an hour are not believed. */
function retryAfter(error: Stripe.errors.StripeError): { retryAfterMs?: number } {
  const value = error.headers?.['retry-after'];
  if (!value) return {};
  const ms = /^\d+$/.test(value) ? Number(value) * SECOND : Date.parse(value) - Date.now();
  return ms > 0 && ms <= 3600 * SECOND ? { retryAfterMs: ms } : {};
}

function findCause<T extends Error>(
  error: unknown,
  type: abstract new (...args: never[]) => T,
): T | undefined {
  for (let at = error; at instanceof Error; at = at.cause ?? Reflect.get(at, 'detail')) {
    if (at instanceof type) return at;
  }
  return undefined;
}

/** The SDK cannot be told to stop; we stop waiting, and its own timeout ends the rest. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
