/**
 * QuickBooks' faults turned into ours. The accounting service writes `Fault.Error[].Message`, the gateway before it
 * `fault.error[].message`. https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes
 */
import {
  CredentialRefused,
  ProviderAnswerInvalid,
  ProviderRefused,
  ProviderThrottled,
  ProviderUnavailable,
  type HubError,
} from '../../platform/errors.ts';
import type { HttpAnswer } from './http.ts';

const THROTTLED = 3001;
const NOT_AUTHENTICATED = 3200;
const NOT_AUTHORIZED = 3100;
const NOT_FOUND = 610;
const MINUTE_MS = 60_000;

/** What QuickBooks said, without anything of the request: the cause of our errors. */
export class QuickbooksFault extends Error {
  readonly status: number;
  readonly faultCode: number | undefined;
  /** The member of the request that is to blame, if it is one. */
  readonly element: string | undefined;
  /** QuickBooks' clock, ms. */
  readonly time: number | undefined;

  constructor(
    message: string,
    said: { status: number; faultCode?: number; element?: string; time?: number },
  ) {
    super(message);
    this.name = 'QuickbooksFault';
    this.status = said.status;
    this.faultCode = said.faultCode;
    this.element = said.element;
    this.time = said.time;
  }
}

/** The error an answer means. `secrets` are blotted out of whatever the vendor repeats of them. */
export function errorOf(answer: HttpAnswer, secrets: readonly string[]): HubError {
  const fault = readFault(answer, secrets);
  const { status, faultCode: code } = fault;
  const message = `QuickBooks: ${fault.message}`;
  const options = { cause: fault };
  if (status === 429 || code === THROTTLED) {
    // Limits are counted by the minute, and the answer itself seldom says how long to wait.
    return new ProviderThrottled(message, { ...options, retryAfterMs: retryAfter(answer) ?? MINUTE_MS });
  }
  if (status === 401 || code === NOT_AUTHENTICATED || code === NOT_AUTHORIZED) {
    return new CredentialRefused(message, options);
  }
  if (status >= 500 || status === 408) {
    const retryAfterMs = retryAfter(answer);
    return new ProviderUnavailable(message, { ...options, ...(retryAfterMs && { retryAfterMs }) });
  }
  if (status >= 400 || (status === 200 && code !== undefined)) return new ProviderRefused(message, options);
  return new ProviderAnswerInvalid(message, options);
}

/** The object does not exist, or no longer. QuickBooks answers 400, not 404. */
export function isMissing(error: unknown): error is ProviderRefused & { cause: QuickbooksFault } {
  return (
    error instanceof ProviderRefused &&
    error.cause instanceof QuickbooksFault &&
    error.cause.faultCode === NOT_FOUND
  );
}

/** A JSON object, or undefined for anything else. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The value when it is an object whose members can be asked for by name. */
export function objectOf(value: unknown): Record<string, unknown> | undefined {
  // Whatever an object is, its members can be asked for as unknown.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** The answer's time in ms: ISO 8601 from the service, a number from the gateway. */
export function timeOf(body: Record<string, unknown> | undefined): number | undefined {
  const time = body?.['time'];
  const ms = typeof time === 'number' ? time : typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

function readFault(answer: HttpAnswer, secrets: readonly string[]): QuickbooksFault {
  const { status, headers } = answer;
  const body = parseObject(answer.text);
  const fault = objectOf(body?.['Fault'] ?? body?.['fault']);
  const errors = fault?.['Error'] ?? fault?.['error'];
  const first = objectOf(Array.isArray(errors) ? errors[0] : undefined) ?? {};
  const said = [first['Message'] ?? first['message'], first['Detail'] ?? first['detail']];
  const words = said.filter((each) => typeof each === 'string' && each !== '').join(': ');
  const code = Number(first['code']);
  const { element } = first;
  const time = timeOf(body);
  const trace = headers['intuit_tid'];
  const text = `${words || `HTTP ${status}`}${trace === undefined ? '' : ` (intuit_tid ${String(trace)})`}`;
  const blotted = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
  return new QuickbooksFault(blotted, {
    status,
    ...(code > 0 && { faultCode: code }),
    ...(typeof element === 'string' && element !== '' && { element }),
    ...(time !== undefined && { time }),
  });
}

/** Seconds or a date (RFC 9110 §10.2.3), in ms; nonsense and more than an hour are not believed. */
export function retryAfter({ headers }: HttpAnswer): number | undefined {
  const value = headers['retry-after'];
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return ms > 0 && ms <= 60 * MINUTE_MS ? ms : undefined;
}
