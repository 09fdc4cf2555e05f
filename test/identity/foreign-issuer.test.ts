/** Signing in at an issuer that we have not written: node-oidc-provider, a certified one. https://openid.net/certification */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider } from 'oidc-provider';
import { rows } from '../support/rows.ts';
import { aBrowser, linkAccount, RETURN_TO, signInWithAccount, unlinkAccount } from './browser.ts';
import { aPeopleHub, aPerson, signedIn, type PeopleHub } from './people.ts';

const CLIENT = { client_id: 'hub', client_secret: 'known to the hub and the issuer alone' };
const METHODS = { post: 'client_secret_post', basic: 'client_secret_basic' } as const;

let server: Server;
let hub: PeopleHub;
const revoked: unknown[] = [];

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server listening on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const issuers = Object.keys(METHODS).map((clientAuth) => ({
    id: clientAuth,
    name: 'Elsewhere',
    kind: 'oidc',
    issuer: url,
    clientAuth,
    clientId: `${CLIENT.client_id}-${clientAuth}`,
    clientSecret: CLIENT.client_secret,
  }));
  hub = await aPeopleHub({
    hosts: [`127.0.0.1:${port}`],
    env: { LINKED_ISSUERS: JSON.stringify(issuers), SIGN_IN_RETURN_URLS: RETURN_TO },
  });
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = anIssuer(url, hub.config.http.publicUrl, await exportJWK(privateKey));
  provider.on('access_token.destroyed', ({ jti }) => revoked.push(jti));
  const respond = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void respond(request, response);
    interact(provider, request, response).catch(() => response.destroy());
  });
});
afterAll(async () => {
  await hub?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

function anIssuer(url: string, publicUrl: string, key: JWK): Provider {
  return new Provider(url, {
    clients: Object.entries(METHODS).map(([id, method]) => ({
      client_id: `${CLIENT.client_id}-${id}`,
      client_secret: CLIENT.client_secret,
      redirect_uris: [`${publicUrl}/sign-in/${id}/callback`],
      token_endpoint_auth_method: method,
    })),
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['of this test'] },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
    },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId, name: 'Ada' }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [{ ...key, kty: 'RSA', alg: 'RS256', use: 'sig' }] },
    pkce: { required: () => true },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
  });
}

/** Whoever comes is logged in, and agrees. */
async function interact(
  provider: Provider,
  ...[request, response]: Parameters<Provider['interactionDetails']>
) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response, { login: { accountId: 'ada' } });
  const accountId = session?.accountId ?? '';
  const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

it.each(Object.keys(METHODS))('links, signs in and unlinks: %s', async (id) => {
  const person = await aPerson(hub);
  const linked = await linkAccount(hub, person.accessToken, await aBrowser(hub).proof(id));
  expect(linked).toMatchObject({ __typename: 'LinkedAccount', issuerId: id, name: 'Ada' });
  const [kept] = await rows<{ subject: string }>(
    hub.database.url,
    'select subject from linked_account where user_id = $1',
    [person.id],
  );
  expect(kept?.subject).toBe('ada');
  const answer = await signInWithAccount(hub, await aBrowser(hub).proof(id));
  expect(signedIn(hub, person.email, answer).id).toBe(person.id);

  const before = revoked.length;
  await unlinkAccount(hub, person.accessToken, linked['id'] as string);
  for (const end = Date.now() + 5_000; revoked.length === before && Date.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(revoked.length).toBeGreaterThan(before);
});
