/** The HTTP server with the limits Fastify leaves open, so that no slow or greedy peer can hold it. */
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { correlationIdFrom } from '../correlation.ts';
import type { Log } from '../log.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long the body of this route may take to come in, in milliseconds; 10 s where it is not said. */
    bodyWithinMs?: number;
  }
}

/** A request must be in completely after this time (Fastify 5 turns Node's own limit off); most routes allow less. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
const BODY_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 30_000;
const MAX_HEADERS = 100;
const MAX_BODY_BYTES = 1_048_576;

export function createHttpServer(log: Log): FastifyInstance {
  const app = Fastify({
    logger: false,
    // Whoever posts to us is not believed about who they are.
    trustProxy: false,
    genReqId: (request) => correlationIdFrom(request.headers),
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: IDLE_TIMEOUT_MS,
    forceCloseConnections: true,
  });
  app.server.headersTimeout = HEADERS_TIMEOUT_MS;
  app.server.maxHeadersCount = MAX_HEADERS;
  app.addHook('onRequest', (request, _reply, done) => {
    limitBody(request);
    done();
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: { code: 'NOT_FOUND', message: 'There is nothing here' } }),
  );
  app.setErrorHandler<Error & { statusCode?: number; code?: string }>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error, correlationId: request.id }, 'request failed');
    const known = status < 500 ? { code: error.code ?? 'BAD_REQUEST', message: error.message } : undefined;
    const body = known ?? { code: 'INTERNAL', message: 'Internal error', correlationId: request.id };
    return reply.code(status).send({ error: body });
  });
  return app;
}

/** Node has one limit for all requests; this one is the route's own. */
function limitBody({ raw, method, routeOptions }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD') return;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, routeOptions.config.bodyWithinMs ?? BODY_TIMEOUT_MS);
  raw.once('close', () => clearTimeout(timer));
}
