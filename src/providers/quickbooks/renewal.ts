/**
 * New access tokens by Intuit's SDK, which writes the request and reads the answer. Its transport is replaced by ours:
 * the SDK would follow one process-wide token URL, past the egress wall, and try again by itself.
 * https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0
 */
import {
  CredentialRefused,
  ProviderAnswerInvalid,
  ProviderRefused,
  ProviderThrottled,
  ProviderUnavailable,
  type HubError,
} from '../../platform/errors.ts';
import type { Credential, ProviderWorld, Renewal } from '../provider.ts';
import { parseObject, QuickbooksFault, retryAfter } from './faults.ts';
import { send, type HttpAnswer } from './http.ts';

const SECOND_MS = 1_000;
/** Access tokens last an hour; a life of a year is a misreading. */
const LONGEST_S = 365 * 86_400;

export const renewal: Renewal = {
  /** A credential entered without its end is taken for ended. */
  endsAt: (credential) => Date.parse(credential['expiresAt'] ?? '') || 0,

  async renew(credential, world, signal) {
    const { refreshToken } = credential;
    if (!refreshToken) throw new CredentialRefused('The QuickBooks credential cannot be renewed');
    const askedMs = Date.now();
    const token = await refresh(refreshToken, world, signal);
    const lifeS = Number(token.expires_in);
    if (!token.access_token || !token.refresh_token || !(lifeS > 0 && lifeS < LONGEST_S)) {
      throw new ProviderAnswerInvalid('QuickBooks sent tokens that cannot be read');
    }
    return {
      ...credential,
      accessToken: token.access_token,
      // Rolling: the one just used ends with this answer or soon after it.
      refreshToken: token.refresh_token,
      expiresAt: new Date(askedMs + lifeS * SECOND_MS).toISOString(),
    } satisfies Credential;
  },
};

/** The SDK's errors show the refresh token and our client secret: they are dropped, the answer itself is judged. */
async function refresh(refreshToken: string, world: ProviderWorld, signal: AbortSignal) {
  const { oauth } = world.settings;
  if (!oauth) throw new TypeError('no settings.oauth for QuickBooks');
  const { default: OAuthClient } = await import('intuit-oauth');
  const client = new OAuthClient({
    environment: 'production',
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    redirectUri: '',
    logging: false,
  });
  let answer: HttpAnswer | undefined;
  let failure: unknown;
  client.loadResponse = async (request: SdkRequest) => {
    try {
      answer = await send(world, tokenRequest(new URL(oauth.tokenUrl), request), signal);
    } catch (error) {
      failure = error;
      throw error;
    }
    return {
      status: answer.status,
      headers: answer.headers,
      data: parseObject(answer.text) ?? answer.text,
    };
  };
  try {
    return (await client.refreshUsingToken(refreshToken)).getToken();
  } catch {
    throw failure ?? refusal(answer);
  }
}

/** What the SDK hands to its transport, as far as it matters here. */
interface SdkRequest {
  headers: Record<string, string>;
  data: Record<string, string>;
}

function tokenRequest(url: URL, { headers, data }: SdkRequest) {
  return { method: 'POST' as const, url, headers, body: new URLSearchParams(data).toString() };
}

/** Error codes of RFC 6749 section 5.2. */
function refusal(answer: HttpAnswer | undefined): HubError {
  if (!answer) return new ProviderAnswerInvalid('QuickBooks sent tokens that cannot be read');
  const { status } = answer;
  const error = parseObject(answer.text)?.['error'];
  const code = typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : `HTTP ${status}`;
  const message = `QuickBooks did not renew the credential: ${code}`;
  const options = { cause: new QuickbooksFault(code, { status }) };
  const retryAfterMs = retryAfter(answer);
  const wait = { ...options, ...(retryAfterMs && { retryAfterMs }) };
  if (code === 'invalid_grant') return new CredentialRefused(message, options);
  if (status === 429) return new ProviderThrottled(message, wait);
  if (status >= 500) return new ProviderUnavailable(message, wait);
  // `invalid_client` and the like: our own application is refused, no tenant can mend it.
  if (status >= 400) return new ProviderRefused(message, options);
  return new ProviderAnswerInvalid(message, options);
}
