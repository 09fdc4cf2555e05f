// Codes and tokens. RFC 6749 sections 4.1.3, 5 and 6; refresh tokens roll.
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

interface Grant {
  readonly personId: number;
  readonly scopes: readonly string[];
}
interface Code extends Grant {
  readonly redirectUri: string;
}

export interface TokenDesk {
  newCode(code: Code): string;
  /** The token endpoint. */
  answer(headers: IncomingHttpHeaders, form: URLSearchParams): { status: number; answer: object };
  /** What a live access token was granted. */
  grantOf(accessToken: string): Grant | undefined;
  /** Ends all access tokens; refresh tokens stay good. */
  expireAll(): void;
  /** People take everything back. */
  revokeAll(): void;
  /** Every token and code there ever was, by what it is. */
  issued(): Readonly<Record<string, string>>;
  refreshes(): number;
}

export function tokenDesk(application: {
  clientId: string;
  clientSecret: string;
  accessTokenS: number;
  accessToken?: (() => string) | undefined;
}): TokenDesk {
  const { clientId, clientSecret, accessTokenS } = application;
  const codes = new Map<string, Code>();
  const access = new Map<string, Grant & { endsAt: number }>();
  const refresh = new Map<string, Grant>();
  const issued: Record<string, string> = {};
  let refreshes = 0;

  const make = (kind: string, prefix: string): string => {
    const value = prefix + randomBytes(18).toString('hex');
    issued[`${kind} ${Object.keys(issued).length}`] = value;
    return value;
  };
  const tokensFor = ({ personId, scopes }: Grant) => {
    const accessToken = application.accessToken?.() ?? make('access token', 'gho_');
    const refreshToken = make('refresh token', 'ghr_');
    access.set(accessToken, { personId, scopes, endsAt: Date.now() + accessTokenS * 1_000 });
    refresh.set(refreshToken, { personId, scopes });
    return {
      status: 200,
      answer: {
        access_token: accessToken,
        token_type: 'bearer',
        expires_in: accessTokenS,
        refresh_token: refreshToken,
        scope: scopes.join(','),
      },
    };
  };
  const refusal = (status: number, error: string) => ({ status, answer: { error } });

  const exchange = (form: URLSearchParams) => {
    const given = form.get('code') ?? '';
    const code = codes.get(given);
    codes.delete(given);
    if (!code || code.redirectUri !== form.get('redirect_uri')) return refusal(400, 'invalid_grant');
    return tokensFor(code);
  };
  const renew = (form: URLSearchParams) => {
    const given = form.get('refresh_token') ?? '';
    const grant = refresh.get(given);
    refresh.delete(given);
    if (!grant) return refusal(400, 'invalid_grant');
    refreshes += 1;
    return tokensFor(grant);
  };

  return {
    newCode(code) {
      const value = make('code', '');
      codes.set(value, code);
      return value;
    },
    answer(headers, form) {
      if (!/^application\/x-www-form-urlencoded(;|$)/.test(headers['content-type'] ?? ''))
        return refusal(400, 'invalid_request');
      const known = form.get('client_id') === clientId && form.get('client_secret') === clientSecret;
      if (!known) return refusal(401, 'invalid_client');
      if (form.get('grant_type') === 'authorization_code') return exchange(form);
      if (form.get('grant_type') === 'refresh_token') return renew(form);
      return refusal(400, 'unsupported_grant_type');
    },
    grantOf(accessToken) {
      const grant = access.get(accessToken);
      return grant && grant.endsAt > Date.now() ? grant : undefined;
    },
    expireAll: () => access.clear(),
    revokeAll() {
      access.clear();
      refresh.clear();
    },
    issued: () => issued,
    refreshes: () => refreshes,
  };
}
