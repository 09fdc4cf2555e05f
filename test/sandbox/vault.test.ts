/** The sandbox vault as its own SDK and a browser see it. */
import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logIn } from './oauth-provider/browse.ts';
import { startOAuthProvider, type OAuthProviderSandbox } from './oauth-provider/oauth-provider.ts';
import { LEAST_RIGHTS, rights } from './vault/keys.ts';
import { startVaultSandbox, type VaultSandbox } from './vault/vault.ts';

let provider: OAuthProviderSandbox;
let vault: VaultSandbox;
let nango: Nango;
beforeAll(async () => {
  provider = await startOAuthProvider();
  const { url: baseUrl, authorizeUrl, tokenUrl, clientId, clientSecret } = provider;
  const oauth = { authorizeUrl, tokenUrl, clientId, clientSecret, scopes: ['read:user'] };
  vault = await startVaultSandbox({ integrations: [{ key: 'github', provider: 'github', baseUrl, oauth }] });
  provider.redirectUris.push(vault.callbackUrl);
  nango = new Nango({ host: vault.url, apiKey: vault.apiKey });
});
afterAll(async () => {
  await vault?.close();
  await provider?.close();
});

/** The status and code of the vault's refusal. */
async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const response = Reflect.get(Object(error), 'response') as
    { status: number; data: { error: { code: string } } } | undefined;
  return response && [response.status, response.data.error.code];
}

let count = 0;
async function connected(login = 'octocat', allow = true): Promise<string | undefined> {
  const tags = { end_user_id: 'somebody', number: String((count += 1)) };
  const { data } = await nango.createConnectSession({ allowed_integrations: ['github'], tags });
  const walk = await logIn(`${vault.url}/oauth/connect/github?connect_session_token=${data.token}`, {
    login,
    allow,
  });
  expect(walk.status).toBe(200);
  const { connections } = await nango.listConnections({ tags });
  expect(connections.length).toBeLessThan(2);
  return connections[0]?.connection_id;
}

describe('the sandbox vault', () => {
  it('connects an account by a browser, and shows it without its tokens', async () => {
    const id = await connected();
    const connection = await nango.getConnection('github', String(id));
    expect(connection).toMatchObject({ provider_config_key: 'github', tags: { end_user_id: 'somebody' } });
    expect(connection).not.toHaveProperty('credentials');
    expect(JSON.parse(vault.webhooks.sent.at(-1) ?? '')).toMatchObject({
      type: 'auth',
      operation: 'creation',
      success: true,
      connectionId: id,
    });
  });

  it('tells that somebody changed their mind, and has no connection then', async () => {
    expect(await connected('octocat', false)).toBeUndefined();
    expect(JSON.parse(vault.webhooks.sent.at(-1) ?? '')).toMatchObject({
      operation: 'creation',
      success: false,
    });
  });

  it('shows tokens to a key that has the right only', async () => {
    const id = String(await connected());
    expect(await refusalOf(nango.getConnection('github', id, true))).toEqual([403, 'forbidden']);
    const apiKey = vault.keys.create(rights);
    const shown = await new Nango({ host: vault.url, apiKey }).getConnection('github', id);
    expect(shown.credentials).toMatchObject({ access_token: expect.stringMatching(/^gho_/) });
  });

  it.each(LEAST_RIGHTS)('refuses a key without %s', async (missing) => {
    const id = String(await connected());
    const apiKey = vault.keys.create(rights.filter((right) => right !== missing));
    const weak = new Nango({ host: vault.url, apiKey });
    const call = { providerConfigKey: 'github', connectionId: id, endpoint: '/user' };
    const works: Record<typeof missing, () => Promise<unknown>> = {
      'environment:connect_sessions:write': () => weak.createConnectSession({ tags: { a: 'b' } }),
      'environment:connections:list': () => weak.listConnections({}),
      'environment:connections:read': () => weak.getConnection('github', id),
      'environment:connections:delete': () => weak.deleteConnection('github', id),
      'environment:proxy': () => weak.get(call),
    };
    expect(await refusalOf(works[missing]())).toEqual([403, 'forbidden']);
  });

  it('proxies with the token, hands on prefixed headers only, and returns few', async () => {
    const connectionId = String(await connected());
    const call = { providerConfigKey: 'github', connectionId, endpoint: '/user' };
    const answer = await nango.get<{ login: string }>(call);
    expect(answer.data.login).toBe('octocat');
    await fetch(`${vault.url}/proxy/user`, {
      headers: {
        authorization: `Bearer ${vault.apiKey}`,
        'connection-id': connectionId,
        'provider-config-key': 'github',
        'x-kept': '1',
        'nango-proxy-x-handed-on': '2',
      },
    });
    const { headers } = provider.requests().at(-1) ?? {};
    expect(headers).toMatchObject({
      'x-handed-on': '2',
      authorization: expect.stringMatching(/^Bearer gho_/),
    });
    expect(headers).not.toHaveProperty('x-kept');
    expect(answer.headers).not.toHaveProperty('x-github-request-id');
    vault.forwardsAllHeaders = true;
    expect((await nango.get(call)).headers).toHaveProperty('x-github-request-id');
    vault.forwardsAllHeaders = false;
    expect(await refusalOf(nango.get({ ...call, connectionId: 'unknown' }))).toEqual([404, 'not_found']);
    expect(await refusalOf(nango.get({ ...call, providerConfigKey: 'nobody' }))).toEqual([
      400,
      'unknown_provider_config',
    ]);
  });

  it('renews what has ended, and says 424 when it cannot', async () => {
    const connectionId = String(await connected());
    const stored = vault.connections.all().find((each) => each.connection_id === connectionId);
    const call = { providerConfigKey: 'github', connectionId, endpoint: '/user' };
    if (stored) stored.credentials.endsAt = Date.now() - 1;
    expect((await nango.get(call)).status).toBe(200);
    provider.tokens.revokeAll();
    if (stored) stored.credentials.endsAt = Date.now() - 1;
    expect(await refusalOf(nango.get(call))).toEqual([424, 'invalid_credentials']);
    expect(await refusalOf(nango.getConnection('github', connectionId))).toEqual([
      424,
      'invalid_credentials',
    ]);
    expect(JSON.parse(vault.webhooks.sent.at(-1) ?? '')).toMatchObject({
      operation: 'refresh',
      success: false,
    });
    const { connections } = await nango.listConnections({ connectionId });
    expect(connections[0]?.errors).toMatchObject([{ type: 'auth' }]);
  });

  it('authorises again what is connected, under the same id', async () => {
    const connectionId = String(await connected());
    const { data } = await nango.createReconnectSession({
      connection_id: connectionId,
      integration_id: 'github',
    });
    await logIn(`${vault.url}/oauth/connect/github?connect_session_token=${data.token}`, {
      login: 'octocat',
    });
    expect(JSON.parse(vault.webhooks.sent.at(-1) ?? '')).toMatchObject({
      operation: 'override',
      success: true,
      connectionId,
    });
  });

  it('deletes, and knows nothing afterwards', async () => {
    const id = String(await connected());
    await nango.deleteConnection('github', id);
    expect(await refusalOf(nango.getConnection('github', id))).toEqual([404, 'not_found']);
  });

  it('refuses what is not in its API', async () => {
    const strange = (await nango.createConnectSession({ tags: { a: 'b' } })) as object;
    expect(strange).toHaveProperty('data.connect_link');
    const bodies = [{}, { tags: { a: 'b' }, surprise: 1 }, { tags: { '1': 'b' } }, { tags: { a: '' } }];
    for (const body of bodies)
      expect(await refusalOf(nango.createConnectSession(body as never))).toEqual([400, 'invalid_body']);
    const unknown = await fetch(`${vault.url}/connections?surprise=1`, {
      headers: { authorization: `Bearer ${vault.apiKey}` },
    });
    expect(unknown.status).toBe(400);
    const anonymous = await fetch(`${vault.url}/connections`);
    expect(anonymous.status).toBe(401);
  });

  it('signs what it sends so that its SDK believes it, with the newest key', () => {
    const signed = vault.webhooks.sign('{"a":1}');
    const webhookSigningKey = vault.webhooks.signingKeys.at(-1) ?? '';
    const believes = (key: string) =>
      new Nango({
        host: vault.url,
        apiKey: vault.apiKey,
        webhookSigningKey: key,
      }).verifyIncomingWebhookRequest(signed.body, signed.headers);
    expect(believes(webhookSigningKey)).toBe(true);
    vault.webhooks.rotate();
    expect(believes(vault.webhooks.signingKeys.at(-1) ?? '')).toBe(false);
  });
});
