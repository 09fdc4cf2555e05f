/**
 * The official SDK words the requests; they are sent here, once each, and their answers read as they came: records keep
 * the wire's form, webhooks come in it, and the SDK's own reading costs four times the CPU and rounds large amounts.
 */
import type { SquareClient as Sdk } from 'square';
import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { Credential, ProviderWorld } from '../provider.ts';
import { readProxied, throughProxy } from '../proxy.ts';
import { parseExact, stringifyExact } from './exact-json.ts';
import { exchange, type Request, type Response } from './exchange.ts';
import { refusal } from './refusal.ts';

export interface Answer {
  body: Readonly<Record<string, unknown>>;
  /** Milliseconds by Square's clock: the answer shows the state of this instant or a later one. */
  asOf: number;
}

export interface SquareApi {
  /** Sends the one request that `word` makes, within the rate budget. Throws only errors of `platform/errors.ts`, or the abort's reason. */
  ask(word: (sdk: Sdk) => PromiseLike<unknown>, signal: AbortSignal): Promise<Answer>;
}

type Fetcher = NonNullable<NonNullable<ConstructorParameters<typeof Sdk>[0]>['fetcher']>;
type FetcherArgs = Parameters<Fetcher>[0];

export function createClient(credential: Credential, world: ProviderWorld): SquareApi {
  return {
    async ask(word, signal) {
      await world.admit(signal);
      // 4,000 files and 85 MB: loaded by the process that needs it, when it does.
      const { SquareClient } = await import('square');
      const token = credential['accessToken'] ?? '';
      let answer: Answer | undefined;
      const fetcher = async (args: FetcherArgs) => {
        answer = answerOf(await send(world, requestOf(args), signal), token);
        return { ok: true, body: {}, rawResponse: new globalThis.Response(null) };
      };
      // A client is light; one per request has exactly this request's answer.
      // The SDK expects a body of the call's own type; an empty one is of all of them, since their members are optional.
      const options = { token, fetcher: fetcher as unknown as Fetcher };
      await word(new SquareClient({ ...options, baseUrl: world.proxy?.url ?? world.settings.apiUrl }));
      if (!answer) throw new TypeError('no request was made');
      return answer;
    },
  };
}

async function send(world: ProviderWorld, request: Request, signal: AbortSignal): Promise<Response> {
  const { proxy } = world;
  if (!proxy) return exchange(world, request, signal);
  const headers = throughProxy(request.headers, proxy);
  const response = await exchange(world, { ...request, headers }, signal);
  return { ...response, text: readProxied(response.status, response.text) };
}

function requestOf(args: FetcherArgs): Request {
  const texts = Object.entries(args.headers ?? {}).filter(
    (header): header is [string, string] => typeof header[1] === 'string',
  );
  const headers = { ...Object.fromEntries(texts), accept: 'application/json' };
  const url = args.queryString ? `${args.url}?${args.queryString}` : args.url;
  if (args.body === undefined) return { method: args.method, url, headers };
  return {
    method: args.method,
    url,
    headers: { ...headers, 'content-type': 'application/json' },
    body: stringifyExact(args.body),
  };
}

function answerOf(response: Response, token: string): Answer {
  if (response.status < 200 || response.status >= 300) throw refusal(response, [token]);
  return { body: objectIn(response), asOf: serverTime(response) };
}

/** The JSON object of a successful answer. Throws ProviderAnswerInvalid for anything else. */
export function objectIn(response: Response): Readonly<Record<string, unknown>> {
  try {
    const body = parseExact(response.text);
    // Of what JSON can say, only objects have members by name.
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return body as Record<string, unknown>;
  } catch {
    // The parser's error quotes the text, which may be anything.
  }
  throw new ProviderAnswerInvalid('Square sent an answer that cannot be read');
}

/** Square's clock, from the answer's Date header; ours may differ and must not order its states. */
function serverTime({ headers, elapsedMs }: Response): number {
  const time = Date.parse(headers.date ?? '');
  if (Number.isNaN(time)) throw new ProviderAnswerInvalid('Square answered without a Date header');
  // The header counts whole seconds; so must what is taken off, or a slow answer would seem older than a quick one before it.
  return time - Math.ceil(elapsedMs / 1_000) * 1_000;
}
