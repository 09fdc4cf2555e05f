/** What a caller may read about a failure: our own errors in full, everything else only as an id that leads to the log. */
import type { GraphQLFormattedError } from 'graphql';
import { HubError } from '../platform/errors.ts';
import type { Log } from './call.ts';

/** A located error of an execution, or what an event source threw. */
export type Failure = Error & Pick<GraphQLFormattedError, 'locations' | 'path'>;

export interface Masking {
  readonly log: Log;
  readonly correlationId: string;
}

/** An error of an execution. Only a HubError is public; a text of the engine or of a driver may quote data or SQL. */
export function maskExecutionError(error: Failure, { log, correlationId }: Masking): GraphQLFormattedError {
  const cause = rootOf(error);
  const place = {
    ...(error.locations && { locations: error.locations }),
    ...(error.path && { path: error.path }),
  };
  if (cause instanceof HubError) {
    return { message: cause.message, ...place, extensions: { ...publicPart(cause), correlationId } };
  }
  log.error({ err: cause, path: error.path, correlationId }, 'a resolver failed unexpectedly');
  return { message: 'Internal error', ...place, extensions: { code: 'INTERNAL', correlationId } };
}

/** An error found before execution: the text of parser and validator is for the caller, without hints at other names. */
export function formatRequestError(
  formatted: GraphQLFormattedError,
  showNames: boolean,
): GraphQLFormattedError {
  const code = requestCode(formatted);
  if (code === 'INTERNAL') return { message: 'Internal error', extensions: { code } };
  const { message, locations, path } = formatted;
  const retryAfterMs = formatted.extensions?.['retryAfterMs'];
  return {
    message: showNames ? message : message.replace(/ ?Did you mean [^?]*\?/g, ''),
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code, ...(typeof retryAfterMs === 'number' && { retryAfterMs }) },
  };
}

/** The errors a door itself answers, before there is an operation. */
export function doorError(error: HubError, correlationId: string): GraphQLFormattedError {
  return { message: error.message, extensions: { ...publicPart(error), correlationId } };
}

function publicPart({ code, field, retryAfterMs }: HubError): Record<string, unknown> {
  return { code, ...(field !== undefined && { field }), ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function requestCode({ extensions, message }: GraphQLFormattedError): string {
  // graphql-js has no code for it: https://github.com/graphql/graphql-js/blob/16.x.x/src/language/parser.ts (advanceLexer)
  if (message.includes('Document contains more t')) return 'OPERATION_TOO_MANY_TOKENS';
  const code = extensions?.['code'];
  return typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR' ? code : 'INTERNAL';
}

/** The error a resolver threw, below the layers in which graphql-js and graphql-jit locate it. */
export function rootOf(error: Error): unknown {
  let current: unknown = error;
  while (isLocated(current) && current.originalError) current = current.originalError;
  return current;
}

function isLocated(error: unknown): error is { originalError?: unknown } {
  return error instanceof Error && error.name === 'GraphQLError' && 'originalError' in error;
}
