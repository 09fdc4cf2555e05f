/** HTTP with JSON: one request, an answer that is JSON without tricks, and failures under the contract's names. */
import type { z } from 'zod';
import { ProviderAnswerInvalid, ProviderUnavailable } from '../../platform/errors.ts';
import { FunderAnswerInvalid, FunderUnavailable } from '../errors.ts';
import type { FunderWorld } from '../funder.ts';
import { parseStrictJson } from './strict-json.ts';

export interface RestRequest {
  readonly method: 'GET' | 'POST';
  /** Behind the funder's URL, with a leading slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

export interface RestAnswer {
  readonly status: number;
  readonly json: unknown;
}

/**
 * Throws FunderUnavailable when there is no answer, or one of 429 or 5xx; FunderAnswerInvalid when it is no JSON. Every
 * other status is an answer.
 */
export async function rest(world: FunderWorld, request: RestRequest): Promise<RestAnswer> {
  const { method, path, headers, body, signal } = request;
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await world
    .send({
      url: `${world.settings.url}${path}`,
      method,
      headers: {
        accept: 'application/json',
        ...(text && { 'content-type': 'application/json' }),
        ...headers,
      },
      signal,
      ...(text !== undefined && { body: text }),
    })
    .catch(rename);
  if (answer.status === 429 || answer.status >= 500)
    throw new FunderUnavailable(`The funder answered ${answer.status}`);
  return { status: answer.status, json: jsonOf(answer.headers['content-type'], answer.body) };
}

/** The value as the schema describes it. Throws FunderAnswerInvalid naming the first place that does not fit. */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new FunderAnswerInvalid(`${issue?.path.join('.') || 'The answer'} is not as documented`);
}

function rename(cause: unknown): never {
  if (cause instanceof ProviderUnavailable) throw new FunderUnavailable(cause.message, { cause });
  if (cause instanceof ProviderAnswerInvalid) throw new FunderAnswerInvalid(cause.message, { cause });
  throw cause;
}

function jsonOf(contentType: string | string[] | undefined, body: Buffer): unknown {
  if (!/^application\/(problem\+)?json\b/.test(String(contentType)))
    throw new FunderAnswerInvalid('The answer is not JSON');
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // Not as a cause: a syntax error quotes what stood there.
    throw new FunderAnswerInvalid('The answer is not whole, unambiguous JSON');
  }
}
