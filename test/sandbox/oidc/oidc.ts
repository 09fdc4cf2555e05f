// An issuer to sign in at: by OpenID Connect with discovery, and by plain OAuth 2.0 with GitHub's paths and ways
// (https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps). Whoever comes is logged in already.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openGrants, type Grants } from './grants.ts';
import { idTokens, type Account, type IdTokens, type TokenFault } from './id-tokens.ts';

export interface OidcSandbox {
  readonly url: string;
  /** `host:port`. */
  readonly host: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Nothing else is redirected to. */
  readonly redirectUris: string[];
  /** Who is logged in, what they decide, and what goes wrong. */
  readonly now: Present;
  readonly grants: Pick<Grants, 'issued' | 'revoked'>;
  close(): Promise<void>;
}

interface Present {
  account: Account;
  decision: 'allow' | 'deny';
  fault?: TokenFault | undefined;
  /** The `iss` of the answer (RFC 9207), where it is not to be the true one; null leaves it out. */
  iss?: string | null | undefined;
  /** Whether the token endpoint is down. */
  down?: boolean | undefined;
}

interface World {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly now: Present;
  readonly grants: Grants;
  readonly tokens: IdTokens;
}

export async function startOidcSandbox(): Promise<OidcSandbox> {
  const clientId = `client-${randomBytes(6).toString('hex')}`;
  const clientSecret = randomBytes(24).toString('hex');
  const redirectUris: string[] = [];
  const now: Present = { account: { subject: '583231', name: 'Mona Lisa' }, decision: 'allow' };
  const grants = openGrants({ id: clientId, secret: clientSecret });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server listening on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const tokens = await idTokens({ issuer: url, clientId, clientSecret });
  const world: World = { issuer: url, clientId, redirectUris, now, grants, tokens };
  server.on('request', (request, response) => {
    respond(world, request, response).catch(() => response.destroy());
  });
  return {
    url,
    host: `127.0.0.1:${port}`,
    clientId,
    clientSecret,
    redirectUris,
    now,
    grants,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', world.issuer);
  const form = new URLSearchParams(await textOf(request));
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /.well-known/openid-configuration':
      return json(response, 200, discoveryOf(world.issuer));
    case 'GET /jwks':
      return json(response, 200, world.tokens.jwks);
    case 'GET /authorize':
      return authorize(world, url.searchParams, { response, isOidc: true });
    case 'POST /token':
      return token(world, { request, form, response });
    case 'POST /revoke':
      return json(response, world.grants.revoke(request.headers, form) ? 200 : 401, {});
    case 'GET /login/oauth/authorize':
      return authorize(world, url.searchParams, { response, isOidc: false });
    case 'POST /login/oauth/access_token':
      return tokenOfGithub(world, { request, form, response });
    case 'GET /user':
      return user(world, request, response);
    default:
      return json(response, 404, { error: 'not_found' });
  }
}

const discoveryOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  revocation_endpoint: `${issuer}/revoke`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});

/** RFC 6749 section 4.1.2.1: what is wrong with the client or its redirect URI is never told by a redirect. */
function authorize(
  { now, issuer, clientId, redirectUris, grants }: World,
  params: URLSearchParams,
  { response, isOidc }: { response: ServerResponse; isOidc: boolean },
): void {
  const redirectUri = params.get('redirect_uri') ?? '';
  const codeChallenge = params.get('code_challenge') ?? '';
  const nonce = params.get('nonce');
  const faults = [
    params.get('client_id') !== clientId && 'client_id',
    !redirectUris.includes(redirectUri) && 'redirect_uri',
    params.get('response_type') !== 'code' && 'response_type',
    !params.get('state') && 'state',
    (codeChallenge.length !== 43 || params.get('code_challenge_method') !== 'S256') && 'code_challenge',
    isOidc && !params.get('scope')?.split(' ').includes('openid') && 'scope',
  ].filter(Boolean);
  if (faults.length > 0) return json(response, 400, { error: 'invalid_request', faults });
  const back = new URL(redirectUri);
  back.searchParams.set('state', params.get('state') ?? '');
  if (now.decision === 'deny') back.searchParams.set('error', 'access_denied');
  else
    back.searchParams.set(
      'code',
      grants.newCode({ account: now.account, nonce, redirectUri, codeChallenge }),
    );
  if (isOidc && now.iss !== null) back.searchParams.set('iss', now.iss ?? issuer);
  response.writeHead(302, { location: back.href }).end();
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly form: URLSearchParams;
  readonly response: ServerResponse;
}

async function token(world: World, { request, form, response }: Exchange): Promise<void> {
  const { now, grants, tokens } = world;
  if (now.down) return json(response, 503, {});
  const answer = grants.redeem(request.headers, form);
  if ('error' in answer) return json(response, answer.error === 'invalid_client' ? 401 : 400, answer);
  const idToken = await tokens.make(answer, now.fault);
  return json(response, 200, {
    access_token: answer.accessToken,
    refresh_token: answer.refreshToken,
    token_type: 'Bearer',
    expires_in: 3_600,
    ...(idToken && { id_token: idToken }),
  });
}

/** GitHub tells errors with 200, and separates scopes by commas. */
function tokenOfGithub({ now, grants }: World, { request, form, response }: Exchange): void {
  if (now.down) return json(response, 503, {});
  if (!request.headers.accept?.includes('application/json')) return json(response, 415, {});
  const answer = grants.redeem(request.headers, form);
  if ('error' in answer) return json(response, 200, { error: 'bad_verification_code' });
  return json(response, 200, {
    access_token: answer.accessToken,
    token_type: 'bearer',
    scope: 'read:user,user:email',
  });
}

function user({ grants }: World, request: IncomingMessage, response: ServerResponse): void {
  const [, given = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const account = grants.ownerOf(given);
  if (!account || !request.headers['user-agent'])
    return json(response, account ? 403 : 401, { message: 'Bad credentials' });
  const { subject, name, email } = account;
  const id = /^\d+$/.test(subject) ? Number(subject) : subject;
  return json(response, 200, { id, login: name, email: email ?? null });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
