// An OAuth 2.0 provider to log in at, with GitHub's paths: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
// Strict where RFC 6749 is: redirect URIs compared as they are registered, codes good once and bound to theirs.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tokenDesk, type TokenDesk } from './token-desk.ts';

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly name: string;
}

export interface OAuthProviderOptions {
  /** Who can log in; the login is all that is asked. */
  people?: readonly Person[];
  /** How long access tokens are good. Default one hour. */
  accessTokenS?: number;
  /** Issued instead of tokens of its own: what another server accepts. */
  accessToken?: () => string;
}

export interface ApiRequest {
  /** `METHOD /path` */
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
}

export interface OAuthProviderSandbox {
  readonly url: string;
  /** `host:port`. */
  readonly host: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The application's redirect URIs; nothing else is redirected to. */
  readonly redirectUris: string[];
  /** Who can log in; whoever is replaced has renamed themselves. */
  readonly people: Person[];
  readonly tokens: Pick<TokenDesk, 'expireAll' | 'revokeAll' | 'issued' | 'refreshes'>;
  /** Requests to the API itself. */
  requests(): readonly ApiRequest[];
  close(): Promise<void>;
}

const PEOPLE: readonly Person[] = [{ id: 583_231, login: 'octocat', name: 'Mona Lisa Octocat' }];

export async function startOAuthProvider(options: OAuthProviderOptions = {}): Promise<OAuthProviderSandbox> {
  const { accessTokenS = 3_600, accessToken } = options;
  const people = [...(options.people ?? PEOPLE)];
  const clientId = `Iv1.${randomBytes(8).toString('hex')}`;
  const clientSecret = randomBytes(20).toString('hex');
  const redirectUris: string[] = [];
  const desk = tokenDesk({ clientId, clientSecret, accessTokenS, accessToken });
  const requests: ApiRequest[] = [];
  const world: World = { people, clientId, redirectUris, desk, requests, pending: new Map() };
  const server = createServer((request, response) => {
    respond(world, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server listening on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    host: `127.0.0.1:${port}`,
    authorizeUrl: `${url}/login/oauth/authorize`,
    tokenUrl: `${url}/login/oauth/access_token`,
    clientId,
    clientSecret,
    redirectUris,
    people,
    tokens: desk,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface World {
  readonly people: readonly Person[];
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly desk: TokenDesk;
  readonly requests: ApiRequest[];
  /** What each login page that was shown is about. */
  readonly pending: Map<string, URLSearchParams>;
}

async function respond(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://provider');
  const body = await textOf(request);
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /login/oauth/authorize':
      return showLogin(world, url.searchParams, response);
    case 'POST /login/oauth/authorize':
      return decide(world, new URLSearchParams(body), response);
    case 'POST /login/oauth/access_token': {
      const { status, answer } = world.desk.answer(request.headers, new URLSearchParams(body));
      return json(response, status, answer);
    }
    default:
      return api(world, request, { response, path: url.pathname });
  }
}

/** RFC 6749 section 4.1.2.1: what is wrong with the client or its redirect URI is told to the person, never by a redirect. */
function faultOf(world: World, params: URLSearchParams): string | undefined {
  if (params.get('client_id') !== world.clientId) return 'unknown client_id';
  if (!world.redirectUris.includes(params.get('redirect_uri') ?? '')) return 'unknown redirect_uri';
  if (!params.get('state')) return 'state is missing';
  return params.get('response_type') === 'code' ? undefined : 'response_type must be code';
}

function showLogin(world: World, params: URLSearchParams, response: ServerResponse): void {
  const fault = faultOf(world, params);
  if (fault) return page(response, 400, `<p>${fault}</p>`);
  const id = randomBytes(8).toString('hex');
  world.pending.set(id, params);
  page(
    response,
    200,
    `<form method="post" action="/login/oauth/authorize"><input type="hidden" name="request" value="${id}">
<input name="login"><button name="decision" value="allow">Authorize</button>
<button name="decision" value="deny">Cancel</button></form>`,
  );
}

/** The form as a browser posts it. */
function decide(world: World, form: URLSearchParams, response: ServerResponse): void {
  const params = world.pending.get(form.get('request') ?? '');
  if (!params) return page(response, 400, '<p>this page is too old</p>');
  const person = world.people.find(({ login }) => login === form.get('login'));
  const redirectUri = params.get('redirect_uri') ?? '';
  const back = new URL(redirectUri);
  back.searchParams.set('state', params.get('state') ?? '');
  if (form.get('decision') !== 'allow') back.searchParams.set('error', 'access_denied');
  else if (!person) return page(response, 401, '<p>Incorrect username</p>');
  else {
    const scopes = (params.get('scope') ?? '').split(' ').filter(Boolean);
    back.searchParams.set('code', world.desk.newCode({ personId: person.id, redirectUri, scopes }));
  }
  response.writeHead(302, { location: back.href }).end();
}

/** `GET /user`. https://docs.github.com/en/rest/users/users#get-the-authenticated-user */
function api(
  world: World,
  request: IncomingMessage,
  { response, path }: { response: ServerResponse; path: string },
): void {
  const { headers, method } = request;
  world.requests.push({ line: `${method} ${path}`, headers });
  response.setHeader('x-github-request-id', randomBytes(8).toString('hex'));
  const grant = world.desk.grantOf(/^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
  if (!grant) return json(response, 401, { message: 'Bad credentials', status: '401' });
  const person = world.people.find(({ id }) => id === grant.personId);
  if (`${request.method} ${path}` !== 'GET /user') return json(response, 404, { message: 'Not Found' });
  json(response, 200, person ?? {});
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

function page(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html>${html}`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
