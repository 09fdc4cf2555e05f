/** Where browsers go to sign in with an account elsewhere, and where issuers send them back to. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorCode, InvalidInput, LimitExceeded, NotFound, type HubError } from '../../platform/errors.ts';
import type { AddressOf } from '../../platform/http/client-address.ts';
import type { Identity, Visitor } from '../identity.ts';
import { beginSignIn } from './begin.ts';
import { browserCookie, browserSecret, newBrowserSecret } from './browser.ts';
import { comeBack } from './come-back.ts';
import { InvalidExternalSignIn } from './errors.ts';

type Params = { issuer: string };
type Request = FastifyRequest<{ Params: Params; Querystring: Record<string, unknown> }>;

/** `addressOf`: whose tries a request counts among. */
export function signInRoutes(app: FastifyInstance, identity: Identity, addressOf: AddressOf): void {
  app.get<{ Params: Params; Querystring: Record<string, unknown> }>('/sign-in/:issuer', (request, reply) =>
    begin({ identity, addressOf }, request, reply),
  );
  app.get<{ Params: Params; Querystring: Record<string, unknown> }>(
    '/sign-in/:issuer/callback',
    (request, reply) => finish(identity, request, reply),
  );
}

async function begin(
  { identity, addressOf }: { identity: Identity; addressOf: AddressOf },
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { query } = request;
  const browser = browserSecret(request.headers.cookie) ?? newBrowserSecret();
  const wish = {
    issuerId: request.params.issuer,
    returnTo: query['return_to'],
    codeChallenge: query['code_challenge'],
    codeChallengeMethod: query['code_challenge_method'],
  };
  const visitor: Visitor = {
    correlationId: request.id,
    remoteAddress: addressOf(request) ?? null,
    userAgent: request.headers['user-agent'] ?? null,
  };
  try {
    const url = await beginSignIn(identity, wish, { browser, visitor });
    return await reply.header('set-cookie', browserCookie(browser)).redirect(url, 303);
  } catch (error) {
    return answerProblem(identity, reply, error);
  }
}

async function finish(identity: Identity, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const [, query = ''] = request.url.split('?', 2);
  try {
    const next = await comeBack(identity, {
      issuerId: request.params.issuer,
      query,
      browser: browserSecret(request.headers.cookie),
    });
    return await reply.redirect(next, 303);
  } catch (error) {
    return answerProblem(identity, reply, error);
  }
}

/** Never a redirect: what is wrong here may be where it would lead. */
function answerProblem({ platform }: Identity, reply: FastifyReply, error: unknown): FastifyReply {
  const problem = (status: number, { code, message, field }: HubError) =>
    reply.code(status).send({ error: { code, message, ...(field && { field }) } });
  if (error instanceof InvalidInput || error instanceof InvalidExternalSignIn) return problem(400, error);
  if (error instanceof NotFound) return problem(404, error);
  if (error instanceof LimitExceeded) {
    void reply.header('retry-after', Math.ceil((error.retryAfterMs ?? 1_000) / 1_000));
    return problem(429, error);
  }
  platform.log.warn({ err: error, code: errorCode(error) }, 'an issuer cannot be used');
  return reply
    .code(503)
    .send({ error: { code: 'ISSUER_UNAVAILABLE', message: 'Nobody can sign in there at the moment' } });
}
