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
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../platform/principal/principal.ts';
import type { CallContext, Caller, Log } from './call.ts';
import { createCallbacks } from './callbacks.ts';
import type { Send } from './callbacks.ts';
import { createDocumentStore, extraRules } from './documents.ts';
import { createExecutor } from './executor.ts';
import { mountHttp } from './http.ts';
import { createAdmission, defaultLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { formatRequestError } from './masking.ts';
import { pipelinePlugin } from './pipeline.ts';
import { mountSocket } from './socket.ts';

export interface GraphqlOptions {
  /** From `buildSchema`. */
  readonly schema: GraphQLSchema;
  /** A new context for each operation. */
  readonly contextFor: (caller: Caller) => CallContext;
  /** Null without a token; throws Unauthenticated for a bad one. */
  readonly authenticate: (headers: IncomingHttpHeaders) => Promise<Principal | null>;
  /** Overrides of the defaults. */
  readonly limits?: Partial<Limits>;
  /** Also opens `_service` and keeps the validator's hints. */
  readonly introspection: boolean;
  /** `host[:port]`, or `http://host[:port]` for plain http; none turns callback subscriptions off. */
  readonly callbackHosts: readonly string[];
  /** Sends the callbacks: the outbound door. */
  readonly outward: Send;
  /** Bytes of one WebSocket message. */
  readonly maxSocketPayload: number;
  readonly connectionInitWaitTimeoutMs?: number;
  readonly maxOperationsPerSocket: number;
  /** Asked every 30 s for the holder of a socket or callback subscription. */
  readonly isRevoked?: (principal: Principal) => Promise<boolean>;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Must run before the application listens. `close` ends subscriptions and waits for them; closing the application does it too. */
export async function mountGraphql(
  app: FastifyInstance,
  options: GraphqlOptions,
): Promise<{ close(): Promise<void> }> {
  const { schema, contextFor, authenticate, introspection, callbackHosts, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const session = { now: options.now, ...(options.isRevoked && { isRevoked: options.isRevoked }) };
  const store = createDocumentStore();
  const executor = createExecutor({ schema, log });
  const callbacks = createCallbacks(options.outward, log);
  const admit = createAdmission(schema, limits);
  const pipeline = { admit, executor, callbacks, callbackHosts, session, introspection };

  const apollo = new ApolloServer<CallContext>({
    schema,
    introspection,
    logger: log,
    documentStore: store,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: extraRules(introspection),
    formatError: (formatted) => formatRequestError(formatted, introspection),
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    // Its default indents, which costs a tenth of a large answer and helps nobody.
    stringifyResult: (result) => JSON.stringify(result),
    persistedQueries: false,
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
  await mountHttp(app, { apollo, authenticate, contextFor, limits, log });
  const closeSockets = mountSocket({
    server: app.server,
    reading: { schema, store, limits, introspection },
    admit,
    executor,
    authenticate,
    contextFor,
    session,
    maxSocketPayload: options.maxSocketPayload,
    connectionInitWaitTimeoutMs: options.connectionInitWaitTimeoutMs ?? 3000,
    maxOperationsPerSocket: options.maxOperationsPerSocket,
    log,
  });

  let closed: Promise<void> | undefined;
  const close = () => (closed ??= Promise.all([closeSockets(), callbacks.close()]).then(() => apollo.stop()));
  app.addHook('preClose', close);
  return { close };
}
