/** The one outbound door: everything this system sends to the outside goes through here. */
import * as http from 'node:http';
import * as https from 'node:https';
import { EgressDenied, HubError, ProviderAnswerInvalid, ProviderUnavailable } from '../errors.ts';
import { createGuardedAgents, hostAndPort, mayBePublic } from './agents.ts';
import type { ClientTls, GuardedAgents } from './agents.ts';

export interface EgressRequest {
  url: string | URL;
  /** Default `GET`. */
  method?: string;
  headers?: http.OutgoingHttpHeaders;
  body?: string | Uint8Array;
  /** From the call to the last byte of the answer, in milliseconds. Default 10 s. */
  timeoutMs?: number;
  /** Largest body of an answer. Default 1 MiB. */
  maxBytes?: number;
  signal?: AbortSignal;
}

export interface EgressResponse {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export interface Egress extends GuardedAgents {
  /**
   * Sends one request and reads the whole answer. Redirects are not followed: a 3xx is an answer like any other.
   * @throws EgressDenied for a URL or an address that may not be reached
   * @throws ProviderUnavailable when there is no connection or no complete answer in time
   * @throws ProviderAnswerInvalid when the answer is larger than `maxBytes`
   * @throws the signal's reason when the caller aborts
   */
  request(request: EgressRequest): Promise<EgressResponse>;
  /**
   * Says what can be said of a URL before anything is looked up, so that who enters one hears of it at once.
   * @throws EgressDenied
   */
  assertReachable(url: string): void;
  /** Closes idle connections. */
  close(): void;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_BYTES = 1_048_576;

export interface EgressOptions {
  /** `host:port` of what the operator opens although its address is private. */
  readonly allowedHosts: readonly string[];
  /** Only what the operator has opened is reached without encryption: for URLs that others choose. */
  readonly encryptedOnly?: boolean;
  /** What is shown to servers that ask for a certificate, and whom to trust beside the public authorities. */
  readonly tls?: ClientTls | undefined;
}

export function createEgress(options: EgressOptions): Egress {
  const { allowedHosts, encryptedOnly = false, tls } = options;
  const agents = createGuardedAgents(allowedHosts, tls);
  const opened = new Set(allowedHosts.map((entry) => entry.toLowerCase()));
  const reachable = (text: string | URL): URL => {
    const url = webUrl(text);
    if (encryptedOnly && url.protocol === 'http:' && !opened.has(hostAndPort(url)))
      throw new EgressDenied('Only https URLs are reachable');
    return url;
  };
  return {
    ...agents,
    request: async (request) => send(agents, { ...request, url: reachable(request.url) }),
    assertReachable(text) {
      const url = reachable(text);
      if (!opened.has(hostAndPort(url)) && !mayBePublic(url.hostname))
        throw new EgressDenied(`${url.hostname} is not a public address`);
    },
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

async function send(agents: GuardedAgents, request: EgressRequest & { url: URL }): Promise<EgressResponse> {
  request.signal?.throwIfAborted();
  const outgoing = begin(agents, request);
  // By hand: what Node does for a signal of its own costs as much as the rest of the request.
  const end = () => outgoing.destroy(new Error('ended by the caller'));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    outgoing.destroy(new Error('no answer in time'));
  }, request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  request.signal?.addEventListener('abort', end, { once: true });
  try {
    const response = await answerTo(outgoing, request.body);
    const body = await readBody(response, request.maxBytes ?? DEFAULT_MAX_BYTES);
    // Node sets the status of every response that a client receives.
    return { status: response.statusCode as number, headers: response.headers, body };
  } catch (cause) {
    request.signal?.throwIfAborted();
    if (cause instanceof HubError) throw cause;
    const what = late ? 'did not answer in time' : 'could not be reached';
    throw new ProviderUnavailable(`${request.url.host} ${what}`, { cause });
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', end);
  }
}

function webUrl(text: string | URL): URL {
  const url = URL.parse(String(text));
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new EgressDenied('Only http and https URLs are reachable');
  if (url.username !== '' || url.password !== '')
    throw new EgressDenied('A URL must not carry a user name or password');
  return url;
}

function begin(agents: GuardedAgents, request: EgressRequest & { url: URL }): http.ClientRequest {
  const { url, method = 'GET', headers } = request;
  const encrypted = url.protocol === 'https:';
  const start = encrypted ? https.request : http.request;
  return start(url, {
    method,
    // Unpacking is a way to make much out of little; `maxBytes` must hold for what is read.
    headers: { ...headers, 'accept-encoding': 'identity' },
    agent: encrypted ? agents.httpsAgent : agents.httpAgent,
  });
}

function answerTo(
  outgoing: http.ClientRequest,
  body: string | Uint8Array | undefined,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function readBody(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes)
        response.destroy(new ProviderAnswerInvalid(`The answer is larger than ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    response.on('end', () => resolve(Buffer.concat(chunks)));
    response.on('error', reject);
  });
}
