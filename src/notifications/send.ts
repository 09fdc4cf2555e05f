/** One try of one delivery: what is sent, and what came of it. */
import type { Egress, EgressResponse } from '../platform/egress/egress.ts';
import { errorCode, HubError } from '../platform/errors.ts';
import { signedHeaders } from './standard-webhooks.ts';

/** An event as it goes to an endpoint. */
export interface Notification {
  readonly eventId: string;
  readonly tenantId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly createdAt: Date;
}

/** A try as the delivery log keeps it. */
export interface Try {
  /** ISO time. */
  readonly at: string;
  readonly durationMs: number;
  readonly url: string;
  /** Null when there was no answer. */
  readonly statusCode: number | null;
  /** The beginning of the answer's body. */
  readonly answer: string | null;
  /** Null when the endpoint has taken it. */
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

export interface Outcome {
  readonly made: Try;
  readonly delivered: boolean;
  /** 410: the endpoint wants nothing any more. */
  readonly gone: boolean;
  /** What a 429 or 503 asked for. */
  readonly retryAfterMs: number | undefined;
}

export interface Sending {
  readonly egress: Egress;
  readonly url: string;
  readonly secrets: readonly string[];
  readonly timeoutMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** An answer is a sign, not a document: whoever sends more than this has not understood. */
const MOST_ANSWER_BYTES = 64 * 1024;
const KEPT_CHARACTERS = 1_000;

/** The body of every delivery of the event, byte for byte. */
export function bodyOf({ type, tenantId, payload, createdAt }: Notification): string {
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), tenantId, data: payload });
}

/** Headers of every delivery; the others are signed at each try. */
export const fixedHeaders = { 'content-type': 'application/json', 'user-agent': 'integration-hub' } as const;

/** Sends once. Only a 2xx counts; redirects are not followed. Throws the signal's reason when it is aborted. */
export async function send(sending: Sending, event: Notification, signal: AbortSignal): Promise<Outcome> {
  const { url, secrets, timeoutMs: limit, now } = sending;
  const body = bodyOf(event);
  const atMs = now();
  const began = performance.now();
  const log = (rest: Pick<Try, 'statusCode' | 'answer' | 'errorCode' | 'errorMessage'>): Try => ({
    at: new Date(atMs).toISOString(),
    durationMs: Math.round(performance.now() - began),
    url,
    ...rest,
  });
  try {
    const answer = await sending.egress.request({
      url,
      method: 'POST',
      headers: {
        ...fixedHeaders,
        ...signedHeaders({ id: event.eventId, atMs, body }, secrets),
        'content-length': Buffer.byteLength(body),
      },
      body,
      timeoutMs: limit,
      maxBytes: MOST_ANSWER_BYTES,
      signal,
    });
    return outcomeOf(answer, { log, now });
  } catch (error) {
    signal.throwIfAborted();
    const code = errorCode(error);
    const made = log({ statusCode: null, answer: null, errorCode: code, errorMessage: told(error) });
    return { made, delivered: false, gone: false, retryAfterMs: undefined };
  }
}

function outcomeOf(
  answer: EgressResponse,
  {
    log,
    now,
  }: {
    log: (rest: Pick<Try, 'statusCode' | 'answer' | 'errorCode' | 'errorMessage'>) => Try;
    now: () => number;
  },
): Outcome {
  const { status, headers, body } = answer;
  const delivered = status >= 200 && status < 300;
  const made = log({
    statusCode: status,
    answer: textOf(body),
    errorCode: delivered ? null : 'ENDPOINT_REFUSED',
    errorMessage: delivered ? null : `The endpoint answered ${status}`,
  });
  const asks = status === 429 || status === 503;
  return {
    made,
    delivered,
    gone: status === 410,
    retryAfterMs: asks ? retryAfterMs(headers['retry-after'], now()) : undefined,
  };
}

/** RFC 9110 section 10.2.3: seconds, or a date. Undefined for anything else, and for what is over. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return ms > 0 ? ms : undefined;
}

/** PostgreSQL stores no NUL in JSON, and half a character is none. */
function textOf(body: Buffer): string {
  return body.toString('utf8').slice(0, KEPT_CHARACTERS).toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Our own words, with the reason of the operating system where there is one. */
function told(error: unknown): string {
  if (!(error instanceof HubError)) return 'Internal error';
  const reason: unknown = error.cause instanceof Error ? Reflect.get(error.cause, 'code') : undefined;
  return typeof reason === 'string' ? `${error.message} (${reason})` : error.message;
}
