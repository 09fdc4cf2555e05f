/** Tries again what may have failed by chance, later and later. */
import { setTimeout as pause } from 'node:timers/promises';
import { CircuitOpen } from './circuit-breaker.ts';

export interface RetryOptions {
  /** In all. Default 3. */
  readonly attempts?: number;
  /** Before the second attempt at most; doubles with each. Default 200. */
  readonly baseMs?: number;
  /** Longer ones are not waited for, whoever asks for them. Default 5 s. */
  readonly maxMs?: number;
}

/** RFC 9110 section 9.2.2. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const WORTH_IT = new Set([429, 502, 503, 504]);

/**
 * Sends a request again after a failed connection or an answer of 429, 502, 503 or 504; `Retry-After` is waited for. Only what
 * may be done twice is sent twice: idempotent methods, requests with an `idempotency-key`, and any with 429, which was not done.
 */
export async function withRetries(
  send: () => Promise<Response>,
  request: {
    readonly method: string;
    readonly headers: Headers;
    readonly signal?: AbortSignal | null | undefined;
  },
  options: RetryOptions = {},
): Promise<Response> {
  const { attempts = 3, baseMs = 200, maxMs = 5_000 } = options;
  const mayRepeat = IDEMPOTENT.has(request.method) || request.headers.has('idempotency-key');
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await send().catch((error: unknown) => ({ error }));
    const waitMs = waitOf(outcome, { mayRepeat, backoffMs: baseMs * 2 ** (attempt - 1) });
    if (attempt === attempts || waitMs === undefined || waitMs > maxMs || request.signal?.aborted) {
      if ('error' in outcome) throw outcome.error;
      return outcome;
    }
    if (!('error' in outcome)) await outcome.body?.cancel();
    await pause(waitMs, undefined, request.signal ? { signal: request.signal } : {});
  }
}

/** Undefined where trying again is of no use. */
function waitOf(
  outcome: Response | { error: unknown },
  { mayRepeat, backoffMs }: { mayRepeat: boolean; backoffMs: number },
): number | undefined {
  // At random up to the whole, so that those who failed together do not come back together.
  const backoff = Math.random() * backoffMs;
  if ('error' in outcome) return mayRepeat && !(outcome.error instanceof CircuitOpen) ? backoff : undefined;
  const { status, headers } = outcome;
  if (!WORTH_IT.has(status) || (status !== 429 && !mayRepeat)) return undefined;
  return askedFor(headers.get('retry-after')) ?? backoff;
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function askedFor(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
