// The HTTP side: from a raw request to Mailchimp's answer.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { takesEffect, type Fault, type FaultQueue } from '../../stripe/http/faults.ts';
import type { Account } from '../data/account.ts';
import type { WebhookSender } from '../webhooks.ts';
import { answer } from './endpoints.ts';
import { notFound, Problem, problemText, tooManyRequests } from './problem.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** What was answered; null when the connection was left without an answer. */
  readonly status: number | null;
  /** The account acted on; null when the key was not accepted. */
  readonly account: string | null;
}

export interface ServerOptions {
  /** Accounts by API key. */
  readonly accounts: ReadonlyMap<string, Account>;
  readonly now: () => number;
  /** Requests of one key at the same time; null for any number. */
  readonly maxConcurrent: number | null;
  readonly faults: FaultQueue;
  readonly webhooks: WebhookSender;
  readonly log: (request: LoggedRequest) => void;
}

interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  /** The API key, if any was sent. */
  readonly key: string | undefined;
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const MAX_BODY_BYTES = 1_000_000;
const TOO_MANY: Fault = { kind: 'rate-limit' };

/** A server not yet listening. */
export function mailchimpServer(options: ServerOptions): Server {
  /** Requests under way, by account. */
  const running = new Map<string, number>();
  const perform = performing(options);

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(message);
    const { method, path, query } = received;
    const account = options.accounts.get(received.key ?? '');
    const id = account?.id ?? '';
    const atOnce = (running.get(id) ?? 0) + 1;
    running.set(id, atOnce);
    try {
      const tooMany = options.maxConcurrent !== null && atOnce > options.maxConcurrent;
      const fault = tooMany ? TOO_MANY : options.faults.take(method, path);
      if (!tooMany) await options.faults.unpaused();
      if (fault?.kind === 'slow') await delay(fault.ms, undefined, { ref: false });
      const proper = takesEffect(fault) ? await perform(received, account) : undefined;
      const sent = fault === undefined ? proper : faulty(fault, proper, options.now());
      options.log({ method, path, query, status: sent?.status ?? null, account: account?.id ?? null });
      if (sent) response.writeHead(sent.status, sent.headers).end(sent.body);
      else if (fault?.kind === 'reset') message.socket.destroy();
    } finally {
      running.set(id, (running.get(id) ?? 1) - 1);
    }
  }

  const server = createServer((message, response) => {
    respond(message, response).catch(() => response.destroy());
  });
  // A client busy with its own work must not find its idle connection closed the moment it uses it.
  server.keepAliveTimeout = 60_000;
  return server;
}

/** Checks in this order: key, path, parameters. */
function performing({ webhooks, now }: ServerOptions) {
  return async (received: Received, account: Account | undefined): Promise<Reply> => {
    try {
      if (!account) throw unauthorized(received.key);
      const { method, path, query, body } = received;
      const call = {
        account,
        method,
        path: segments(path),
        query: new URLSearchParams(query),
        body,
        webhooks,
      };
      const { status, text } = await answer(call);
      return reply(now(), status, text);
    } catch (error) {
      return refusal(error, now());
    }
  };
}

async function receive(message: IncomingMessage): Promise<Received> {
  const body = await read(message);
  const [path = '', query = ''] = (message.url ?? '').split('?');
  return { method: message.method ?? '', path, query, body, key: keyOf(message.headers.authorization) };
}

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Basic with any user name and the key as password, or Bearer. */
function keyOf(authorization: string | undefined): string | undefined {
  const [scheme = '', credentials = ''] = (authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

function unauthorized(key: string | undefined): Problem {
  return key === undefined
    ? new Problem(401, 'API Key Missing', 'Your request did not include an API key.')
    : new Problem(
        401,
        'API Key Invalid',
        "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
      );
}

/** Throws a 404 for what is not below `/3.0`. */
function segments(path: string): string[] {
  const [root, version, ...rest] = path.split('/').map(decodeURIComponent);
  if (root !== '' || version !== '3.0') throw notFound();
  return rest.at(-1) === '' ? rest.slice(0, -1) : rest;
}

function reply(now: number, status: number, body: string): Reply {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return {
    status,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      Date: new Date(now).toUTCString(),
      'X-Request-Id': `sandbox-${now}`,
      ...(status !== 204 && { 'Content-Length': String(Buffer.byteLength(body)) }),
    },
    body,
  };
}

function refusal(thrown: unknown, now: number): Reply {
  const problem =
    thrown instanceof Problem
      ? thrown
      : new Problem(500, 'Internal Server Error', `Sandbox: ${String(thrown)}`);
  return reply(now, problem.status, problemText(problem, `sandbox-${now}`));
}

/** What the fault leaves of the answer; undefined for none at all. */
function faulty(fault: Fault, proper: Reply | undefined, now: number): Reply | undefined {
  switch (fault.kind) {
    case 'rate-limit': {
      const limited = refusal(tooManyRequests(), now);
      if (fault.retryAfter !== undefined) limited.headers['Retry-After'] = String(fault.retryAfter);
      return limited;
    }
    case 'status': {
      const odd = refusal(new Problem(fault.status, 'Internal Server Error', 'An error has occurred.'), now);
      // To itself: whoever follows it comes back here, with the key.
      if (fault.status >= 300 && fault.status < 400) odd.headers['Location'] = '/3.0/ping';
      return odd;
    }
    case 'html': {
      const page = reply(now, 200, '<!doctype html><title>Welcome</title><p>Please sign in.');
      return { ...page, headers: { ...page.headers, 'Content-Type': 'text/html' } };
    }
    case 'truncated': {
      const body = proper?.body.slice(0, Math.floor(proper.body.length / 2)) ?? '';
      return (
        proper && {
          ...proper,
          body,
          headers: { ...proper.headers, 'Content-Length': String(Buffer.byteLength(body)) },
        }
      );
    }
    case 'slow':
      return proper;
    case 'reset':
    case 'hang':
      return undefined;
  }
}
