// The HTTP side: from a raw request to Stripe's answer.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Book } from '../ledger/book.ts';
import { NO_REQUEST } from '../ledger/book.ts';
import { authenticate } from './authentication.ts';
import type { FaultQueue } from './faults.ts';
import { faultyReply, takesEffect } from './faults.ts';
import type { RawHash } from './form.ts';
import { decodeForm } from './form.ts';
import { idempotencyStore } from './idempotency.ts';
import type { RateLimit } from './rate-limit.ts';
import { rateLimiter } from './rate-limit.ts';
import type { Reply, ReplyContext } from './reply.ts';
import { errorReply, reply } from './reply.ts';
import { route } from './routes.ts';
import { invalidRequest } from './stripe-error.ts';
import { isApiVersion } from './versions.ts';

export interface LoggedRequest {
  method: string;
  path: string;
  query: string;
  /** What was answered; null when the connection was left without an answer. */
  status: number | null;
  /** The account acted on; null when the key was not accepted or the request did not get that far. */
  account: string | null;
}
export interface ServerOptions {
  /** Accounts by API key. */
  books: ReadonlyMap<string, Book>;
  now: () => number;
  rateLimit: RateLimit | null;
  faults: FaultQueue;
  log: (request: LoggedRequest) => void;
  requestId: () => string;
}
interface Received {
  message: IncomingMessage;
  method: string;
  path: string;
  query: string;
  body: string;
}
const MAX_BODY_BYTES = 1_000_000;

/** A server not yet listening. */
export function stripeServer(options: ServerOptions): Server {
  const answer = answering(options);
  return createServer((message, response) => {
    respond(message, response).catch(() => response.destroy());
  });

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(message);
    const { method, path, query } = received;
    const fault = options.faults.take(method, path);
    await options.faults.unpaused();
    if (fault?.kind === 'slow') await delay(fault.ms, undefined, { ref: false });
    const context = contextOf(received);
    const { book, proper } = takesEffect(fault)
      ? answer(received, context)
      : { book: undefined, proper: undefined };
    const sent = fault === undefined ? proper : faultyReply(fault, context, proper);
    options.log({ method, path, query, status: sent?.status ?? null, account: book?.id ?? null });
    if (sent !== undefined) send(response, sent);
    else if (fault?.kind === 'reset') message.socket.destroy();
  }

  function contextOf({ message }: Received): ReplyContext {
    const version = message.headers['stripe-version'];
    const key = message.headers['idempotency-key'];
    return {
      requestId: options.requestId(),
      now: options.now(),
      version: typeof version === 'string' && isApiVersion(version) ? version : undefined,
      idempotencyKey: typeof key === 'string' ? key : undefined,
    };
  }
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

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  // Encoded once: its length has to be known before it is sent.
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
  response.end(bytes);
}

/** Checks in Stripe's order: key, rate, version, URL, encoding, idempotency key, parameters. */
function answering(options: ServerOptions) {
  const limit = rateLimiter(options.rateLimit);
  const idempotency = idempotencyStore(options.now);

  return (received: Received, context: ReplyContext): { book: Book | undefined; proper: Reply } => {
    let book: Book | undefined;
    try {
      book = authenticate(received.message.headers, options.books);
      limit(book.id, received.method);
      return { book, proper: perform(received, context, book) };
    } catch (error) {
      return { book, proper: errorReply(context, error) };
    }
  };

  function perform(received: Received, context: ReplyContext, book: Book): Reply {
    const { method, path } = received;
    checkVersion(received.message.headers['stripe-version']);
    const { endpoint, id } = route(method, path);
    const raw = parametersOf(received);
    const run = (): Reply => {
      book.cause = { id: context.requestId, idempotency_key: context.idempotencyKey ?? null };
      try {
        return reply(context, 200, endpoint({ book, id }, raw));
      } catch (error) {
        return errorReply(context, error);
      } finally {
        book.cause = NO_REQUEST;
      }
    };
    if (method !== 'POST' || context.idempotencyKey === undefined) return run();
    const request = {
      accountId: book.id,
      key: context.idempotencyKey,
      fingerprint: `${method} ${path}?${received.query} ${received.body}`,
    };
    const earlier = idempotency.replay(request);
    if (earlier !== undefined) return earlier;
    const fresh = run();
    idempotency.keep(request, fresh);
    return fresh;
  }
}

function checkVersion(version: string | string[] | undefined): void {
  if (version === undefined || (typeof version === 'string' && isApiVersion(version))) return;
  throw invalidRequest(`Invalid Stripe API version: ${String(version)}`);
}

/** GET takes its parameters from the query only; POST and DELETE from a form-encoded body as well. */
function parametersOf({ message, method, query, body }: Received): RawHash {
  if (body === '') return decodeForm(query);
  const type = message.headers['content-type'] ?? '';
  if (method === 'GET' || !/^application\/x-www-form-urlencoded(;|$)/i.test(type)) {
    throw invalidRequest(
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
    );
  }
  return decodeForm(query === '' ? body : `${query}&${body}`);
}
