/** `POST /graphql`: JSON only, one operation per request, the caller known before anything is parsed. */
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { errorCodes } from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { Readable } from 'node:stream';
import { correlationIdFrom } from '../platform/correlation.ts';
import { HubError, InvalidInput, Unauthenticated } from '../platform/errors.ts';
import type { Principal } from '../platform/principal/principal.ts';
import { RateLimited } from '../platform/rate-limits.ts';
import type { CallContext, Caller, Log } from './call.ts';
import type { Entrance } from './entrance.ts';
import { assertLength } from './limits.ts';
import type { Limits } from './limits.ts';
import { doorError } from './masking.ts';
import { retryAfterSeconds, tellStanding } from './rate-headers.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Room for variables beside the document. */
const VARIABLES_BYTES = 1024 * 1024;

export interface HttpOptions {
  readonly apollo: ApolloServer<CallContext>;
  readonly contextFor: (caller: Caller) => CallContext;
  readonly limits: Limits;
  readonly entrance: Entrance;
  readonly trusted: TrustedDocuments;
  readonly log: Log;
}

export async function mountHttp(app: FastifyInstance, options: HttpOptions): Promise<void> {
  const { apollo, contextFor, limits, entrance, trusted, log } = options;
  const callers = new WeakMap<FastifyRequest, Caller>();

  await app.register(async (scope) => {
    // A form or a text body would not need the browser's leave to be sent from another site.
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', async (request, reply) => {
      void reply.header(
        'x-correlation-id',
        (request.headers['x-correlation-id'] = correlationIdFrom(request.headers)),
      );
    });
    // Who calls is known before anything is parsed. A signature is over the body: then it is read here, and handed on.
    scope.addHook('preParsing', async (request, reply, payload) => {
      if (request.method !== 'POST') return payload;
      let read: Promise<Buffer> | undefined;
      const body = () => (read ??= bytesOf(payload, request.routeOptions.bodyLimit));
      const { headers, method, url, socket } = request;
      const caller = await entrance.enter({ headers, method, url, socket, body });
      callers.set(request, caller);
      tellStanding(reply, await entrance.count(caller));
      return read ? Readable.from([await read], { objectMode: false }) : payload;
    });
    scope.addHook('preHandler', async (request) => {
      assertOneOperation(request.body, limits);
      useTrusted(request.body, callers.get(request)?.principal ?? null, trusted);
    });
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

async function bytesOf(payload: AsyncIterable<unknown>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload) {
    // A request without an encoding set yields buffers.
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > limit) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
  }
  return Buffer.concat(chunks);
}

function assertOneOperation(body: unknown, limits: Limits): void {
  if (Array.isArray(body)) throw new InvalidInput('One operation per request: batches are not accepted');
  const query = (body as { query?: unknown } | null | undefined)?.query;
  if (typeof query === 'string') assertLength(query, limits);
}

/** A trusted document may be named by its hash alone, as by a client that has registered it. */
function useTrusted(body: unknown, principal: Principal | null, trusted: TrustedDocuments): void {
  // `as`: whatever has other members or types is Apollo's to refuse.
  const sent = (body ?? {}) as {
    query?: unknown;
    extensions?: { persistedQuery?: { sha256Hash?: unknown } };
  };
  const sha256 = sent.extensions?.persistedQuery?.sha256Hash;
  const known = sent.query === undefined && typeof sha256 === 'string' ? trusted.find(sha256) : undefined;
  if (known !== undefined) sent.query = known;
  const refused = trusted.refuse(principal, typeof sent.query === 'string' ? sent.query : undefined);
  if (refused) throw refused;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: Log;
}

function sendError(error: FastifyError | Error, { request, reply, log }: Exchange): FastifyReply {
  const correlationId = correlationIdFrom(request.headers);
  if (error instanceof Unauthenticated) void reply.header('www-authenticate', 'Bearer');
  if (error instanceof RateLimited) {
    tellStanding(reply, error.standing);
    void reply.header('retry-after', retryAfterSeconds(error.standing.resetMs));
  }
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
  if (error instanceof RateLimited) return { status: 429, code: error.code };
  if (error instanceof InvalidInput) return { status: 400, code: error.code };
  if (error instanceof HubError) return { status: error.retryable ? 503 : 403, code: error.code };
  if (error instanceof GraphQLError) {
    const { code, http } = error.extensions;
    // `as`: put there by `refusal`.
    return { status: (http as { status: number } | undefined)?.status ?? 400, code: String(code) };
  }
  const status = 'statusCode' in error ? error.statusCode : undefined;
  return status !== undefined && status < 500
    ? { status, code: 'BAD_REQUEST' }
    : { status: 500, code: 'INTERNAL' };
}
