/** The HTTP server with the limits Fastify leaves open, so that no slow or greedy peer can hold it. */
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { correlationIdFrom } from '../correlation.ts';
import type { Log } from '../log.ts';
import { answerBrokenRequest } from './broken-requests.ts';
import { securityHeaders } from './security-headers.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long the body of this route may take to come in, in milliseconds; 10 s where it is not said. */
    bodyWithinMs?: number;
  }
}

/** In milliseconds. */
export interface Patience {
  /** From the first byte of a request, or the opening of the connection, to the end of its headers. */
  readonly headers: number;
  /** For a body, where the route says nothing else. */
  readonly body: number;
  /** Between two requests on one connection. */
  readonly idle: number;
}

const PATIENCE: Patience = { headers: 10_000, body: 10_000, idle: 30_000 };
/** A request must be in completely after this time (Fastify 5 turns Node's own limit off); most routes allow less. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
/** How often Node looks for connections whose time is over; its own 30 s would triple the patience. */
export const LOOK_FOR_SLOW_MS = 1_000;
/** Node 24 refuses more with 431; older versions left them out unsaid. */
const MAX_HEADERS = 100;
/** The request line counts too. Node's default, said because a longer URL must not get in by a new default. */
const MAX_HEADER_BYTES = 16_384;
const MAX_BODY_BYTES = 1_048_576;
/** How long a browser may remember what it was told about an origin. */
const PREFLIGHT_S = 600;

export interface HttpServerOptions {
  /** `https://app.example.com`: pages there may call. */
  readonly allowedOrigins?: readonly string[];
  readonly patience?: Patience;
}

export function createHttpServer(log: Log, options: HttpServerOptions = {}): FastifyInstance {
  const { allowedOrigins = [], patience = PATIENCE } = options;
  const app = Fastify({
    logger: false,
    // Whoever posts to us is not believed about who they are.
    trustProxy: false,
    genReqId: (request) => correlationIdFrom(request.headers),
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: patience.idle,
    forceCloseConnections: true,
    clientErrorHandler: answerBrokenRequest,
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      connectionsCheckingInterval: Math.min(LOOK_FOR_SLOW_MS, patience.headers),
    },
  });
  app.server.headersTimeout = patience.headers;
  app.server.maxHeadersCount = MAX_HEADERS;
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(securityHeaders);
    limitBody(request, patience.body);
    done();
  });
  if (allowedOrigins.length > 0) {
    void app.register(cors, {
      origin: [...allowedOrigins],
      methods: ['GET', 'POST', 'PUT'],
      exposedHeaders: [
        'x-correlation-id',
        'retry-after',
        'ratelimit-limit',
        'ratelimit-remaining',
        'ratelimit-reset',
      ],
      maxAge: PREFLIGHT_S,
    });
  }
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
function limitBody({ raw, method, routeOptions }: FastifyRequest, usualMs: number): void {
  if (method === 'GET' || method === 'HEAD') return;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, routeOptions.config.bodyWithinMs ?? usualMs);
  raw.once('close', () => clearTimeout(timer));
}
