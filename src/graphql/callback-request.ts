/** What a router asks for when it wants to be called back, and which addresses may be called: the caller names them. */
import { refusal } from './limits.ts';

const HEARTBEAT_MS = { usual: 5000, least: 1000, most: 60_000 };

export interface CallbackRequest {
  readonly url: string;
  readonly id: string;
  readonly verifier: string;
  readonly heartbeatMs: number;
}

/** Reads `extensions.subscription`; throws the refusal (HTTP 400) of an address that is not allowed. Nothing is called yet. */
export function readCallbackRequest(extensions: unknown, allowedHosts: readonly string[]): CallbackRequest {
  const found = (extensions as { subscription?: Record<string, unknown> } | undefined)?.subscription;
  if (!found) {
    throw refusal('BAD_REQUEST', 'Subscriptions are served over the WebSocket or the HTTP callback protocol');
  }
  const url = found['callbackUrl'] ?? found['callback_url'];
  const id = found['subscriptionId'] ?? found['subscription_id'];
  const { verifier } = found;
  if (typeof url !== 'string' || typeof id !== 'string' || typeof verifier !== 'string') {
    throw refusal('BAD_REQUEST', 'extensions.subscription needs callbackUrl, subscriptionId and verifier');
  }
  if (allowedHosts.length === 0)
    throw refusal('CALLBACK_REFUSED', 'Callback subscriptions are not enabled here');
  if (!isAllowedCallback(url, allowedHosts)) {
    throw refusal('CALLBACK_REFUSED', 'The host of callbackUrl is not one that may be called');
  }
  return {
    url,
    id,
    verifier,
    heartbeatMs: heartbeat(found['heartbeatIntervalMs'] ?? found['heartbeat_interval_ms']),
  };
}

/** Never off: only the heartbeat tells that a router has gone. */
function heartbeat(asked: unknown): number {
  if (typeof asked !== 'number' || !(asked > 0)) return HEARTBEAT_MS.usual;
  return Math.min(Math.max(asked, HEARTBEAT_MS.least), HEARTBEAT_MS.most);
}

/** True when the URL's host is listed (`host` or `host:port` for https, `http://host[:port]` for plain http). */
function isAllowedCallback(url: string, allowedHosts: readonly string[]): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !['https:', 'http:'].includes(parsed.protocol)) return false;
  if (parsed.username || parsed.password) return false;
  return allowedHosts.some((entry) => {
    const allowed = entry.includes('://') ? entry : `https://${entry}`;
    return URL.canParse(allowed) && new URL(allowed).origin === parsed.origin;
  });
}
