/**
 * One HTTP exchange, in place of the SDK's own. superagent 3.8.1 ends a Node 24 process on any 3xx answer (it reads the
 * removed `_headers` inside an event handler), cannot be aborted, opens a connection per request and hands out errors
 * that carry the key. Here redirects are answers like any other, and every connection comes from the given agent.
 */
import {
  request as httpRequest,
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { EgressDenied, ProviderAnswerInvalid, ProviderUnavailable } from '../../platform/errors.ts';

/** Mailchimp itself gives a request 120 s; a page that takes this long will not come. */
const TIMEOUT_MS = 20_000;
/** A page of members with many merge fields is a few MB. */
const MAX_BYTES = 33_554_432;

export interface Exchange {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** For the protocol of `url`. */
  readonly agent: Agent;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Sends and reads the whole answer. Throws the signal's reason, EgressDenied, ProviderUnavailable (no connection, or no
 * whole answer within 20 s) and ProviderAnswerInvalid (an answer beyond all measure).
 */
export async function send(exchange: Exchange, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await start(exchange, AbortSignal.any([signal, timeout]));
    // Node sets the status of every response that a client receives.
    return { status: response.statusCode as number, headers: response.headers, text: await read(response) };
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof EgressDenied || cause instanceof ProviderAnswerInvalid) throw cause;
    const what = timeout.aborted ? 'did not answer in time' : 'could not be reached';
    throw new ProviderUnavailable(`Mailchimp ${what}`, { cause });
  }
}

function start(exchange: Exchange, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, method, headers, body, agent } = exchange;
  const open = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = open(url, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      agent,
      signal,
    });
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop early destroys the response and its socket.
    if (bytes > MAX_BYTES) throw new ProviderAnswerInvalid('Mailchimp sent more than it can mean');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
