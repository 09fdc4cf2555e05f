/** `POST /graphql`: JSON only, one operation per request, the caller known before anything is parsed. */
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import { correlationIdFrom } from '../platform/correlation.ts';
import { HubError, InvalidInput, Unauthenticated } from '../platform/errors.ts';
import type { Principal } from '../platform/principal/principal.ts';
import type { CallContext, Caller, Log } from './call.ts';
import { assertLength } from './limits.ts';
import type { Limits } from './limits.ts';
import { doorError } from './masking.ts';

/** Room for variables beside the document. */
const VARIABLES_BYTES = 1024 * 1024;

export interface HttpOptions {
  readonly apollo: ApolloServer<CallContext>;
  readonly authenticate: (headers: IncomingHttpHeaders) => Promise<Principal | null>;
  readonly contextFor: (caller: Caller) => CallContext;
  readonly limits: Limits;
  readonly log: Log;
}

export async function mountHttp(app: FastifyInstance, options: HttpOptions): Promise<void> {
  const { apollo, authenticate, contextFor, limits, log } = options;
  const callers = new WeakMap<FastifyRequest, Caller>();

  async function admitCaller(request: FastifyRequest): Promise<Caller> {
    const correlationId = correlationIdFrom(request.headers);
    const principal = await authenticate(request.headers);
    return { principal, correlationId, remoteAddress: request.ip };
  }

  await app.register(async (scope) => {
    // A form or a text body would not need the browser's leave to be sent from another site.
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', async (request, reply) => {
      void reply.header(
        'x-correlation-id',
        (request.headers['x-correlation-id'] = correlationIdFrom(request.headers)),
      );
      if (request.method === 'POST') callers.set(request, await admitCaller(request));
    });
    scope.addHook('preHandler', async ({ body }) => assertOneOperation(body, limits));
    scope.setErrorHandler((error: FastifyError | Error, request, reply) =>
      sendError(error, { request, reply, log }),
    );
    scope.get('/graphql', async (_request, reply) => {
      void reply.code(405).header('allow', 'POST');
      return { errors: [{ message: 'Operations are sent by POST', extensions: { code: 'BAD_REQUEST' } }] };
    });
    scope.post(
      '/graphql',
      { bodyLimit: limits.bytes + VARIABLES_BYTES },
      fastifyApolloHandler(apollo, {
        context: async (request) => {
          const caller = callers.get(request);
          if (!caller) throw new Error('The request has no caller');
          // Apollo copies own properties, which would read the context's getters: one level down there are none.
          return Object.create(contextFor(caller));
        },
      }),
    );
  });
}

function assertOneOperation(body: unknown, limits: Limits): void {
  if (Array.isArray(body)) throw new InvalidInput('One operation per request: batches are not accepted');
  const query = (body as { query?: unknown } | null | undefined)?.query;
  if (typeof query === 'string') assertLength(query, limits);
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: Log;
}

function sendError(error: FastifyError | Error, { request, reply, log }: Exchange): FastifyReply {
  const correlationId = correlationIdFrom(request.headers);
  if (error instanceof Unauthenticated) void reply.header('www-authenticate', 'Bearer');
  const { status, code } = classify(error);
  if (status === 500) log.error({ err: error, correlationId }, 'a GraphQL request failed unexpectedly');
  const shown =
    error instanceof HubError
      ? doorError(error, correlationId)
      : { message: status === 500 ? 'Internal error' : error.message, extensions: { code, correlationId } };
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [shown] });
}

function classify(error: FastifyError | Error): { status: number; code: string } {
  if (error instanceof Unauthenticated) return { status: 401, code: error.code };
  if (error instanceof InvalidInput) return { status: 400, code: error.code };
  if (error instanceof HubError) return { status: error.retryable ? 503 : 403, code: error.code };
  if (error instanceof GraphQLError) return { status: 400, code: String(error.extensions['code']) };
  const status = 'statusCode' in error ? error.statusCode : undefined;
  return status !== undefined && status < 500
    ? { status, code: 'BAD_REQUEST' }
    : { status: 500, code: 'INTERNAL' };
}
