// Requests and answers as Nango has them: JSON, errors as `{ error: { code, message?, errors? } }`.
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** An error that the vault answers. */
export class NangoError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: unknown;

  constructor(status: number, code: string, errors?: unknown) {
    super(code);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

export function json(status: number, body: unknown): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}

export function html(status: number, text: string): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><p>${text}</p>`,
  };
}

export function redirect(location: string): Reply {
  return { status: 302, headers: { location }, body: '' };
}

/** Anything but a NangoError is a bug in the sandbox and answers 500 with its text. */
export function errorReply(thrown: unknown): Reply {
  if (!(thrown instanceof NangoError))
    return json(500, { error: { code: 'server_error', message: `Sandbox failure: ${String(thrown)}` } });
  const { status, code, errors } = thrown;
  return json(status, {
    error: { code, message: `${code} (vault)`, ...(errors !== undefined && { errors }) },
  });
}

/** The JSON body as the schema has it. Throws 400 `invalid_body` for anything else, unknown members too. */
export function bodyOf<T>(received: Received, schema: z.ZodType<T>): T {
  return checked(parsed(received.body), schema, 'invalid_body');
}

/** The query as the schema has it. Throws 400 `invalid_query_params` for anything else, unknown keys too. */
export function queryOf<T>(received: Received, schema: z.ZodType<T>): T {
  return checked(Object.fromEntries(received.query), schema, 'invalid_query_params');
}

function checked<T>(value: unknown, schema: z.ZodType<T>, code: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new NangoError(
    400,
    code,
    result.error.issues.map(({ path, message }) => ({ code: 'invalid', message, path })),
  );
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new NangoError(400, 'invalid_body');
  }
}

export async function receive(message: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = message.url ?? '/';
  const { pathname, searchParams } = new URL(url, 'http://vault');
  return {
    method: message.method ?? 'GET',
    path: pathname,
    query: searchParams,
    url,
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}
