/**
 * OAuth access tokens end after 30 days. The code flow's refresh token stays the same, PKCE's is good once and comes
 * with its successor. https://developer.squareup.com/docs/oauth-api/refresh-revoke-limit-scope
 */
import { CredentialRefused, ProviderAnswerInvalid, ProviderRefused } from '../../platform/errors.ts';
import type { Renewal } from '../provider.ts';
import { objectIn } from './client.ts';
import { exchange } from './exchange.ts';
import { refusal } from './refusal.ts';

export const renewal: Renewal = {
  /** A personal access token never ends; an OAuth token whose end nobody noted is renewed at once. */
  endsAt({ refreshToken, expiresAt }) {
    if (!refreshToken) return Number.POSITIVE_INFINITY;
    const ms = Date.parse(expiresAt ?? '');
    return Number.isNaN(ms) ? 0 : ms;
  },
  async renew(credential, world, signal) {
    const { oauth } = world.settings;
    if (!oauth) throw new ProviderRefused('Square: no OAuth application is configured');
    await world.admit(signal);
    const response = await exchange(
      world,
      {
        method: 'POST',
        url: oauth.tokenUrl,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({
          grant_type: 'refresh_token',
          client_id: oauth.clientId,
          client_secret: oauth.clientSecret,
          refresh_token: credential['refreshToken'],
        }),
      },
      signal,
    );
    const secrets = [oauth.clientSecret, credential['refreshToken'], credential['accessToken']];
    if (response.status !== 200) throw refusedGrant(refusal(response, secrets));
    const {
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_at: expiresAt,
    } = objectIn(response);
    if (
      typeof accessToken !== 'string' ||
      typeof expiresAt !== 'string' ||
      Number.isNaN(Date.parse(expiresAt))
    )
      throw new ProviderAnswerInvalid('Square sent no token');
    return {
      ...credential,
      accessToken,
      expiresAt,
      ...(typeof refreshToken === 'string' && { refreshToken }),
    };
  },
};

/** Whatever is wrong with a grant that was good before, only a person can make a new one. */
function refusedGrant(error: Error): Error {
  return error instanceof ProviderRefused ? new CredentialRefused(error.message) : error;
}
