/**
 * The transport of the vault's SDK, replaced: the SDK's own has no time limit, goes past the egress wall, and its errors
 * carry the key.
 */
import type { Egress } from '../platform/egress/egress.ts';
import { CredentialRefused, NotFound, ProviderUnavailable, type HubError } from '../platform/errors.ts';
import { TokenVaultRefused } from './errors.ts';

/** What the SDK's HTTP library (axios) hands to its adapter, as far as it matters here. */
interface SdkRequest {
  readonly url?: string | undefined;
  readonly method?: string | undefined;
  readonly params?: unknown;
  readonly headers: { toJSON(): object };
  readonly data?: unknown;
}

export interface VaultAnswer {
  readonly status: number;
  readonly text: string;
}

const TIMEOUT_MS = 15_000;
const SECOND_MS = 1_000;

/** Throws what an answer that is no success means; none of it holds anything of the request. */
export async function exchange(
  egress: Egress,
  request: SdkRequest,
  signal: AbortSignal,
): Promise<VaultAnswer> {
  const url = new URL(request.url ?? '');
  for (const [name, value] of Object.entries(Object(request.params) as object)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const { status, headers, body } = await egress.request({
    url,
    method: (request.method ?? 'get').toUpperCase(),
    // The SDK makes all of them strings.
    headers: Object.fromEntries(
      Object.entries(request.headers.toJSON()).map(([name, value]) => [name, String(value)]),
    ),
    timeoutMs: TIMEOUT_MS,
    signal,
    ...(typeof request.data === 'string' && { body: request.data }),
  });
  const text = body.toString('utf8');
  if (status >= 200 && status < 300) return { status, text };
  throw refusal(status, { text, retryAfter: headers['retry-after'] });
}

/** https://nango.dev/docs/reference/backend/http-api: `{ error: { code } }`; whatever else stands there is not repeated. */
function refusal(status: number, said: { text: string; retryAfter: string | undefined }): HubError {
  const code = codeIn(said.text) ?? `HTTP ${status}`;
  const seconds = Number(said.retryAfter);
  const retryAfterMs = seconds > 0 && seconds <= 3_600 ? seconds * SECOND_MS : undefined;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 404) return new NotFound(`The token vault has no such connection (${code})`);
  if (status === 424) return new CredentialRefused(`The account must be connected again (${code})`);
  if (status === 429 || status >= 500) {
    return new ProviderUnavailable(`The token vault is in trouble (${code})`, wait);
  }
  return new TokenVaultRefused(`The token vault refuses (${code})`);
}

function codeIn(text: string): string | undefined {
  try {
    // Looked at before it is used.
    const { error } = JSON.parse(text) as { error?: { code?: unknown } };
    return typeof error?.code === 'string' && /^[a-z_]{1,60}$/.test(error.code) ? error.code : undefined;
  } catch {
    return undefined;
  }
}
