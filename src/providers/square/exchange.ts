/** One HTTP exchange with Square, through the agents that are the egress wall. Redirects are answers like any other. */
import * as http from 'node:http';
import * as https from 'node:https';
import { HubError, ProviderAnswerInvalid, ProviderUnavailable } from '../../platform/errors.ts';
import type { ProviderWorld } from '../provider.ts';

/** A page that takes this long will not come. */
const TIMEOUT_MS = 20_000;
/** A thousand orders of fifty lines each are about this much. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface Request {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

export interface Response {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** How long it took, in milliseconds. */
  elapsedMs: number;
}

/** Throws EgressDenied, ProviderUnavailable, ProviderAnswerInvalid (too large), or the reason of the abort. */
export async function exchange(
  world: Pick<ProviderWorld, 'httpAgent' | 'httpsAgent'>,
  request: Request,
  signal: AbortSignal,
): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const started = performance.now();
  try {
    const response = await open(world, request, AbortSignal.any([signal, timeout]));
    const text = await read(response);
    // Node sets the status of every response that a client receives.
    const status = response.statusCode as number;
    return { status, headers: response.headers, text, elapsedMs: performance.now() - started };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HubError) throw error;
    const what = timeout.aborted ? 'did not answer in time' : 'could not be reached';
    throw new ProviderUnavailable(`Square ${what}`, { cause: error });
  }
}

function open(
  world: Pick<ProviderWorld, 'httpAgent' | 'httpsAgent'>,
  request: Request,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const { method, url, headers, body } = request;
  const plain = new URL(url).protocol === 'http:';
  return new Promise((resolve, reject) => {
    const outgoing = (plain ? http : https).request(url, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: plain ? world.httpAgent : world.httpsAgent,
      signal,
    });
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function read(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop early destroys the response and its socket.
    if (bytes > MAX_BYTES) throw new ProviderAnswerInvalid(`Square sent more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
