/** One id per request, in every log line and every masked error, so that a caller's report leads to our log. */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const WELL_FORMED = /^[A-Za-z0-9._-]{1,64}$/;

/** The caller's `x-correlation-id`, else `x-request-id`, when it is harmless (no line breaks or markup can enter a log); else a new UUID. */
export function correlationIdFrom(headers: IncomingHttpHeaders): string {
  for (const name of ['x-correlation-id', 'x-request-id']) {
    const value = headers[name];
    if (typeof value === 'string' && WELL_FORMED.test(value)) return value;
  }
  return randomUUID();
}
