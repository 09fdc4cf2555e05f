/** The routes of the authorization server. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HubError } from '../platform/errors.ts';
import type { Sender } from './caller.ts';
import { authenticateClient } from './client-authentication.ts';
import { discoveryDocument, paths } from './discovery.ts';
import { introspect } from './introspect.ts';
import { takeStranger } from './limits.ts';
import { OAuthError } from './oauth-error.ts';
import { register } from './register.ts';
import { revokeToken } from './revoke-token.ts';
import { tokenEndpoint } from './token-endpoint.ts';
import type { OAuthWorld } from './world.ts';

const FORM = 'application/x-www-form-urlencoded';
const MAX_BYTES = 16 * 1024;
/** Keys are published an hour before they are used. */
const PUBLIC_FOR_S = 300;

export function oauthRoutes(app: FastifyInstance, world: OAuthWorld): void {
  const isPublic = `public, max-age=${PUBLIC_FOR_S}`;
  for (const path of ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])
    app.get(path, (_request, reply) =>
      reply.header('cache-control', isPublic).send(discoveryDocument(world)),
    );
  app.get(paths.keys, async (_request, reply) =>
    reply
      .header('cache-control', isPublic)
      .type('application/jwk-set+json')
      .send(JSON.stringify(await world.keys.publicKeys())),
  );
  void app.register(async (scope) => tokenRoute(scope, world));
  void app.register(async (scope) => otherRoutes(scope, world));
}

/** The library reads the body itself, so nobody does here. */
function tokenRoute(scope: FastifyInstance, world: OAuthWorld): void {
  const handlerForNow = tokenEndpoint(world);
  answersInOAuth(scope, world, 'token');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  scope.post(paths.token, async (request, reply) => {
    const handle = await handlerForNow();
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    await handle(request.raw, reply.raw);
  });
}

function otherRoutes(scope: FastifyInstance, world: OAuthWorld): void {
  scope.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: MAX_BYTES }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
  scope.register(async (within) => {
    answersInOAuth(within, world, 'introspection');
    within.post(paths.introspection, async ({ headers, body }) => {
      const form = asForm(body);
      const client = await authenticateClient(world, headers.authorization, form);
      const answer = await introspect(world, client, theToken(form));
      world.count('introspection', answer['active'] === true ? 'active' : 'inactive');
      return answer;
    });
  });
  scope.register(async (within) => {
    answersInOAuth(within, world, 'revocation');
    within.post(paths.revocation, async (request, reply) => {
      const form = asForm(request.body);
      const client = await authenticateClient(world, request.headers.authorization, form);
      const revoked = await revokeToken(world, { client, from: senderOf(world, request) }, theToken(form));
      world.count('revocation', revoked ? 'revoked' : 'nothing');
      return reply.code(200).send();
    });
  });
  scope.register(async (within) => {
    answersInOAuth(within, world, 'registration');
    within.post(paths.registration, { bodyLimit: MAX_BYTES }, async (request, reply) => {
      const { headers, body } = request;
      const from = senderOf(world, request);
      const answer = await register(world, from, { authorization: headers.authorization, body });
      world.count('registration', 'registered');
      return reply.code(201).send(answer);
    });
  });
}

/** Nothing is stored by anybody in between (RFC 6749 section 5.1), and every refusal has the protocol's form. */
function answersInOAuth(scope: FastifyInstance, world: OAuthWorld, event: string): void {
  scope.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
  });
  scope.setErrorHandler(async (error, request, reply) => {
    const told = await toldOf(world, error, request);
    world.count(event, told.error);
    return sendError(reply, told);
  });
}

async function toldOf(world: OAuthWorld, error: unknown, request: FastifyRequest): Promise<OAuthError> {
  const from = senderOf(world, request);
  const refusal = refusalFor(world, error, from);
  // Our own trouble is not theirs, and a client beyond its budget is no stranger.
  if (refusal.status >= 500 || refusal.status === 429) return refusal;
  const isUnknown = refusal.status === 401;
  if (isUnknown) world.refusals.anonymous({ door: 'oauth', reason: refusal.error });
  return (await takeStranger(world, from, isUnknown)) ?? refusal;
}

function refusalFor(world: OAuthWorld, error: unknown, from: Sender): OAuthError {
  if (error instanceof OAuthError) return error;
  if (error instanceof HubError && error.retryable)
    return new OAuthError('temporarily_unavailable', 'try again in a moment', { status: 503 });
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status < 500) return new OAuthError('invalid_request', 'the request cannot be read', { status });
  world.platform.log.error({ err: error, correlationId: from.correlationId }, 'an OAuth request failed');
  return new OAuthError('server_error', 'something went wrong here', { status: 500 });
}

function sendError(reply: FastifyReply, { status, error, message, retryAfterS }: OAuthError): FastifyReply {
  if (status === 401)
    void reply.header('www-authenticate', error === 'invalid_token' ? 'Bearer' : 'Basic realm="oauth"');
  if (retryAfterS !== undefined) void reply.header('retry-after', retryAfterS);
  return reply.code(status).send({ error, error_description: message });
}

/** RFC 6749 section 3.1: no parameter stands there twice. */
function asForm(body: unknown): URLSearchParams {
  if (!(body instanceof URLSearchParams)) throw new OAuthError('invalid_request', `the body is not ${FORM}`);
  for (const name of body.keys())
    if (body.getAll(name).length > 1) throw new OAuthError('invalid_request', `${name} is given twice`);
  return body;
}

function theToken(form: URLSearchParams): string {
  const token = form.get('token');
  if (!token) throw new OAuthError('invalid_request', 'token is missing');
  return token;
}

function senderOf({ addressOf }: OAuthWorld, request: FastifyRequest): Sender {
  const { id, headers } = request;
  return { correlationId: id, remoteAddress: addressOf(request), userAgent: headers['user-agent'] };
}
