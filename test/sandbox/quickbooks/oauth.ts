// Intuit's token endpoint: access tokens of an hour, refresh tokens that roll.
// https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0
import type { IncomingHttpHeaders } from 'node:http';
import { seededRandom } from '../stripe/seed/random.ts';

const ACCESS_SECONDS = 3_600;
const REFRESH_SECONDS = 100 * 86_400;

/** What a company's owner gave to the application, in the form in which it is stored. */
export interface IssuedCredential {
  realmId: string;
  accessToken: string;
  refreshToken: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}
export interface TokenAnswer {
  status: number;
  body: object;
}

interface Grant {
  realmId: string;
  refreshToken: string;
  refreshIssuedMs: number;
}

export interface TokenOffice {
  readonly clientId: string;
  readonly clientSecret: string;
  issue(realmId: string): IssuedCredential;
  /** `POST /oauth2/v1/tokens/bearer`. */
  answer(headers: IncomingHttpHeaders, body: string): TokenAnswer;
  /** The company of a live access token. */
  realmOf(accessToken: string): string | undefined;
  /** Ends all access tokens at once; refresh tokens stay good. */
  expireAccessTokens(): void;
  /** The owner disconnects the application. */
  revoke(realmId: string): void;
}

/** `rotateEveryMs`: how old a refresh token must be to be replaced on use. Intuit says about a day; 0 is the strictest. */
export function tokenOffice(options: {
  seed: number;
  now: () => number;
  rotateEveryMs: number;
}): TokenOffice {
  const random = seededRandom(options.seed);
  const clientId = `AB${random.token(48)}`;
  const clientSecret = random.token(40);
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const access = new Map<string, { realmId: string; endsMs: number }>();
  let grants: Grant[] = [];

  const newAccess = (realmId: string): string => {
    const token = `eyJlbmMiOiJBMTI4Q0JDLUhTMjU2.${random.token(120)}.${random.token(40)}`;
    access.set(token, { realmId, endsMs: options.now() + ACCESS_SECONDS * 1_000 });
    return token;
  };
  const newRefresh = (): string => `AB11${random.token(46)}`;

  function refresh(given: string | null): TokenAnswer {
    const now = options.now();
    const grant = grants.find(({ refreshToken }) => refreshToken === given);
    if (grant === undefined || now - grant.refreshIssuedMs > REFRESH_SECONDS * 1_000) {
      return refusal(400, 'invalid_grant', 'Incorrect or invalid refresh token');
    }
    if (now - grant.refreshIssuedMs >= options.rotateEveryMs) {
      grant.refreshToken = newRefresh();
      grant.refreshIssuedMs = now;
    }
    const body = {
      token_type: 'bearer',
      expires_in: ACCESS_SECONDS,
      refresh_token: grant.refreshToken,
      x_refresh_token_expires_in: REFRESH_SECONDS,
      access_token: newAccess(grant.realmId),
    };
    return { status: 200, body };
  }

  return {
    clientId,
    clientSecret,
    issue(realmId) {
      const refreshToken = newRefresh();
      grants.push({ realmId, refreshToken, refreshIssuedMs: options.now() });
      const accessToken = newAccess(realmId);
      const expiresAt = new Date(options.now() + ACCESS_SECONDS * 1_000).toISOString();
      return { realmId, accessToken, refreshToken, expiresAt };
    },
    answer(headers, body) {
      if (headers.authorization !== basic)
        return refusal(401, 'invalid_client', 'Client authentication failed');
      if (!/^application\/x-www-form-urlencoded(;|$)/i.test(headers['content-type'] ?? '')) {
        return refusal(400, 'invalid_request', 'The body must be form-encoded');
      }
      const form = new URLSearchParams(body);
      if (form.get('grant_type') !== 'refresh_token') {
        return refusal(400, 'unsupported_grant_type', 'Only refresh_token is offered here');
      }
      return refresh(form.get('refresh_token'));
    },
    realmOf(token) {
      const found = access.get(token);
      return found !== undefined && found.endsMs > options.now() ? found.realmId : undefined;
    },
    expireAccessTokens: () => access.clear(),
    revoke(realmId) {
      grants = grants.filter((grant) => grant.realmId !== realmId);
      for (const [token, { realmId: of }] of access) if (of === realmId) access.delete(token);
    },
  };
}

function refusal(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } };
}
