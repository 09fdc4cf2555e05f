/** One HTTP exchange through the egress wall. Redirects are not followed; nothing is tried twice. */
import * as http from 'node:http';
import * as https from 'node:https';
import { EgressDenied, ProviderAnswerInvalid, ProviderUnavailable } from '../../platform/errors.ts';
import type { ProviderWorld } from '../provider.ts';

/** QuickBooks itself gives up after 120 s; a page that takes this long will not come. */
const TIMEOUT_MS = 20_000;
/** A thousand invoices of many lines are some 10 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Any answer, whatever its status. Throws ProviderUnavailable when there is none within 20 s, EgressDenied,
 * ProviderAnswerInvalid for one without end, or the abort's reason. None of them holds anything of the request.
 */
export async function send(
  world: ProviderWorld,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  await world.admit(signal);
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await exchange(world, request, AbortSignal.any([signal, deadline]));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof EgressDenied || error instanceof ProviderAnswerInvalid) throw error;
    const why = deadline.aborted ? 'no answer in time' : codeOf(error);
    throw new ProviderUnavailable(`QuickBooks cannot be reached: ${why}`);
  }
}

function exchange(world: ProviderWorld, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { url, method, headers, body } = request;
  const secure = url.protocol === 'https:';
  const agent = secure ? world.httpsAgent : world.httpAgent;
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? https : http).request(url, { method, headers, agent, signal });
    outgoing.on('response', (response) => read(response).then(resolve, reject));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function read(response: http.IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Without an encoding set, the chunks of a response are buffers.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new ProviderAnswerInvalid('QuickBooks sent an answer that is too long');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

function codeOf(error: unknown): string {
  return error instanceof Error ? String(Reflect.get(error, 'code') ?? error.name) : 'unknown failure';
}
