// The HTTP side: from a raw request to Intuit's answer.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultQueue } from '../../stripe/http/faults.ts';
import { takesEffect } from '../../stripe/http/faults.ts';
import type { Company } from '../ledger/company.ts';
import { isoMsAt } from '../ledger/times.ts';
import type { TokenOffice } from '../oauth.ts';
import { notAuthenticated, notAuthorized, unsupported } from './fault.ts';
import { read } from './read.ts';
import type { Reply, ReplyContext } from './reply.ts';
import { damagedReply, faultReply, jsonReply, reply } from './reply.ts';
import type { RateLimit } from './throttle.ts';
import { throttle } from './throttle.ts';
import { write } from './write.ts';

export const TOKEN_PATH = '/oauth2/v1/tokens/bearer';
const COMPANY_PATH = /^\/v3\/company\/([^/]+)\/(.+)$/;

export interface LoggedRequest {
  method: string;
  path: string;
  /** Decoded. */
  query: Record<string, string>;
  /** What was answered; null when the connection was left without an answer. */
  status: number | null;
  /** The company acted on; null when the request did not get that far. */
  realmId: string | null;
}
export interface ServerOptions {
  companies: ReadonlyMap<string, Company>;
  tokens: TokenOffice;
  now: () => number;
  rateLimit: RateLimit | null;
  faults: FaultQueue;
  log: (request: LoggedRequest) => void;
  traceId: () => string;
}
interface Received {
  message: IncomingMessage;
  method: string;
  url: URL;
  body: string;
}
interface Answered {
  proper: Reply;
  realmId: string | null;
  /** To be called when the answer is on its way. */
  over: () => void;
}

/** A server not yet listening. */
export function quickbooksServer(options: ServerOptions): Server {
  const answer = answering(options);
  return createServer((message, response) => {
    respond(message, response).catch(() => response.destroy());
  });

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(message);
    const { method, url } = received;
    const { accept } = message.headers;
    const context = { accept, traceId: options.traceId(), now: options.now() };
    const fault = options.faults.take(method, url.pathname);
    const answered = takesEffect(fault) ? answer(received, context) : undefined;
    await options.faults.unpaused();
    if (fault?.kind === 'slow') await delay(fault.ms, undefined, { ref: false });
    answered?.over();
    const sent = fault === undefined ? answered?.proper : damagedReply(fault, context, answered?.proper);
    options.log({
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      status: sent?.status ?? null,
      realmId: answered?.realmId ?? null,
    });
    if (sent !== undefined) send(response, sent);
    else if (fault?.kind === 'reset') message.socket.destroy();
  }
}

/** Checks in Intuit's order: the gateway token, company and rate, then the service everything else. */
function answering(options: ServerOptions) {
  const admit = throttle(options.rateLimit);
  const nothing = () => undefined;

  return ({ message, method, url, body }: Received, context: ReplyContext): Answered => {
    if (url.pathname === TOKEN_PATH && method === 'POST') {
      const { status, body: said } = options.tokens.answer(message.headers, body);
      return { proper: jsonReply(context, status, JSON.stringify(said)), realmId: null, over: nothing };
    }
    const membersOf = (company: Company, path: string): string => {
      if (method === 'GET') return read(company, path, url.searchParams);
      if (method !== 'POST') throw unsupported();
      if (!/^application\/json(;|$)/i.test(message.headers['content-type'] ?? '')) throw unsupported();
      return write(company, { path, params: url.searchParams, body });
    };
    let realmId: string | null = null;
    let over: () => void = nothing;
    try {
      const [, wanted = '', path = ''] = COMPANY_PATH.exec(url.pathname) ?? [];
      const company = authorize(message.headers.authorization, wanted);
      realmId = company.realmId;
      over = admit(realmId);
      const members = membersOf(company, path);
      const time = isoMsAt(options.now(), company.offsetMinutes);
      return { proper: reply(context, 200, `{${members},"time":"${time}"}`), realmId, over };
    } catch (error) {
      return { proper: faultReply(context, error), realmId, over };
    }
  };

  function authorize(authorization: string | undefined, realmId: string): Company {
    const [scheme = '', token = ''] = (authorization ?? '').split(' ');
    const granted = scheme.toLowerCase() === 'bearer' ? options.tokens.realmOf(token) : undefined;
    if (granted === undefined) throw notAuthenticated();
    const company = options.companies.get(realmId);
    if (company === undefined || granted !== realmId) throw notAuthorized();
    return company;
  }
}

async function receive(message: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    message,
    method: message.method ?? '',
    url: new URL(message.url ?? '/', 'http://sandbox'),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
