/** WebSocket `/graphql` by the graphql-transport-ws protocol. Close codes: 4401 no token, 4403 bad or ended token or no admission, 4408 silence, 4429 too many. */
import { CloseCode } from 'graphql-ws';
import type { Context, OperationResult } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { getOperationAST } from 'graphql';
import type { ExecutionArgs, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { correlationIdFrom } from '../platform/correlation.ts';
import { HubError } from '../platform/errors.ts';
import { noBody } from '../platform/principal/incoming-call.ts';
import { callerKey, RateLimited } from '../platform/rate-limits.ts';
import type { CallContext, Caller, Log } from './call.ts';
import { readDocument } from './documents.ts';
import type { Reading } from './documents.ts';
import type { Entrance } from './entrance.ts';
import type { Executor } from './executor.ts';
import { tooMuch, type Gate } from './gate.ts';
import { refusal } from './limits.ts';
import { formatRequestError } from './masking.ts';
import { startSession } from './session.ts';
import type { Session, SessionOptions } from './session.ts';
import { createTally, type Tally } from './tally.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** A client that does not answer the closing handshake is cut off after this. */
const CLOSE_GRACE_MS = 1000;
/** As HTTP's 429; graphql-ws uses the same code for a second `connection_init`. */
const TOO_MANY_SOCKETS = 4429;

export interface SocketOptions {
  readonly servers: readonly Server[];
  readonly reading: Reading;
  readonly introspection: boolean;
  readonly gate: Gate;
  readonly entrance: Entrance;
  readonly trusted: TrustedDocuments;
  readonly executor: Executor;
  readonly contextFor: (caller: Caller) => CallContext;
  readonly session: SessionOptions;
  /** Bytes of one message. */
  readonly maxSocketPayload: number;
  readonly connectionInitWaitTimeoutMs: number;
  readonly maxOperationsPerSocket: number;
  /** Of one caller, in this process. */
  readonly maxSocketsPerCaller: number;
  readonly log: Log;
}

interface Connection {
  readonly caller: Caller;
  readonly session: Session;
  /** Gives the caller's place back. */
  leave(): void;
  /** Of the running operations, by the client's id. */
  readonly ends: Map<string, AbortController>;
}

interface Prepared extends ExecutionArgs {
  readonly contextValue: CallContext;
  readonly fields: number;
}

type SocketContext = Context<
  Record<string, unknown> | undefined,
  { socket: WebSocket; request: IncomingMessage }
>;

/** Serves the socket on the HTTP servers' ports; the returned function closes every connection and waits for it. */
export function mountSocket(options: SocketOptions): () => Promise<void> {
  const { servers, executor, maxSocketPayload, connectionInitWaitTimeoutMs } = options;
  const sockets = new WebSocketServer({ noServer: true, path: '/graphql', maxPayload: maxSocketPayload });
  for (const server of servers) {
    server.on('upgrade', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request)),
    );
  }
  const connections = new WeakMap<WebSocket, Connection>();
  const tally = createTally(options.maxSocketsPerCaller);

  const running = useServer<Record<string, unknown> | undefined>(
    {
      connectionInitWaitTimeout: connectionInitWaitTimeoutMs,
      async onConnect(context) {
        const connection = await connect(context, options, tally);
        if (connection) connections.set(context.extra.socket, connection);
        return connection !== undefined;
      },
      async onSubscribe(context, id, { query, operationName, variables }) {
        const connection = connections.get(context.extra.socket);
        if (!connection) return [refusal('UNAUTHENTICATED', 'A token is required')];
        if (Object.keys(context.subscriptions).length > options.maxOperationsPerSocket) {
          return [
            refusal('LIMIT_EXCEEDED', `More than ${options.maxOperationsPerSocket} operations on one socket`),
          ];
        }
        return prepare(connection, { id, query, operationName, variables }, options);
      },
      // onSubscribe is the only source of these arguments; the results differ from its type by being formatted already.
      execute: (args) => executor.execute(runOf(args as Prepared)) as OperationResult,
      subscribe: (args) => executor.subscribe(runOf(args as Prepared)) as OperationResult,
      // The executor's results are ready to be sent; without this graphql-ws would format their errors again.
      onNext: (_context, _id, _payload, _args, result) => result,
      onError: ({ extra }, _id, _payload, errors) => shown(errors, connections.get(extra.socket), options),
      onComplete: ({ extra }, id) => endOperation(connections.get(extra.socket), id),
      onDisconnect: ({ extra }) => {
        const connection = connections.get(extra.socket);
        connection?.session.close();
        connection?.leave();
      },
      isProd: true,
    },
    sockets,
  );

  return async () => {
    const patience = setTimeout(
      () => sockets.clients.forEach((client) => client.terminate()),
      CLOSE_GRACE_MS,
    );
    await running.dispose();
    clearTimeout(patience);
  };
}

/** Undefined when the connection was refused; it is closed with the code that says why. */
async function connect(
  context: SocketContext,
  options: SocketOptions,
  tally: Tally,
): Promise<Connection | undefined> {
  const { socket, request } = context.extra;
  const { authorization } = context.connectionParams ?? {};
  const headers = { ...request.headers, ...(typeof authorization === 'string' && { authorization }) };
  const correlationId = correlationIdFrom(headers);
  try {
    // A signature, where there is one, is over the upgrade request.
    const { method = 'GET', url = '/' } = request;
    const call = { method, url, headers, body: noBody, socket: request.socket };
    const caller = { ...(await options.entrance.enter(call)), correlationId };
    const { principal } = caller;
    if (!principal) {
      socket.close(CloseCode.Unauthorized, 'A token is required');
      return undefined;
    }
    const leave = tally.enter(callerKey(principal));
    if (!leave) {
      socket.close(TOO_MANY_SOCKETS, 'Too many sockets of one caller');
      return undefined;
    }
    const session = startSession(principal, options.session);
    const close = () => socket.close(CloseCode.Forbidden, messageOf(session.ended.reason));
    if (session.ended.aborted) close();
    session.ended.addEventListener('abort', close, { once: true });
    return { caller, session, leave, ends: new Map() };
  } catch (error) {
    if (!(error instanceof HubError))
      options.log.error({ err: error, correlationId }, 'a socket could not be opened');
    socket.close(
      error instanceof HubError ? CloseCode.Forbidden : CloseCode.InternalServerError,
      messageOf(error),
    );
    return undefined;
  }
}

interface Subscribe {
  readonly id: string;
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

async function prepare(
  connection: Connection,
  { id, query, operationName, variables }: Subscribe,
  { reading, gate, entrance, trusted, contextFor }: SocketOptions,
): Promise<Prepared | readonly GraphQLError[]> {
  const { caller } = connection;
  try {
    await entrance.count(caller);
  } catch (error) {
    if (error instanceof RateLimited) return [tooMuch(error)];
    throw error;
  }
  const refused = trusted.refuse(caller.principal, query);
  if (refused) return [refused];
  const document = await readDocument(reading, query);
  if (!('definitions' in document)) return document;
  const operation = getOperationAST(document, operationName);
  if (!operation) return [refusal('OPERATION_RESOLUTION_FAILURE', 'The document has no such operation')];
  const variableValues = variables ?? undefined;
  const contextValue = contextFor(caller);
  const verdict = await gate({ document, operation, variables: variableValues }, contextValue);
  if ('errors' in verdict) return verdict.errors;
  const end = new AbortController();
  connection.ends.set(id, end);
  contextValue.ended = AbortSignal.any([connection.session.ended, end.signal]);
  contextValue.operationCost = verdict.size.cost;
  const { fields } = verdict.size;
  return { schema: reading.schema, document, operationName, variableValues, contextValue, fields };
}

function runOf({ document, operationName, variableValues, contextValue, fields }: Prepared) {
  return {
    document,
    operationName: operationName ?? undefined,
    variables: variableValues ?? undefined,
    context: contextValue,
    fields,
  };
}

function shown(
  errors: readonly GraphQLError[],
  connection: Connection | undefined,
  { executor, introspection }: SocketOptions,
): GraphQLFormattedError[] {
  const correlationId = connection?.caller.correlationId ?? '';
  return errors.flatMap((error) => {
    // Thrown by an event source, in contrast to what this file refused.
    if (error.originalError) return executor.mask([error], { principal: null, correlationId });
    const { extensions, ...rest } = formatRequestError(error.toJSON(), introspection);
    return [{ ...rest, extensions: { ...extensions, correlationId } }];
  });
}

function endOperation(connection: Connection | undefined, id: string): void {
  connection?.ends.get(id)?.abort();
  connection?.ends.delete(id);
}

/** Close reasons are limited to 123 bytes: RFC 6455 section 5.5. */
function messageOf(error: unknown): string {
  return error instanceof HubError ? error.message.slice(0, 40) : 'Internal error';
}
