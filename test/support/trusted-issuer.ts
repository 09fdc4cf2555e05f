/** For processes that need an issuer in their settings, and meet no token. */
export const aTrustedIssuer = {
  issuer: 'https://issuer.test',
  audience: 'integration-hub',
  key: { secret: 'x'.repeat(32) },
  kind: 'user',
  tenants: '*',
};
