// Intuit's own SDK, pointed at a sandbox. Its endpoints are process-wide: one sandbox at a time.
import OAuthClient from 'intuit-oauth';
import type { QuickbooksSandbox } from './quickbooks.ts';

/** A client with a new grant for the main company. */
export function intuitSdk(sandbox: QuickbooksSandbox): OAuthClient {
  const { clientId, clientSecret, tokenUrl } = sandbox.oauth;
  const client = new OAuthClient({ environment: 'sandbox', clientId, clientSecret, redirectUri: '' });
  client.setAuthorizeURLs({
    authorizeEndpoint: sandbox.url,
    tokenEndpoint: tokenUrl,
    revokeEndpoint: sandbox.url,
    userInfoEndpoint: sandbox.url,
  });
  const { accessToken, refreshToken, realmId } = sandbox.issueCredential();
  client.setToken({
    access_token: accessToken,
    refresh_token: refreshToken,
    realmId,
    expires_in: 3_600,
    x_refresh_token_expires_in: 8_640_000,
  });
  return client;
}
