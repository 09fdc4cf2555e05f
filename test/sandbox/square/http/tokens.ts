// Who is asking, and how OAuth tokens are renewed. https://developer.squareup.com/docs/oauth-api/overview
import type { IncomingHttpHeaders } from 'node:http';
import type { Random } from '../../stripe/seed/random.ts';
import type { Seller } from '../seller.ts';
import { object, oneOf, required, text } from './params.ts';
import { notAuthorizedService, unauthorized } from './square-error.ts';

export interface OAuthTokens {
  accessToken: string;
  refreshToken: string;
  /** RFC 3339. */
  expiresAt: string;
}
export interface OAuthApplication {
  clientId: string;
  clientSecret: string;
}
interface Grant {
  seller: Seller;
  /** PKCE: the refresh token is good once. */
  pkce: boolean;
}

const ACCESS_MS = 30 * 86_400_000;

const tokenRequest = object({
  client_id: text,
  client_secret: text,
  grant_type: oneOf('refresh_token'),
  refresh_token: text,
});

export function tokenRegistry(options: { random: Random; now: () => number; application: OAuthApplication }) {
  const { random, now, application } = options;
  const access = new Map<string, { seller: Seller; endsAt: number; revoked?: true }>();
  const grants = new Map<string, Grant>();

  const newAccess = (seller: Seller): { accessToken: string; expiresAt: string } => {
    const accessToken = `EAAA${random.token(60)}`;
    const endsAt = now() + ACCESS_MS;
    access.set(accessToken, { seller, endsAt });
    return { accessToken, expiresAt: new Date(endsAt).toISOString() };
  };
  const newGrant = (grant: Grant): string => {
    const refreshToken = `EQAA${random.token(60)}`;
    grants.set(refreshToken, grant);
    return refreshToken;
  };

  return {
    /** A token of the seller's own, which never ends. */
    personal(seller: Seller): string {
      const token = `EAAA${random.token(60)}`;
      access.set(token, { seller, endsAt: Infinity });
      return token;
    },
    authorize: (seller: Seller, pkce = false): OAuthTokens => ({
      ...newAccess(seller),
      refreshToken: newGrant({ seller, pkce }),
    }),
    /** Ends everything the seller granted by OAuth. */
    revoke(seller: Seller): void {
      for (const each of access.values())
        if (each.seller === seller && each.endsAt < Infinity) each.revoked = true;
      for (const [token, grant] of grants) if (grant.seller === seller) grants.delete(token);
    },
    /** The seller of a bearer token. Throws 401. */
    authenticate({ authorization = '' }: IncomingHttpHeaders): Seller {
      const found = access.get(/^Bearer (\S+)$/.exec(authorization)?.[1] ?? '');
      if (!found) throw unauthorized();
      if (found.revoked) throw unauthorized('ACCESS_TOKEN_REVOKED');
      if (now() >= found.endsAt) throw unauthorized('ACCESS_TOKEN_EXPIRED');
      return found.seller;
    },
    /** `POST /oauth2/token`. The code flow's refresh token stays, PKCE's is replaced. */
    renew(params: unknown): string {
      const request = tokenRequest(params, '');
      const token = required(request.refresh_token, 'refresh_token');
      const grant = grants.get(token);
      required(request.grant_type, 'grant_type');
      const known = required(request.client_id, 'client_id') === application.clientId;
      if (!known) throw notAuthorizedService();
      // PKCE applications hold no secret.
      if (grant?.pkce !== true && request.client_secret !== application.clientSecret)
        throw notAuthorizedService();
      if (!grant) throw unauthorized();
      if (grant.pkce) grants.delete(token);
      const { accessToken, expiresAt } = newAccess(grant.seller);
      return JSON.stringify({
        access_token: accessToken,
        token_type: 'bearer',
        expires_at: expiresAt,
        merchant_id: grant.seller.merchantId,
        refresh_token: grant.pkce ? newGrant(grant) : token,
        short_lived: false,
      });
    },
  };
}
export type Tokens = ReturnType<typeof tokenRegistry>;
