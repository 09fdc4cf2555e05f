/**
 * The way to a vendor through the token vault's proxy, which adds the token that nobody here knows. The vendor's own folder
 * words the requests and reads the answers, as it does without.
 * https://nango.dev/docs/reference/backend/http-api/proxy
 */
import { CredentialRefused, ProviderUnavailable, type HubError } from '../platform/errors.ts';

export interface VaultProxy {
  /** What stands before the path at the vendor, without a slash at the end. */
  readonly url: string;
  /** Who calls, and for which connection. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What the proxy reads itself; everything else it hands on only under this prefix. */
const PREFIX = 'nango-proxy-';
const OF_THE_BODY = new Set(['content-type', 'content-length']);
/** The vendor's credential, of which there is none here, and what belongs to one connection only. */
const LEFT_OUT = new Set(['authorization', 'host', 'connection']);

/** The headers of a request to the vendor as the proxy wants them. */
export function throughProxy(
  headers: Readonly<Record<string, string>>,
  proxy: VaultProxy,
): Record<string, string> {
  const renamed = Object.entries(headers).flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    if (LEFT_OUT.has(lower)) return [];
    return [[OF_THE_BODY.has(lower) ? lower : PREFIX + lower, value] as const];
  });
  return { ...Object.fromEntries(renamed), ...proxy.headers };
}

/**
 * An answer's text as the vendor's folder may read it. Throws where the vault itself has answered: CredentialRefused when
 * somebody must connect again, ProviderUnavailable when only the vault's operator can help. What vendors write about
 * failures may quote the token, which nobody here could recognise: whatever looks like one is left out.
 */
export function readProxied(status: number, text: string): string {
  if (status < 400) return text;
  const refusal = refusalOfVault(status, codeIn(text));
  if (refusal) throw refusal;
  return text.replace(LONG_WORD, (word) => (/\d/.test(word) && /[A-Za-z]/.test(word) ? '[hidden]' : word));
}

/** Of the characters of tokens (RFC 6750 section 2.1). A token is one with digits and letters in it. */
const LONG_WORD = /[\w.~+/=-]{16,}/g;

const CONNECT_AGAIN = new Set(['not_found', 'unknown_connection', 'invalid_credentials']);
const OPERATOR_MUST_ACT = new Set([
  'missing_auth_header',
  'unknown_user_account',
  'unauthorized',
  'forbidden',
  'unknown_provider_config',
  'missing_connection_id',
  'missing_provider_config_key',
]);

function refusalOfVault(status: number, code: string | undefined): HubError | undefined {
  // No vendor of ours answers 424 (RFC 4918 section 11.4): the vault could not renew the token.
  if (status === 424 || (code && CONNECT_AGAIN.has(code)))
    return new CredentialRefused(`The account must be connected again (${code ?? status})`);
  if (code && OPERATOR_MUST_ACT.has(code))
    return new ProviderUnavailable(`The token vault refuses (${code})`);
  return undefined;
}

/** The code of an error of the vault. Stripe's errors are in a member of the same name, but always have a type. */
function codeIn(text: string): string | undefined {
  try {
    // Each member is looked at before it is used.
    const { error } = JSON.parse(text) as { error?: { code?: unknown; type?: unknown } };
    return typeof error?.code === 'string' && error.type === undefined ? error.code : undefined;
  } catch {
    return undefined;
  }
}
