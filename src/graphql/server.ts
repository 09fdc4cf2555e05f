/** Puts GraphQL on a Fastify application: `POST /graphql` and the WebSocket `/graphql` on the same port, behind the same walls. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Server } from 'node:http';
import { systemClock, type Clock } from '../platform/clock.ts';
import type { Authenticate } from '../platform/principal/doors.ts';
import { createAddressOf, type AddressOf } from '../platform/http/client-address.ts';
import { originRule } from '../platform/http/origins.ts';
import type { RevocationView } from '../platform/principal/revocation-view.ts';
import type { RateLimits } from '../platform/rate-limits.ts';
import type { CallContext, Caller, Log } from './call.ts';
import { createCallbacks } from './callbacks.ts';
import type { Send } from './callbacks.ts';
import { createDocumentStore, createPersistedDocuments } from './documents.ts';
import { createEntrance } from './entrance.ts';
import { createExecutor } from './executor.ts';
import { mountHttp } from './http.ts';
import { createGate } from './gate.ts';
import { defaultLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { formatRequestError } from './masking.ts';
import { pipelinePlugin } from './pipeline.ts';
import { routerRule, type RouterSettings } from './router.ts';
import { mountSocket } from './socket.ts';
import { trustedDocuments, type TrustedDocumentsSettings } from './trusted-documents.ts';

export interface GraphqlOptions {
  /** From `buildSchema`. */
  readonly schema: GraphQLSchema;
  /** A new context for each operation. */
  readonly contextFor: (caller: Caller) => CallContext;
  readonly authenticate: Authenticate;
  /** Where sockets are served, beside the application's own server. */
  readonly otherServers?: readonly Server[];
  readonly rates: RateLimits;
  /** Pages of these origins may call; all that are no pages may. Empty compares nothing. */
  readonly allowedOrigins?: readonly string[];
  readonly router?: RouterSettings;
  /** Whose request it is; the connection's peer's where it is left out. */
  readonly addressOf?: AddressOf;
  readonly trustedDocuments?: TrustedDocumentsSettings;
  /** Overrides of the defaults. */
  readonly limits?: Partial<Limits>;
  /** Opens the schema and `_service` to all callers, not the router alone, and keeps the validator's hints. */
  readonly introspection: boolean;
  /** `host[:port]`, or `http://host[:port]` for plain http; none turns callback subscriptions off. */
  readonly callbackHosts: readonly string[];
  /** Sends the callbacks: the outbound door. */
  readonly outward: Send;
  /** Bytes of one WebSocket message. */
  readonly maxSocketPayload: number;
  readonly connectionInitWaitTimeoutMs?: number;
  readonly maxOperationsPerSocket: number;
  /** Open at once, of one caller, in this process. */
  readonly maxSocketsPerCaller: number;
  /** Asked for the holder of a socket or callback subscription. */
  readonly revocations?: RevocationView | undefined;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** By the same clock; the system's where it is left out. */
  readonly sleep?: Clock['sleep'];
}

/** Must run before the application listens. `close` ends subscriptions and waits for them; closing the application does it too. */
export async function mountGraphql(
  app: FastifyInstance,
  options: GraphqlOptions,
): Promise<{ close(): Promise<void> }> {
  const { schema, contextFor, introspection, callbackHosts, rates, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const session = {
    now: options.now,
    sleep: options.sleep ?? systemClock.sleep,
    revocations: options.revocations,
  };
  const store = createDocumentStore();
  const executor = createExecutor({ schema, log });
  const callbacks = createCallbacks(options.outward, log);
  const gate = createGate({ schema, limits, rates, introspection });
  const entrance = createEntrance({
    authenticate: options.authenticate,
    isAllowedOrigin: originRule(options.allowedOrigins ?? []),
    router: routerRule(options.router ?? { secrets: [], only: false }),
    addressOf: options.addressOf ?? createAddressOf([]),
    rates,
  });
  const trusted = trustedDocuments(options.trustedDocuments ?? { documents: new Map(), onlyFor: [] });
  const pipeline = { gate, executor, callbacks, callbackHosts, session, introspection };

  const apollo = new ApolloServer<CallContext>({
    schema,
    // Whom the schema is open to is decided for each caller, by the gate.
    introspection: true,
    logger: log,
    documentStore: store,
    parseOptions: { maxTokens: limits.tokens },
    formatError: (formatted) => formatRequestError(formatted, introspection),
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    // Its default indents, which costs a tenth of a large answer and helps nobody.
    stringifyResult: (result) => JSON.stringify(result),
    persistedQueries: { cache: createPersistedDocuments() },
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      pipelinePlugin(pipeline),
    ],
  });
  await apollo.start();
  await mountHttp(app, { apollo, contextFor, limits, entrance, trusted, log });
  const closeSockets = mountSocket({
    servers: [app.server, ...(options.otherServers ?? [])],
    reading: { schema, store, limits },
    introspection,
    gate,
    entrance,
    trusted,
    executor,
    contextFor,
    session,
    maxSocketPayload: options.maxSocketPayload,
    connectionInitWaitTimeoutMs: options.connectionInitWaitTimeoutMs ?? 3000,
    maxOperationsPerSocket: options.maxOperationsPerSocket,
    maxSocketsPerCaller: options.maxSocketsPerCaller,
    log,
  });

  let closed: Promise<void> | undefined;
  const close = () => (closed ??= Promise.all([closeSockets(), callbacks.close()]).then(() => apollo.stop()));
  app.addHook('preClose', close);
  return { close };
}
