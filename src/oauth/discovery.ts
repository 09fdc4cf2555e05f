/** What a client needs to know to use the server: RFC 8414. Only what is offered is named. */
import type { OAuthWorld } from './world.ts';

export const paths = {
  token: '/oauth/token',
  introspection: '/oauth/introspect',
  revocation: '/oauth/revoke',
  registration: '/oauth/register',
  keys: '/.well-known/jwks.json',
} as const;

const AUTH_METHODS = ['client_secret_basic', 'client_secret_post'];

export function discoveryDocument({ keys: { issuer } }: Pick<OAuthWorld, 'keys'>): Record<string, unknown> {
  return {
    issuer,
    token_endpoint: issuer + paths.token,
    token_endpoint_auth_methods_supported: AUTH_METHODS,
    introspection_endpoint: issuer + paths.introspection,
    introspection_endpoint_auth_methods_supported: AUTH_METHODS,
    revocation_endpoint: issuer + paths.revocation,
    revocation_endpoint_auth_methods_supported: AUTH_METHODS,
    registration_endpoint: issuer + paths.registration,
    jwks_uri: issuer + paths.keys,
    grant_types_supported: ['client_credentials'],
    // Required by section 2; without the authorization code there is none.
    response_types_supported: [],
  };
}
