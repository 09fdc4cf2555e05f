// The HTTP side: from a raw request to Square's answer.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultQueue } from '../../stripe/http/faults.ts';
import { takesEffect } from '../../stripe/http/faults.ts';
import type { Seller } from '../seller.ts';
import { route } from './endpoints.ts';
import { badRequest, internal, rateLimited, SquareApiError } from './square-error.ts';
import type { Tokens } from './tokens.ts';

export interface LoggedRequest {
  method: string;
  path: string;
  query: string;
  body: string;
  /** What was answered; null when the connection was left without an answer. */
  status: number | null;
  /** The seller acted on; null when the token was not accepted or the request did not get that far. */
  merchantId: string | null;
}
export interface ServerOptions {
  tokens: Tokens;
  now: () => number;
  /** Requests per second and seller. */
  rateLimit: number | null;
  faults: FaultQueue;
  log: (request: LoggedRequest) => void;
}
interface Received {
  message: IncomingMessage;
  method: string;
  path: string;
  query: string;
  body: string;
}
interface Reply {
  status: number;
  body: string;
  headers: Record<string, string>;
}
const MAX_BODY_BYTES = 1_000_000;
const VERSION = /^\d{4}-\d\d-\d\d$/;

/** A server not yet listening. */
export function squareServer(options: ServerOptions): Server {
  const limit = rateLimiter(options.rateLimit);
  return createServer((message, response) => {
    respond(message, response).catch(() => response.destroy());
  });

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(message);
    const { method, path, query, body } = received;
    const fault = options.faults.take(method, path);
    await options.faults.unpaused();
    if (fault?.kind === 'slow') await delay(fault.ms, undefined, { ref: false });
    const proper = takesEffect(fault) ? answer(received) : undefined;
    const sent = fault ? faultyReply(fault, proper?.reply) : proper?.reply;
    const merchantId = proper?.seller?.merchantId ?? null;
    options.log({ method, path, query, body, status: sent?.status ?? null, merchantId });
    if (sent) send(response, sent);
    else if (fault?.kind === 'reset') message.socket.destroy();
  }

  function send(response: ServerResponse, { status, body, headers }: Reply): void {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      Date: new Date(options.now()).toUTCString(),
      ...headers,
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(body);
  }

  function answer(received: Received): { seller?: Seller; reply: Reply } {
    const { method, path, message } = received;
    let seller: Seller | undefined;
    try {
      if (`${method} ${path}` === 'POST /oauth2/token')
        return { reply: ok(options.tokens.renew(paramsOf(received))) };
      seller = options.tokens.authenticate(message.headers);
      limit(seller.merchantId);
      checkVersion(message.headers['square-version']);
      const { endpoint, id } = route(method, path);
      const body = endpoint({ seller, id, params: paramsOf(received), now: options.now() });
      return { seller, reply: ok(body) };
    } catch (error) {
      return { ...(seller && { seller }), reply: errorReply(error) };
    }
  }
}

function ok(body: string): Reply {
  return { status: 200, body, headers: {} };
}

/** Anything but a SquareApiError is a bug in the sandbox and answers 500 with its text. */
function errorReply(thrown: unknown): Reply {
  if (thrown instanceof SquareApiError)
    return { status: thrown.status, body: JSON.stringify(thrown.body), headers: {} };
  return {
    status: 500,
    body: JSON.stringify({ errors: [{ detail: `Sandbox failure: ${String(thrown)}` }] }),
    headers: {},
  };
}

function checkVersion(version: string | string[] | undefined): void {
  if (version === undefined || (typeof version === 'string' && VERSION.test(version))) return;
  throw badRequest('INVALID_SQUARE_VERSION_FORMAT', 'The Square-Version header is not a date.');
}

async function receive(message: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('request body too large');
    chunks.push(chunk);
  }
  const [path = '', query = ''] = (message.url ?? '').split('?');
  return { message, method: message.method ?? '', path, query, body: Buffer.concat(chunks).toString('utf8') };
}

/** GET takes its parameters from the query, each once; POST from a JSON body. */
function paramsOf({ method, query, body, message }: Received): unknown {
  if (method === 'GET') {
    const entries = [...new URLSearchParams(query)];
    const twice = entries.find(([name], n) => entries.findIndex(([other]) => other === name) !== n);
    if (twice) throw badRequest('BAD_REQUEST', 'A parameter is there more than once.', twice[0]);
    return Object.fromEntries(entries);
  }
  if (!/^application\/json(;|$)/i.test(message.headers['content-type'] ?? ''))
    throw badRequest('INVALID_CONTENT_TYPE', 'The request body must be JSON.');
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw badRequest('BAD_REQUEST', 'The request body could not be decoded.');
  }
}

/** A bucket per seller that holds one second's worth. It runs on real time: it limits real requests. */
function rateLimiter(perSecond: number | null): (merchantId: string) => void {
  const buckets = new Map<string, { tokens: number; filledAt: number }>();
  return (merchantId) => {
    if (perSecond === null) return;
    const now = performance.now();
    const bucket = buckets.get(merchantId) ?? { tokens: perSecond, filledAt: now };
    const tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.filledAt) / 1_000) * perSecond);
    buckets.set(merchantId, { tokens: tokens < 1 ? tokens : tokens - 1, filledAt: now });
    if (tokens < 1) throw rateLimited();
  };
}

/** The reply a fault leaves: another one, a damaged one, or undefined for none at all. */
function faultyReply(fault: Fault, proper: Reply | undefined): Reply | undefined {
  switch (fault.kind) {
    case 'rate-limit': {
      const limited = errorReply(rateLimited());
      return fault.retryAfter === undefined
        ? limited
        : { ...limited, headers: { 'Retry-After': String(fault.retryAfter) } };
    }
    case 'status':
      return errorReply(internal(fault.status));
    case 'html':
      return {
        ...ok('<!doctype html><title>Welcome</title><p>Please sign in.'),
        headers: { 'Content-Type': 'text/html' },
      };
    case 'truncated':
      return proper && { ...proper, body: proper.body.slice(0, Math.floor(proper.body.length / 2)) };
    case 'slow':
      return proper;
    case 'reset':
    case 'hang':
      return undefined;
  }
}
