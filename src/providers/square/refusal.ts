/** Square's error answers as the hub's. https://developer.squareup.com/docs/build-basics/general-considerations/handling-errors */
import {
  CredentialRefused,
  ProviderAnswerInvalid,
  ProviderRefused,
  ProviderThrottled,
  ProviderUnavailable,
  type HubError,
} from '../../platform/errors.ts';
import type { Response } from './exchange.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** The object does not exist, or not any more. */
export class ObjectMissing extends ProviderRefused {}

/** The token is good, but not for this. */
export class NotPermitted extends CredentialRefused {}

/**
 * The cursor is not good any more: it lives for 15 minutes after its last use.
 * https://developer.squareup.com/forums/t/how-long-is-the-cursor-valid-when-submitting-paginated-requests/2950
 */
export class CursorRefused extends ProviderRefused {}

/**
 * What an answer that is no success means. What Square says is shown to people and stored; should it, or a proxy before
 * it, quote one of the request's `secrets`, that part is left out.
 */
export function refusal(response: Response, secrets: readonly (string | undefined)[]): HubError {
  const { status } = response;
  const { code, detail } = firstError(response.text);
  const said = [code ?? `HTTP ${status}`, detail].filter(Boolean).join(': ');
  const message = `Square: ${withoutSecrets(said, secrets)}`;
  if (code === 'INSUFFICIENT_SCOPES') return new NotPermitted(message);
  if (status === 401 || status === 403) return new CredentialRefused(message);
  if (status === 429) return new ProviderThrottled(message, retryAfter(response));
  if (status === 408 || status >= 500) return new ProviderUnavailable(message, retryAfter(response));
  if (status === 404) return new ObjectMissing(message);
  if (code === 'INVALID_CURSOR') return new CursorRefused(message);
  if (status >= 400) return new ProviderRefused(message);
  return new ProviderAnswerInvalid(message);
}

function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets.reduce<string>(
    (rest, secret) => (secret ? rest.replaceAll(secret, '[secret]') : rest),
    text,
  );
}

function firstError(text: string): { code?: string; detail?: string } {
  try {
    // Each member is looked at before it is used.
    const { errors } = JSON.parse(text) as { errors?: { code?: unknown; detail?: unknown }[] };
    const { code, detail } = errors?.[0] ?? {};
    return {
      ...(typeof code === 'string' && { code }),
      ...(typeof detail === 'string' && { detail }),
    };
  } catch {
    // Gateways answer with pages of their own.
    return {};
  }
}

/** Seconds or a date (RFC 9110 §10.2.3); nonsense and more than an hour are not believed. */
function retryAfter({ headers }: Response): { retryAfterMs?: number } {
  const value = headers['retry-after'];
  if (!value) return {};
  const ms = /^\d+$/.test(value) ? Number(value) * SECOND : Date.parse(value) - Date.now();
  return ms > 0 && ms <= HOUR ? { retryAfterMs: ms } : {};
}
