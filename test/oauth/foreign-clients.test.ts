import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { anOAuthStand, OTHER_SERVICE, type Client, type Server, type Stand } from './server.ts';

let stand: Stand;
let server: Server;
let client: Client;
beforeAll(async () => {
  stand = await anOAuthStand();
  server = await stand.server();
  client = await server.aClient(['sync:read', 'records:read']);
});
afterAll(() => stand?.close());

/** As a protected service would, that knows nothing but the issuer. */
async function verified(token: string, audience = stand.issuer) {
  const keys = createRemoteJWKSet(new URL(`${stand.issuer}/.well-known/jwks.json`));
  return (await jwtVerify(token, keys, { issuer: stand.issuer, audience, typ: 'at+jwt' })).payload;
}

describe('oauth4webapi', () => {
  const insecure = { [oauth.allowInsecureRequests]: true };
  async function discovered(): Promise<oauth.AuthorizationServer> {
    const issuer = new URL(stand.issuer);
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure });
    return oauth.processDiscoveryResponse(issuer, response);
  }
  const asClient: oauth.Client = { client_id: '' };

  it.each(['basic', 'post'] as const)('gets, introspects and revokes a token (secret by %s)', async (way) => {
    const as = await discovered();
    const me = { ...asClient, client_id: client.id };
    const secret =
      way === 'basic' ? oauth.ClientSecretBasic(client.secret) : oauth.ClientSecretPost(client.secret);
    const parameters = new URLSearchParams({ scope: 'sync:read' });
    const granted = await oauth.processClientCredentialsResponse(
      as,
      me,
      await oauth.clientCredentialsGrantRequest(as, me, secret, parameters, insecure),
    );
    expect(granted).toMatchObject({ token_type: 'bearer', scope: 'sync:read', expires_in: 3_600 });
    const token = granted.access_token;
    expect(await verified(token)).toMatchObject({
      sub: client.id,
      client_id: client.id,
      tenant_id: client.tenantId,
      scope: 'sync:read',
    });

    const introspected = async () =>
      oauth.processIntrospectionResponse(
        as,
        me,
        await oauth.introspectionRequest(as, me, secret, token, insecure),
      );
    expect(await introspected()).toMatchObject({ active: true, client_id: client.id, scope: 'sync:read' });
    await oauth.processRevocationResponse(await oauth.revocationRequest(as, me, secret, token, insecure));
    // Known at the latest after the next look.
    while ((await introspected()).active) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await introspected()).toEqual({ active: false });
  });

  it('validates the token of a request as RFC 9068 says', async () => {
    const as = await discovered();
    const { body } = await server.post('/oauth/token', { grant_type: 'client_credentials' }, client);
    const request = new Request(`${stand.issuer}/anything`, {
      headers: { authorization: `Bearer ${String(body['access_token'])}` },
    });
    const claims = await oauth.validateJwtAccessToken(as, request, stand.issuer, insecure);
    expect(claims).toMatchObject({ iss: stand.issuer, aud: stand.issuer, client_id: client.id });
  });
});

describe('openid-client', () => {
  const discovered = (me: Client, how?: openid.ClientAuth) =>
    openid.discovery(new URL(stand.issuer), me.id, me.secret, how, {
      execute: [openid.allowInsecureRequests],
    });

  it('gets a token for another service that tokens may be for', async () => {
    const config = await discovered(client);
    const granted = await openid.clientCredentialsGrant(config, { resource: OTHER_SERVICE });
    expect(granted.scope?.split(' ').toSorted()).toEqual(['records:read', 'sync:read']);
    expect(await verified(granted.access_token, OTHER_SERVICE)).toMatchObject({ aud: OTHER_SERVICE });
    await expect(verified(granted.access_token)).rejects.toThrow('aud');
    expect(await openid.tokenIntrospection(config, granted.access_token)).toMatchObject({ active: true });
    await openid.tokenRevocation(config, granted.access_token);
  });

  it('is told why it gets none', async () => {
    const config = await discovered({ ...client, secret: 'wrong' });
    await expect(openid.clientCredentialsGrant(config)).rejects.toMatchObject({ error: 'invalid_client' });
    const right = await discovered(client);
    for (const [parameters, error] of [
      [{ scope: 'admin' }, 'invalid_scope'],
      [{ resource: 'https://elsewhere.example' }, 'invalid_target'],
    ] as const)
      await expect(openid.clientCredentialsGrant(right, parameters)).rejects.toMatchObject({ error });
  });
});
